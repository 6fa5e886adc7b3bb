using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>Terms in words: as the definition has them when it does, else in days or weeks as they came out.</summary>
internal static class TermWords
{
    private static readonly string[] TermInputs = ["due", "in", "timeSpan", "opens"];

    public static string Sentence(
        string name, DateTimeOffset opened, DateTimeOffset? was, DateTimeOffset openedNow, DateTimeOffset? now, ActivityNode? before, ActivityNode? after)
    {
        if (was is null || now is null)
        {
            return now is null ? $"'{name}' heeft geen termijn meer." : $"'{name}' krijgt een termijn.";
        }

        var (old, fresh) = (Written(before, after), Written(after, before));
        if (old is null || fresh is null)
        {
            (old, fresh) = (Length(opened, was.Value), Length(openedNow, now.Value));
        }

        return old == fresh ? $"Termijn van '{name}' eindigt op een ander moment." : $"Termijn van '{name}' wordt {fresh} in plaats van {Short(old, fresh)}.";
    }

    /// <summary>A literal as a term in words, or null when it is none.</summary>
    public static string? Words(string? text) => Term.TryParse(text, out var term) ? term.ToDutch()
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? Days(span) : null;

    private static string? Written(ActivityNode? node, ActivityNode? other)
    {
        foreach (var name in TermInputs)
        {
            var mine = Literal(node, name);
            if (mine != Literal(other, name))
            {
                return Words(mine);
            }
        }

        return null;
    }

    private static string? Literal(ActivityNode? node, string input) =>
        node is not null && node.Inputs.TryGetValue(input, out var found) && found.ExpressionType == "Literal" ? found.Value?.ToString() : null;

    private static string Length(DateTimeOffset from, DateTimeOffset to)
    {
        var days = DutchTime.ToLocalDate(to).DayNumber - DutchTime.ToLocalDate(from).DayNumber;
        return days == 0 ? Hours(to - from) : Days(TimeSpan.FromDays(days));
    }

    private static string Days(TimeSpan span) => span.Ticks % TimeSpan.TicksPerDay != 0 ? Hours(span)
        : span.Days % 7 == 0 && span.Days > 0 ? Term.Weeks(span.Days / 7).ToDutch() : Term.Days(span.Days).ToDutch();

    private static string Hours(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalHours)} uur")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalMinutes)} minuten");

    // "26 weken in plaats van 12": the unit once, when it is the same.
    private static string Short(string old, string fresh) =>
        old.Split(' ') is [var amount, var unit] && fresh.EndsWith(" " + unit, StringComparison.Ordinal) ? amount : old;
}
