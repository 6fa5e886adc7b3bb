using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>One line of an answers file: what somebody will do when a task or event is waited for.</summary>
/// <param name="Task">Title or activity id of the task, or null for an event.</param>
/// <param name="Event">Name of the event, or null for a task.</param>
/// <param name="Outcome">Outcome of the task, or null for its first.</param>
/// <param name="Content">Fields of the task, or payload of the event.</param>
/// <param name="After">How long after the previous answer.</param>
public sealed record SimulationAnswer(string? Task, string? Event, string? Outcome, Value Content, AnswerDelay After)
{
    /// <summary>What it answers, for messages.</summary>
    public string Name => Task ?? Event ?? "";

    /// <summary>Reads an answers file. Throws <see cref="SimulationInputException"/> with the place of the mistake.</summary>
    public static IReadOnlyList<SimulationAnswer> ReadAll(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(Read)]
                : throw new SimulationInputException("answers: verwacht een lijst van antwoorden.");
        }
        catch (JsonException problem)
        {
            throw new SimulationInputException($"answers: dit is geen geldige JSON (regel {problem.LineNumber + 1}).", problem);
        }
    }

    private static SimulationAnswer Read(JsonElement json, int index)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"answers[{index}]");
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SimulationInputException($"{place}: verwacht een object met task of event.");
        }

        var (task, named) = (Text(json, "task"), Text(json, "event"));
        if ((task is null) == (named is null))
        {
            throw new SimulationInputException($"{place}: geef task of event, en niet allebei.");
        }

        var after = Text(json, "after") is { } text
            ? AnswerDelay.TryParse(text) ?? throw new SimulationInputException($"{place}: after is '{text}', verwacht een duur zoals P3D of PT1H.")
            : AnswerDelay.None;
        var content = json.TryGetProperty(task is null ? "payload" : "fields", out var given) ? Value.FromJson(given) : Value.Of(ValueMap.Empty);
        return new SimulationAnswer(task, named, Text(json, "outcome"), content, after);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A length in ISO 8601: days and longer by the local calendar, hours and shorter as elapsed time.</summary>
/// <param name="Months">Calendar months.</param>
/// <param name="Days">Calendar days.</param>
/// <param name="Elapsed">Elapsed time.</param>
public readonly record struct AnswerDelay(int Months, int Days, TimeSpan Elapsed)
{
    /// <summary>At once.</summary>
    public static AnswerDelay None => default;

    /// <summary>Reads P3D, P2W, P1M, PT1H30M, P1DT12H; null for anything else.</summary>
    public static AnswerDelay? TryParse(string text)
    {
        int months = 0, days = 0;
        var elapsed = TimeSpan.Zero;
        var inTime = false;
        var digits = "";
        if (text.Length < 3 || text[0] != 'P')
        {
            return null;
        }

        foreach (var letter in text.AsSpan(1))
        {
            if (char.IsAsciiDigit(letter))
            {
                digits += letter;
                continue;
            }

            if (letter == 'T' && !inTime && digits.Length == 0)
            {
                inTime = true;
                continue;
            }

            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            {
                return null;
            }

            digits = "";
            switch (letter)
            {
                case 'Y' when !inTime: months += 12 * amount; break;
                case 'M' when !inTime: months += amount; break;
                case 'W' when !inTime: days += 7 * amount; break;
                case 'D' when !inTime: days += amount; break;
                case 'H' when inTime: elapsed += TimeSpan.FromHours(amount); break;
                case 'M' when inTime: elapsed += TimeSpan.FromMinutes(amount); break;
                case 'S' when inTime: elapsed += TimeSpan.FromSeconds(amount); break;
                default: return null;
            }
        }

        return digits.Length == 0 ? new AnswerDelay(months, days, elapsed) : null;
    }

    /// <summary>The instant this long after another.</summary>
    public DateTimeOffset AddTo(DateTimeOffset from) => Months == 0 && Days == 0
        ? from + Elapsed
        : DutchTime.ToInstant(DutchTime.ToLocalDate(from).AddMonths(Months).AddDays(Days), DutchTime.ToLocalTime(from)) + Elapsed;
}
