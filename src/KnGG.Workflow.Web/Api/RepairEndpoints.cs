using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Repair of stuck trajectories: what would happen, doing it, and what came of it.</summary>
internal static class RepairEndpoints
{
    internal sealed record RepairRequest(string? Action, IReadOnlyList<Guid>? Trajectories, string? Cause, string? Region, string? Municipality, int? Step);

    internal sealed record ForecastAnswer(Guid TrajectoryId, string Name, string Cause, bool Will, string Text);

    internal sealed record PreviewAnswer(string Action, int Will, int Total, IReadOnlyList<ForecastAnswer> Items);

    internal sealed record ItemAnswer(Guid TrajectoryId, string Name, string Cause, string State, string? Reason, DateTimeOffset? At, string? Look, string? LookReason);

    internal sealed record RepairAnswer(
        Guid Id, string Action, string State, DateTimeOffset StartedAt, DateTimeOffset? DoneAt, int Total, int Pending, int Applied, int NotNeeded, int Refused, int Resolved, int CameBack, int Unknown,
        IReadOnlyList<ItemAnswer> Items);

    internal static void MapRepairs(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/repairs").WithTags("Herstel");
        group.MapPost("/preview", (RepairRequest request, Viewer viewer, RepairDesk desk) => Checked(request, viewer, wish => TypedResults.Ok(Of(desk.Preview(wish, viewer.StuckReader, viewer.Actor)))))
            .WithSummary("Wat herstel per traject zou doen; er verandert niets");
        group.MapPost("/", (RepairRequest request, Viewer viewer, RepairDesk desk) => Checked(request, viewer, wish =>
                desk.Start(wish, viewer.StuckReader, viewer.Actor) is { } id
                    ? TypedResults.Accepted($"/api/v1/repairs/{id}", Of(desk.Progress(id, viewer.StuckReader)!))
                    : Problems.Of(409, "Er is niets dat hiermee hersteld kan worden; vraag een voorbeeld om per traject te zien waarom.")))
            .WithSummary("Herstellen, een voor een; gaat door na een herstart");
        group.MapGet("/{id:guid}", (Guid id, Viewer viewer, RepairDesk desk) => Found(id, viewer, desk)).WithSummary("Hoe ver het herstel is, per traject");
        group.MapPost("/{id:guid}/pause", (Guid id, Viewer viewer, RepairDesk desk) => Steer(id, viewer, desk, desk.Pause)).WithSummary("Stilzetten");
        group.MapPost("/{id:guid}/resume", (Guid id, Viewer viewer, RepairDesk desk) => Steer(id, viewer, desk, desk.Resume)).WithSummary("Verder");
        group.MapPost("/{id:guid}/look", (Guid id, Viewer viewer, RepairDesk desk) => Steer(id, viewer, desk, desk.LookAgain)).WithSummary("Nog eens nakijken");
    }

    private static IResult Checked(RepairRequest request, Viewer viewer, Func<RepairWish, IResult> act)
    {
        var check = new RequestCheck();
        check.OneOf("action", request.Action, [.. StuckActions.Repairs.Select(r => r.Code)]);
        check.OneOfOrNothing("cause", request.Cause, [.. StuckCauses.All.Select(c => c.Code)]);
        if (request.Step is < 1 or > 6)
        {
            check.Refuse("step", "Een stap is 1 tot en met 6.");
        }

        if (request.Trajectories is null && !viewer.SeesProcess)
        {
            check.Refuse("trajectories", "Noem de trajecten; alleen wie de keten beheert herstelt met een filter.");
        }

        if (request.Trajectories is { Count: > RepairDesk.Most })
        {
            check.Refuse("trajectories", $"Noem ten hoogste {RepairDesk.Most} trajecten.");
        }

        return check.HasErrors ? check.Problem() : act(new RepairWish(request.Action!, request.Trajectories, new StuckFilter(request.Cause, request.Region, request.Municipality, request.Step)));
    }

    private static Results<Ok<RepairAnswer>, ProblemHttpResult> Found(Guid id, Viewer viewer, RepairDesk desk) =>
        desk.Progress(id, viewer.StuckReader) is { } progress ? TypedResults.Ok(Of(progress)) : Problems.Of(404);

    private static Results<Ok<RepairAnswer>, ProblemHttpResult> Steer(Guid id, Viewer viewer, RepairDesk desk, Func<Guid, bool> act) =>
        desk.Progress(id, viewer.StuckReader) is null ? Problems.Of(404) : act(id) ? Found(id, viewer, desk) : Problems.Of(409, "Dat kan niet op dit moment van het herstel.");

    private static PreviewAnswer Of(RepairPreview preview) => new(
        preview.Action, preview.Will, preview.Items.Count, [.. preview.Items.Select(i => new ForecastAnswer(i.TrajectoryId, FileLabels.Pseudonym(i.TrajectoryId), i.Cause, i.Will, i.Text))]);

    private static RepairAnswer Of(RepairProgress p) => new(
        p.Batch.Id, p.Batch.Action, Code(p.Batch.State), DutchTime.ToLocal(p.Batch.StartedAt), Local(p.Batch.DoneAt), p.Items.Count, p.Count(RepairItemState.Pending), p.Count(RepairItemState.Applied),
        p.Count(RepairItemState.NotNeeded), p.Count(RepairItemState.Refused), p.Count(RepairLook.Resolved), p.Count(RepairLook.CameBack), p.Count(RepairLook.Unknown),
        [.. p.Items.Select(i => new ItemAnswer(
            i.TrajectoryId, FileLabels.Pseudonym(i.TrajectoryId), i.Cause, Code(i.State), i.Reason, Local(i.TakenAt), i.Look == RepairLook.None ? null : Code(i.Look), i.LookReason))]);

    private static string Code(RepairState state) => state switch { RepairState.Running => "running", RepairState.Paused => "paused", RepairState.Looking => "looking", _ => "done" };

    private static string Code(RepairItemState state) => state switch
    {
        RepairItemState.Pending => "pending",
        RepairItemState.Applied => "applied",
        RepairItemState.NotNeeded => "not-needed",
        _ => "refused",
    };

    private static string Code(RepairLook look) => look switch { RepairLook.Resolved => "resolved", RepairLook.CameBack => "came-back", _ => "unknown" };

    private static DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } moment ? DutchTime.ToLocal(moment) : null;
}
