using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Decisions;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Trajectories: lists, one, its story, why it is stuck, and what its case owner may ask.</summary>
internal static class TrajectoryEndpoints
{
    internal sealed record LineAnswer(
        Guid Id, string Name, string Municipality, string Status, int Step, string Phase, int Cycle, string? Ggr, string? Route, string? OwnerRole, string? Owner,
        long OpenTasks, DateTimeOffset? NextDue, bool Stuck);

    internal sealed record ChildAnswer(string? GivenName, string BirthDate, string Sex);

    internal sealed record GgrAnswer(string? Level, IReadOnlyList<string> Possible, string? Status, string? WeightClass, string? Reason, string? Source);

    internal sealed record RouteNoteAnswer(string Route, bool Provisional, IReadOnlyList<string> Missing, string Reason, string Source, string Rule);

    internal sealed record PayerNoteAnswer(string Component, string Payer, bool Conflict, string From, string? Until, string Reason);

    internal sealed record MemberAnswer(string Role, Guid? OrganisationId, string? Organisation, bool Owner, DateTimeOffset From, DateTimeOffset? Until);

    internal sealed record TrajectoryAnswer(
        Guid Id, string Name, string Municipality, string Status, int Step, string Phase, int Cycle, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedReason,
        ChildAnswer? Child, GgrAnswer? Ggr, RouteNoteAnswer? Route, IReadOnlyList<PayerNoteAnswer>? Payers, MemberAnswer? Owner,
        IReadOnlyList<TaskEndpoints.TaskAnswer> OpenTasks, IReadOnlyList<DateTimeOffset> NextDates, IReadOnlyList<MemberAnswer> Team);

    internal sealed record RuleAnswer(string Rule, string? Title, string? ValidFrom, IReadOnlyList<string> Lines);

    internal sealed record DecisionAnswer(
        string Kind, int Number, string Title, string Outcome, string Reason, string Source, string On, string? Until, IReadOnlyList<RuleAnswer> Rules, JsonElement? Decision);

    internal sealed record StoryAnswer(DateTimeOffset At, string Text, string? By);

    internal sealed record StuckAnswer(bool Stuck, string? Cause, DateTimeOffset? Since, string? WaitingFor, string? LateBy, string? Next, IReadOnlyList<string> Actions, IReadOnlyList<string> Others, DateTimeOffset? NextAt);

    internal sealed record ReEnterRequest(int? ToStep, string? Reason, int? Step = null);

    internal sealed record CloseRequest(string? Reason);

    internal sealed record Asked(string Status);

    internal static void MapTrajectories(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/trajectories").WithTags("Trajecten");
        group.MapGet("/", Page).WithSummary("Trajecten waarin wie vraagt nu een rol heeft");
        group.MapGet("/{id:guid}", One).WithSummary("Eén traject");
        group.MapGet("/{id:guid}/journal", Story).WithSummary("Wat er gebeurd is, oudste eerst");
        group.MapGet("/{id:guid}/decisions", Decisions).WithSummary("Elk besluit van de regels, met de tekst van de regel zoals zij toen gold");
        group.MapGet("/{id:guid}/stuck", Stuck).WithSummary("Of het vastloopt, en waarom");
        group.MapPost("/{id:guid}/re-enter", ReEnter).WithSummary("Opnieuw doorlopen vanaf stap 2, 3 of 4");
        group.MapPost("/{id:guid}/close", Close).WithSummary("Afsluiten");
    }

    private static Results<Ok<ListAnswer<LineAnswer>>, ProblemHttpResult> Page(
        Viewer viewer, TrajectoryList list, int? step, string? municipality, bool? stuck, string? ggr, string? q, int page = 1, int pageSize = Lists.DefaultSize)
    {
        if (!viewer.IsProfessional && !viewer.SeesProcess)
        {
            return Problems.Of(403, "Uw rol ziet geen trajecten, alleen cijfers.");
        }

        var filter = new TrajectoryFilter { Step = step, Municipality = municipality, Stuck = stuck, Ggr = ggr, Search = q };
        var found = viewer.IsProfessional ? list.Mine(viewer.Id, viewer.Actor, filter, page, pageSize) : list.Process(filter, page, pageSize);
        return TypedResults.Ok(ListAnswer<LineAnswer>.From(found, l => new LineAnswer(
            l.Id, l.GivenName ?? FileLabels.Pseudonym(l.Id), l.Municipality, l.IsOpen ? "open" : "closed", l.Step, l.Phase, l.Cycle, l.Ggr, l.Route, l.OwnerRole, l.OwnerOrganisation,
            l.OpenTasks, Local(l.NextDue), l.IsStuck)));
    }

    private static Results<Ok<TrajectoryAnswer>, ProblemHttpResult> One(Guid id, Viewer viewer, TrajectoryQuery query) =>
        query.Find(id, viewer.Id, viewer.Actor, viewer.SeesProcess, "traject") is { } view ? TypedResults.Ok(Of(view, viewer)) : Problems.Of(404);

    private static Results<Ok<ListAnswer<StoryAnswer>>, ProblemHttpResult> Story(Guid id, Viewer viewer, TrajectoryQuery query) =>
        query.Story(id, viewer.Id, viewer.Actor, viewer.SeesProcess) is { } story
            ? TypedResults.Ok(new ListAnswer<StoryAnswer>([.. story.Select(l => new StoryAnswer(DutchTime.ToLocal(l.At), l.Text, l.By))], story.Count, 1, story.Count))
            : Problems.Of(404);

    // As the page does: what was decided is told as it was stored, by the rule of its own day.
    private static Results<Ok<ListAnswer<DecisionAnswer>>, ProblemHttpResult> Decisions(Guid id, Viewer viewer, TrajectoryQuery query)
    {
        if (query.Find(id, viewer.Id, viewer.Actor, seesProcess: false, "besluiten") is not { } view || !viewer.ZonesOf(view.File).Contains(Runtime.Forms.FieldZones.Health))
        {
            return Problems.Of(404);
        }

        DecisionAnswer[] decisions = [.. DecisionList.Of(view.File).Select(Of)];
        return TypedResults.Ok(new ListAnswer<DecisionAnswer>(decisions, decisions.Length, 1, decisions.Length));
    }

    private static DecisionAnswer Of(FiledDecision decision) => new(
        decision.Kind, decision.Number, decision.Title, decision.Outcome, decision.Sentence,
        decision.Source.Length > 0 ? decision.Source : DecisionText.Of(decision.Json).Source,
        CareCodes.ToCode(decision.On),
        decision.Until is { } until ? CareCodes.ToCode(until) : null,
        [.. new[] { decision.Rule, decision.Then }.Where(r => r.Length > 0).Select(r => RuleCatalogue.Find(r) is { } text
            ? new RuleAnswer(r, text.Title, CareCodes.ToCode(text.ValidFrom), text.Lines)
            : new RuleAnswer(r, null, null, []))],
        decision.Json.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(decision.Json) : null);

    // A closed trajectory waits for nobody.
    private static Results<Ok<StuckAnswer>, ProblemHttpResult> Stuck(Guid id, Viewer viewer, TrajectoryQuery query, StuckList list, ServiceClock clock) =>
        query.Find(id, viewer.Id, viewer.Actor, viewer.SeesProcess, "stand") is null
            ? Problems.Of(404)
            : TypedResults.Ok(Of(list.Of(id, viewer.StuckReader) ?? new StuckState { TrajectoryId = id }, clock.Now));

    private static Results<Accepted<Asked>, ProblemHttpResult> ReEnter(Guid id, ReEnterRequest request, Viewer viewer, TrajectoryQuery query, TrajectoryDesk desk) =>
        Steer(id, viewer, query, () => desk.ReEnter(id, viewer.Id, request.ToStep ?? request.Step ?? 0, request.Reason ?? ""));

    private static Results<Accepted<Asked>, ProblemHttpResult> Close(Guid id, CloseRequest request, Viewer viewer, TrajectoryQuery query, TrajectoryDesk desk) =>
        Steer(id, viewer, query, () => desk.Close(id, viewer.Id, request.Reason ?? ""));

    private static Results<Accepted<Asked>, ProblemHttpResult> Steer(Guid id, Viewer viewer, TrajectoryQuery query, Func<TrajectoryResult> act)
    {
        if (query.Find(id, viewer.Id, viewer.Actor, viewer.SeesProcess, "stand") is null)
        {
            return Problems.Of(404);
        }

        return act() switch
        {
            TrajectoryResult.Accepted => TypedResults.Accepted((string?)null, new Asked("asked")),
            TrajectoryResult.NotAllowed refused => Problems.Of(403, refused.Why),
            TrajectoryResult.Conflict conflict => Problems.Of(409, conflict.Why),
            TrajectoryResult.Invalid invalid => Problems.Invalid(invalid.Errors.Select(e => new KeyValuePair<string, string>(e.Field, e.Message))),
            _ => Problems.Of(404),
        };
    }

    private static TrajectoryAnswer Of(TrajectoryView view, Viewer viewer)
    {
        var file = view.File;
        var sees = !view.IsPseudonymous && viewer.ZonesOf(file).Contains(Runtime.Forms.FieldZones.Health);
        MemberAnswer Member(Care.Trajectories.TeamMember m) => new(
            m.Role, m.OrganisationId, m.OrganisationId is { } o ? view.Organisations.GetValueOrDefault(o) : null, m.IsOwner, DutchTime.ToLocal(m.From), Local(m.Until));
        return new TrajectoryAnswer(
            file.Id,
            view.GivenName ?? FileLabels.Pseudonym(file.Id),
            file.Child.Municipality,
            file.IsOpen ? "open" : "closed",
            file.Process.Step,
            file.Process.Phase,
            file.Process.Cycle,
            DutchTime.ToLocal(file.Process.OpenedAt),
            Local(file.Process.ClosedAt),
            file.Process.ClosedReason,
            view.IsPseudonymous ? null : new ChildAnswer(view.GivenName, CareCodes.ToCode(file.Child.BirthDate), CareCodes.ToCode(file.Child.Sex)),
            sees ? GgrOf(file.Health) : null,
            sees && file.Social.Route is { } r ? new RouteNoteAnswer(CareCodes.ToCode(r.Route), r.Provisional, r.Missing, r.Reason, r.Source, r.Rule) : null,
            sees ? [.. file.Health.Payers.Select(p => new PayerNoteAnswer(p.Component, p.Payer, p.Conflict, CareCodes.ToCode(p.From), p.Until is { } until ? CareCodes.ToCode(until) : null, p.Reason))] : null,
            file.Owner is { } owner ? Member(owner) : null,
            [.. view.Tasks.Select(TaskEndpoints.Of)],
            [.. view.NextDates.Select(DutchTime.ToLocal)],
            [.. file.Process.Team.Select(Member)]);
    }

    private static GgrAnswer GgrOf(Care.Trajectories.HealthZone health) => new(
        health.Ggr is { } ggr ? CareCodes.ToCode(ggr) : null,
        health.Proposal is { } p ? [.. p.Possible.Select(CareCodes.ToCode)] : [],
        health.GgrStatus,
        health.Proposal?.WeightClass is { } weightClass ? CareCodes.ToCode(weightClass) : null,
        health.Verdicts.Count > 0 && health.Verdicts[^1].Reason.Length > 0 ? health.Verdicts[^1].Reason : health.Proposal?.Reason,
        health.Proposal?.Source);

    private static StuckAnswer Of(StuckState state, DateTimeOffset now) => new(
        state.Cause is not null,
        state.Cause,
        Local(state.Since),
        state.Role is { } role ? RoleNames.Of(role) + (state.Organisation is { } organisation ? ", " + organisation : "") : null,
        state.DueAt is { } due && due < now ? When.Due(due, now) + (state.Agreement is { } agreement ? $" ({agreement})" : "") : null,
        state.Next ?? (state.NextAt is { } next ? When.Long(next) : null),
        state.Actions,
        state.Others,
        Local(state.NextAt));

    private static DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } moment ? DutchTime.ToLocal(moment) : null;
}
