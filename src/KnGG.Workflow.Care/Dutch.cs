using System.Globalization;

namespace KnGG.Workflow.Care;

/// <summary>Dutch wording of numbers, dates and lists. The machine's culture is never asked: the same input gives the same text everywhere.</summary>
internal static class Dutch
{
    private static readonly string[] Months =
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    private static readonly string[] Days =
        ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];

    /// <summary>A number with a decimal comma and at most <paramref name="decimals"/> decimals.</summary>
    internal static string Number(double value, int decimals) =>
        value.ToString(decimals switch { 0 => "0", 1 => "0.#", 2 => "0.##", _ => "0.####" }, CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>A number with a decimal comma and exactly two decimals.</summary>
    internal static string Fixed2(double value) =>
        value.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>A whole number.</summary>
    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A date as <c>5 mei 2026</c>.</summary>
    internal static string Date(DateOnly date) => $"{Number(date.Day)} {Months[date.Month - 1]} {Number(date.Year)}";

    /// <summary>The name of the weekday.</summary>
    internal static string DayName(DateOnly date) => Days[(int)date.DayOfWeek];

    /// <summary>A date as <c>2026-05-05</c>.</summary>
    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Words joined as <c>a, b en c</c>.</summary>
    internal static string Join(IReadOnlyList<string> words, string last = "en") => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => string.Join(", ", words.Take(words.Count - 1)) + " " + last + " " + words[^1],
    };

    /// <summary>The text with a capital first letter.</summary>
    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
