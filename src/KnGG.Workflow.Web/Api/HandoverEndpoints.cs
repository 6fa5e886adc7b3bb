using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Warm handovers of the roles that the viewer holds.</summary>
internal static class HandoverEndpoints
{
    internal sealed record PartyAnswer(string Role, Guid? OrganisationId);

    internal sealed record HandoverAnswer(
        Guid Id, string State, PartyAnswer From, PartyAnswer To, DateTimeOffset? DueAt, Guid TrajectoryId, string Reason, string? DeclineReason, DateOnly? StartsOn, DateTimeOffset OfferedAt);

    internal sealed record AcceptRequest(DateOnly? StartsOn);

    internal sealed record DeclineRequest(string? Reason);

    internal sealed record ContactRequest(string? How, string? With, DateTimeOffset? At);

    internal static void MapHandovers(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/handovers").WithTags("Overdrachten");
        group.MapGet("/", Page).WithSummary("Overdrachten van de rollen van wie vraagt");
        group.MapPost("/{id:guid}/seen", (Guid id, HandoverDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, desk, viewer, database, () => desk.Seen(id, viewer.Id))).WithSummary("Ingezien");
        group.MapPost("/{id:guid}/accept", (Guid id, AcceptRequest? request, HandoverDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, desk, viewer, database, () => desk.Accept(id, viewer.Id, request?.StartsOn))).WithSummary("Aannemen, eventueel vanaf een datum");
        group.MapPost("/{id:guid}/decline", (Guid id, DeclineRequest request, HandoverDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, desk, viewer, database, () => desk.Decline(id, viewer.Id, request.Reason ?? ""))).WithSummary("Afwijzen, met de reden");
        group.MapPost("/{id:guid}/contact", (Guid id, ContactRequest request, HandoverDesk desk, Viewer viewer, StepDatabase database, ServiceClock clock) =>
            Do(id, desk, viewer, database, () => desk.Contact(id, viewer.Id, request.How ?? "", request.With ?? "", DutchTime.ToLocalDate(request.At ?? clock.Now)))).WithSummary("De professionals spraken elkaar");
        group.MapPost("/{id:guid}/complete", (Guid id, HandoverDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, desk, viewer, database, () => desk.Complete(id, viewer.Id))).WithSummary("Het gezin is gesproken");
    }

    private static Ok<ListAnswer<HandoverAnswer>> Page(Viewer viewer, HandoverDesk desk, int page = 1, int pageSize = Lists.DefaultSize) =>
        TypedResults.Ok(ListAnswer<HandoverAnswer>.From(desk.List(viewer.Id, page, pageSize), Of));

    private static Results<Ok<HandoverAnswer>, ProblemHttpResult> Do(Guid id, HandoverDesk desk, Viewer viewer, StepDatabase database, Func<TaskResult> act)
    {
        if (desk.Find(id, viewer.Id) is not { } before)
        {
            return Problems.Of(404);
        }

        return act() switch
        {
            TaskResult.Done => TypedResults.Ok(Of(desk.Find(id, viewer.Id) ?? before)),
            TaskResult.AlreadyDone done => TaskEndpoints.AlreadyDone(done, database),
            TaskResult.NotAllowed refused => Problems.Of(403, refused.Why),
            TaskResult.Invalid wrong => Problems.Invalid(wrong.Errors),
            _ => Problems.Of(404),
        };
    }

    private static HandoverAnswer Of(HandoverItem item) => new(
        item.Handover.Id,
        item.Handover.State,
        new PartyAnswer(item.Handover.FromRole, item.Handover.FromOrganisationId),
        new PartyAnswer(item.Handover.ToRole, item.Handover.ToOrganisationId),
        item.DueAt is { } due ? DutchTime.ToLocal(due) : null,
        item.Handover.TrajectoryId,
        item.Handover.Reason,
        item.Handover.DeclineReason,
        item.Handover.StartsOn,
        DutchTime.ToLocal(item.Handover.OfferedAt));
}
