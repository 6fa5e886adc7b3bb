using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>What is stuck in the region, for who looks after the process: pseudonyms and counts, nothing of a child.</summary>
internal static class StuckEndpoints
{
    private const int MostNights = 90;

    internal sealed record LineAnswer(Guid TrajectoryId, string Name, string Cause, string CauseName, DateTimeOffset Since, string WaitingFor, string? Organisation, string Region, string Municipality, int Step);

    internal sealed record CountAnswer(string Cause, string Region, string Municipality, int Step, long Trajectories);

    internal sealed record NightAnswer(string Night, string Cause, long Trajectories);

    internal static void MapStuck(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/stuck").WithTags("Vastgelopen");
        group.MapGet("/", Page).WithSummary("Trajecten die vastlopen, langst wachtende eerst");
        group.MapGet("/nights", Nights).WithSummary("Hoeveel er elke nacht vastliepen, per oorzaak, laatste nacht eerst");
        group.MapGet("/counts", Counts).WithSummary("Hoeveel er vastlopen, per oorzaak, regio, gemeente en stap");
    }

    private static Results<Ok<ListAnswer<LineAnswer>>, ProblemHttpResult> Page(
        Viewer viewer, StuckList list, string? cause, string? region, string? municipality, int? step, int page = 1, int pageSize = Lists.DefaultSize) =>
        Refused(viewer, cause, step) is { } refused ? refused : TypedResults.Ok(ListAnswer<LineAnswer>.From(
            list.Page(new StuckFilter(cause, region, municipality, step), page, pageSize),
            l => new LineAnswer(
                l.TrajectoryId, FileLabels.Pseudonym(l.TrajectoryId), l.Cause, StuckCauses.Find(l.Cause)!.Name, DutchTime.ToLocal(l.Since), RoleNames.Of(l.Role), l.Organisation,
                l.Region, l.Municipality, l.Step)));

    private static Results<Ok<ListAnswer<CountAnswer>>, ProblemHttpResult> Counts(Viewer viewer, StuckList list, string? cause, string? region, string? municipality, int? step)
    {
        if (Refused(viewer, cause, step) is { } refused)
        {
            return refused;
        }

        var counts = list.Counts(new StuckFilter(cause, region, municipality, step));
        return TypedResults.Ok(new ListAnswer<CountAnswer>(
            [.. counts.Select(c => new CountAnswer(c.Cause, c.Region, c.Municipality, c.Step, c.Trajectories))], counts.Count, 1, counts.Count));
    }

    private static Results<Ok<ListAnswer<NightAnswer>>, ProblemHttpResult> Nights(Viewer viewer, StepDatabase database, ServiceClock clock, string? from)
    {
        if (Refused(viewer, null, null) is { } refused)
        {
            return refused;
        }

        var check = new RequestCheck();
        var first = from is null ? DutchTime.ToLocalDate(clock.Now).AddDays(-MostNights) : check.Date("from", from);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        var nights = database.Read(t => StuckNights.From(t, first)).Select(n => new NightAnswer(CareCodes.ToCode(n.Night), n.Cause, n.Trajectories)).ToList();
        return TypedResults.Ok(new ListAnswer<NightAnswer>(nights, nights.Count, 1, nights.Count));
    }

    private static ProblemHttpResult? Refused(Viewer viewer, string? cause, int? step)
    {
        if (!viewer.SeesProcess)
        {
            return Problems.Of(403, "Dit overzicht is voor wie de keten beheert.");
        }

        var check = new RequestCheck();
        check.OneOfOrNothing("cause", cause, [.. StuckCauses.All.Select(c => c.Code)]);
        if (step is < 1 or > 6)
        {
            check.Refuse("step", "Een stap is 1 tot en met 6.");
        }

        return check.HasErrors ? check.Problem() : null;
    }
}
