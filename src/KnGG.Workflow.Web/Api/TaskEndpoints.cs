using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.TaskPage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Tasks: the list of a person, and what can be done with one.</summary>
internal static class TaskEndpoints
{
    internal sealed record TaskAnswer(
        Guid Id, Guid? TrajectoryId, string Name, string Role, string State, DateTimeOffset? DueAt, string? Form, IReadOnlyList<string> Outcomes,
        Guid? OrganisationId, Guid? ClaimedBy, string? Outcome, DateTimeOffset? ClosedAt, Guid? CorrectsTask, string? SentBackReason, string? GivenReason);

    internal sealed record OnBehalfRequest(string? SaidBy, DateTimeOffset? SaidAt, string? Channel);

    internal sealed record CompleteRequest(string? Outcome, JsonElement? Fields, OnBehalfRequest? OnBehalf);

    internal sealed record DeclineRequest(string? Reason);

    internal sealed record SendBackRequest(string? Reason);

    internal sealed record ReassignRequest(string? To, string? Reason);

    internal static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Taken");
        tasks.MapGet("/", Mine).WithSummary("Open taken van wie vraagt, de eerste termijn eerst");
        tasks.MapGet("/{id:guid}", One).WithSummary("Eén taak");
        tasks.MapPost("/{id:guid}/claim", (Guid id, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, sight, viewer, database, () => desk.Claim(new ClaimTask(id, viewer.Id)))).WithSummary("Oppakken");
        tasks.MapPost("/{id:guid}/release", (Guid id, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, sight, viewer, database, () => desk.Release(new ReleaseTask(id, viewer.Id)))).WithSummary("Teruggeven");
        tasks.MapPost("/{id:guid}/complete", (Guid id, CompleteRequest request, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database, ServiceClock clock) =>
            Do(id, sight, viewer, database, () => desk.Complete(new CompleteTask(
                id, viewer.Id, request.Outcome, request.Fields is { } fields ? Value.FromJson(fields) : Value.Undefined, Behalf(request.OnBehalf, clock))))).WithSummary("Afronden");
        tasks.MapPost("/{id:guid}/decline", (Guid id, DeclineRequest request, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, sight, viewer, database, () => desk.Decline(new DeclineTask(id, viewer.Id, request.Reason ?? "")))).WithSummary("Niet doen, met de reden");
        tasks.MapPost("/{id:guid}/send-back", (Guid id, SendBackRequest request, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, sight, viewer, database, () => desk.SendBack(new SendBackTask(id, viewer.Id, request.Reason ?? "")))).WithSummary("Terugsturen naar wie de taak gaf of de vorige taak deed, met de reden");
        tasks.MapPost("/{id:guid}/reassign", (Guid id, ReassignRequest request, TaskSight sight, TaskDesk desk, Viewer viewer, StepDatabase database) =>
            Do(id, sight, viewer, database, () => desk.Reassign(new ReassignTask(id, viewer.Id, AccountOf(request.To, database), request.Reason ?? "")))).WithSummary("Aan een collega geven");
    }

    internal static TaskAnswer Of(TaskRow task) => new(
        task.Id, task.TrajectoryId, task.Title, task.Role, StateOf(task.State), task.DueAt is { } due ? DutchTime.ToLocal(due) : null, task.Form, TaskRows.OutcomesOf(task),
        task.OrganisationId, task.ClaimedBy, task.Outcome, task.ClosedAt is { } closed ? DutchTime.ToLocal(closed) : null,
        task.CorrectsId, task.DeclineReason, task.GivenReason);

    private static Ok<ListAnswer<TaskAnswer>> Mine(Viewer viewer, TaskInbox inbox, bool? mine = null, int page = 1, int pageSize = Lists.DefaultSize)
    {
        // There is one list: what somebody may do. "mine" is the only kind, and may be left out.
        _ = mine;
        return TypedResults.Ok(ListAnswer<TaskAnswer>.From(inbox.Mine(viewer.Id, page, pageSize), Of));
    }

    private static Results<Ok<TaskAnswer>, ProblemHttpResult> One(Guid id, TaskSight sight, Viewer viewer) =>
        sight.Of(id, viewer) is { } seen ? TypedResults.Ok(Of(seen.Task)) : Problems.Of(404);

    private static Results<Ok<TaskAnswer>, ProblemHttpResult> Do(Guid id, TaskSight sight, Viewer viewer, StepDatabase database, Func<TaskResult> act)
    {
        if (sight.Of(id, viewer) is not { } seen)
        {
            return Problems.Of(404);
        }

        return act() switch
        {
            TaskResult.Done => TypedResults.Ok(Of(database.Read(transaction => TaskRows.Find(transaction, id)) ?? seen.Task)),
            TaskResult.AlreadyDone done => AlreadyDone(done, database),
            TaskResult.NotAllowed refused => Problems.Of(403, refused.Why),
            TaskResult.Invalid wrong => Problems.Invalid(wrong.Errors),
            _ => Problems.Of(404),
        };
    }

    internal static ProblemHttpResult AlreadyDone(TaskResult.AlreadyDone done, StepDatabase database)
    {
        var name = Guid.TryParse(done.By, out var account) ? database.Read(transaction => HeldRoleList.Account(transaction, account)) : null;
        var detail = name is null
            ? $"Deze taak is op {When.Long(done.At)} om {When.Clock(done.At)} uur vervallen."
            : $"{name.DisplayName} rondde deze taak op {When.Long(done.At)} om {When.Clock(done.At)} uur af.";
        return TypedResults.Problem(
            statusCode: 409,
            title: "Deze taak is al klaar",
            detail: detail,
            extensions: new Dictionary<string, object?>
            {
                ["by"] = name?.UserName ?? done.By,
                ["byName"] = name?.DisplayName,
                ["at"] = When.Machine(done.At),
            });
    }

    private static OnBehalf? Behalf(OnBehalfRequest? request, ServiceClock clock) =>
        request is null ? null : new OnBehalf(request.SaidBy ?? "", request.SaidAt ?? clock.Now, request.Channel ?? "");

    private static Guid AccountOf(string? to, StepDatabase database) =>
        Guid.TryParse(to, out var id) ? id
        : database.Read(t => t.First("SELECT id FROM account WHERE normalized_user_name = @name", r => (Guid?)r.Id(0), ("@name", to?.Trim().ToUpper(CultureInfo.InvariantCulture)))) ?? Guid.Empty;

    private static string StateOf(TaskState state) => state switch
    {
        TaskState.Open => "open",
        TaskState.Claimed => "claimed",
        TaskState.Completed => "completed",
        TaskState.Returned => "returned",
        _ => "cancelled",
    };
}
