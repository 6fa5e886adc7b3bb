using System.Globalization;
using KnGG.Workflow.Engine.Schedules;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Conversions to dates, instants and durations; all stay text, in one way of writing. Undefined means: refused.</summary>
internal static class TimeConversion
{
    private static readonly string[] Local = ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly string[] WithOffset = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>A date with a time; an offset, when there is one, stays.</summary>
    public static Value ToLocalTime(Value value) =>
        TryLocal(value, out var local) ? Value.Of(local.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture))
        : TryInstant(value, out var instant) ? Value.Of(instant)
        : Value.Undefined;

    public static Value ToInstant(Value value, TimeZoneInfo? zone) =>
        TryInstant(value, out var instant) ? Value.Of(instant)
        : zone is not null && TryLocal(value, out var local) ? Value.Of(LocalTime.ToInstant(local, zone))
        : Value.Undefined;

    public static Value ToDate(Value value) =>
        value.TextOrNull is { } text && DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Value.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Value.Undefined;

    public static Value ToDuration(Value value) =>
        value.TextOrNull is { } text && Durations.TryParse(text, out var duration)
            ? Value.Of(duration.ToString("c", CultureInfo.InvariantCulture))
            : Value.Undefined;

    private static bool TryLocal(Value value, out DateTime local)
    {
        local = default;
        return value.TextOrNull is { } text
            && DateTime.TryParseExact(text.Trim(), Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);
    }

    private static bool TryInstant(Value value, out DateTimeOffset instant)
    {
        instant = default;

        // Without this check a text without an offset would quietly get the machine's.
        return value.TextOrNull?.Trim() is { } text && (text.EndsWith('Z') || (text.Length > 16 && text.AsSpan(16).IndexOfAny('+', '-') >= 0))
            && DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }
}
