using System.Globalization;

namespace KnGG.Workflow.Care.Calendar;

/// <summary>School holidays by region, as data. They move visits, they are no closing days. A region replaces or extends the list; after the last year of the data nothing is known.</summary>
public sealed class SchoolHolidays
{
    private SchoolHolidays(IReadOnlyList<SchoolHoliday> all) => All = all;

    /// <summary>The list that comes with the product.</summary>
    public static SchoolHolidays BuiltIn { get; } = new(Read());

    /// <summary>All holidays by first day.</summary>
    public IReadOnlyList<SchoolHoliday> All { get; }

    /// <summary>The last day for which this list says anything.</summary>
    public DateOnly KnownUntil => All.Count == 0 ? DateOnly.MinValue : All.Max(h => h.Until);

    /// <summary>A list of one's own.</summary>
    public static SchoolHolidays Of(IEnumerable<SchoolHoliday> holidays) => new([.. holidays.OrderBy(h => h.From).ThenBy(h => h.Region)]);

    /// <summary>The school holiday of a region on a date, or null.</summary>
    public SchoolHoliday? On(DateOnly date, SchoolRegion region) => All.FirstOrDefault(h => h.Region == region && h.From <= date && h.Until >= date);

    private static SchoolHoliday[] Read() =>
        [.. EmbeddedTable.Read("Calendar/schoolvakanties.csv").Rows
            .Select(r => new SchoolHoliday(Enum.Parse<SchoolRegion>(r[0], ignoreCase: true), r[1], Parse(r[2]), Parse(r[3])))
            .OrderBy(h => h.From).ThenBy(h => h.Region)];

    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
