using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Configuration;

/// <summary>The options that rules take, read from a configuration for one place on one day.</summary>
public static class ConfiguredOptions
{
    /// <summary>Options of the routing table; priority groups are given by the caller.</summary>
    public static RoutingOptions Routing(CareConfiguration configuration, string? region, string? municipality, DateOnly on, IReadOnlyList<PriorityGroup>? priorityGroups = null) =>
        new(CareCodes.TryParseCzvAtLicht(configuration.Resolve("czvBijLicht", region, municipality, null, on).Value, out var value) ? value : CzvAtLicht.Unknown, priorityGroups ?? []);

    /// <summary>The BMI reference of a place.</summary>
    public static BmiReference Reference(CareConfiguration configuration, string? region, string? municipality, DateOnly on) =>
        BmiReference.Get(configuration.Resolve("bmiReferentie", region, municipality, null, on).Value);

    /// <summary>What the relapse rule compares, with the limits of a place; a comparison that the setting <c>terugval.regel</c> leaves out never counts.</summary>
    public static RelapseInput Relapse(CareConfiguration configuration, string? region, DateOnly on, Classification baseline, Classification now, bool newProblems)
    {
        var counts = configuration.Resolve("terugval.regel", region, null, null, on).AsList();
        return new RelapseInput(
            baseline,
            now,
            newProblems && counts.Contains("problemen"),
            counts.Contains("klasse") ? configuration.Resolve("terugval.klasse", region, null, null, on).AsCount() : int.MaxValue,
            counts.Contains("bmiz") ? configuration.Resolve("terugval.bmiZ", region, null, null, on).AsNumber() : double.MaxValue);
    }

    /// <summary>The calendar of an organisation; its closing days are given by the caller, as they are rows of their own.</summary>
    public static CalendarSettings Calendar(
        CareConfiguration configuration, string? region, string? municipality, string? organisation, DateOnly on, IReadOnlyList<ClosedPeriod>? closedDays = null) => new()
        {
            LiberationDay = CareCodes.TryParseLiberationDay(configuration.Resolve("bevrijdingsdag", region, municipality, organisation, on).Value, out var day) ? day : LiberationDay.Never,
            GoodFridayOff = configuration.Resolve("goedeVrijdag", region, municipality, organisation, on).Value == "ja",
            SchoolRegion = CareCodes.TryParseSchoolRegion(configuration.Resolve("schoolregio", region, municipality, organisation, on).Value, out var school) ? school : null,
            ClosedDays = closedDays ?? [],
        };
}
