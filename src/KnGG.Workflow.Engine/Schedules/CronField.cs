using System.Globalization;

namespace KnGG.Workflow.Engine.Schedules;

/// <summary>One field of a cron expression: its name in messages, its bounds and its words.</summary>
internal sealed class CronField
{
    private readonly string _name;
    private readonly int _least;
    private readonly int _most;
    private readonly string[] _words;

    private CronField(string name, int least, int most, params string[] words)
    {
        _name = name;
        _least = least;
        _most = most;
        _words = words;
    }

    public static CronField Seconds { get; } = new("seconden", 0, 59);

    public static CronField Minutes { get; } = new("minuten", 0, 59);

    public static CronField Hours { get; } = new("uren", 0, 23);

    public static CronField Days { get; } = new("dag van de maand", 1, 31);

    public static CronField Months { get; } = new("maand", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /// <summary>0 and 7 are both Sunday.</summary>
    public static CronField Weekdays { get; } = new("dag van de week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /// <summary>The values of a whole field, one bit each.</summary>
    public ulong Mask(string text) => text.Split(',').Aggregate(0UL, (mask, part) => mask | PartMask(part));

    /// <summary>The values of one part of a list: *, 5, 1-5, */2, 3/4, 22-2.</summary>
    public ulong PartMask(string part)
    {
        var slash = part.Split('/');
        var step = slash.Length == 2 ? Whole(slash[1], part) : 1;
        if (slash.Length > 2 || step < 1 || step > _most)
        {
            throw Wrong(part);
        }

        var (first, last) = Range(slash[0], slash.Length == 2, part);

        // Sunday as 7 stays apart until here, so that 5-7 is Friday to Sunday.
        var end = last >= first ? last : last + Count;
        var mask = 0UL;
        for (var value = first; value <= end; value += step)
        {
            mask |= 1UL << (value > _most || (value == 7 && this == Weekdays) ? value - Count : value);
        }

        return mask;
    }

    /// <summary>One number or word.</summary>
    public int Number(string text, string part)
    {
        var word = Array.IndexOf(_words, text);
        var number = word >= 0 ? word + _least : Whole(text, part);
        return number >= _least && number <= _most ? number : throw Wrong(part);
    }

    public FormatException Wrong(string part) =>
        new($"'{part}' klopt niet in het veld {_name} van de cron-expressie; daar hoort een waarde van {_least} tot en met {_most}, * , een reeks of een stap.");

    private int Count => this == Weekdays ? 7 : _most - _least + 1;

    private (int First, int Last) Range(string text, bool hasStep, string part)
    {
        if (text == "*")
        {
            return (_least, this == Weekdays ? 6 : _most);
        }

        var ends = text.Split('-');
        return ends.Length switch
        {
            1 => (Number(ends[0], part), hasStep ? _most : Number(ends[0], part)),
            2 => (Number(ends[0], part), Number(ends[1], part)),
            _ => throw Wrong(part),
        };
    }

    private int Whole(string text, string part) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(part);
}
