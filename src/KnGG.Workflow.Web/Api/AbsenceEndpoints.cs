using KnGG.Workflow.Care;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>Absences of professionals and who stands in.</summary>
internal static class AbsenceEndpoints
{
    internal sealed record AbsenceAnswer(Guid Id, Guid AccountId, string Name, string FirstDay, string? LastDay, Guid? Deputy, string? DeputyName, bool Now);

    internal sealed record AbsenceRequest(Guid? AccountId, string? FirstDay, string? LastDay, Guid? Deputy);

    internal sealed record DeputyAnswer(Guid Id, string Name);

    internal sealed record Made(Guid Id);

    internal static void MapAbsences(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/absences").WithTags("Afwezigheid");
        group.MapGet("/", List).WithSummary("De eigen afwezigheid, en die van anderen die de lezer regelt");
        group.MapGet("/deputies", Deputies).WithSummary("Wie iemand kan vervangen");
        group.MapPost("/", Plan).WithSummary("Afwezigheid doorgeven; zonder accountId voor de aanmelder zelf");
        group.MapDelete("/{id:guid}", End).WithSummary("Afwezigheid intrekken of vandaag beëindigen");
    }

    private static Ok<ListAnswer<AbsenceAnswer>> List(Viewer viewer, AbsenceDesk desk)
    {
        var all = desk.Of(viewer.Id).Concat(desk.OfOthers(viewer.Id)).Select(Of).ToList();
        return TypedResults.Ok(new ListAnswer<AbsenceAnswer>(all, all.Count, 1, all.Count));
    }

    private static Results<Ok<ListAnswer<DeputyAnswer>>, ProblemHttpResult> Deputies(Viewer viewer, AbsenceDesk desk, Guid? account)
    {
        if (account is { } other && other != viewer.Id && desk.PeopleFor(viewer.Id).All(p => p.Id != other))
        {
            return Problems.Of(404);
        }

        var deputies = desk.DeputiesFor(account ?? viewer.Id).Select(d => new DeputyAnswer(d.Id, d.DisplayName)).ToList();
        return TypedResults.Ok(new ListAnswer<DeputyAnswer>(deputies, deputies.Count, 1, deputies.Count));
    }

    private static Results<Created<Made>, ProblemHttpResult> Plan(AbsenceRequest request, Viewer viewer, AbsenceDesk desk)
    {
        var check = new RequestCheck();
        var first = check.Date("firstDay", request.FirstDay);
        DateOnly? last = request.LastDay is null ? null : check.Date("lastDay", request.LastDay);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        return desk.Plan(new PlanAbsence(request.AccountId ?? viewer.Id, first, last, request.Deputy), viewer.Id) switch
        {
            AbsenceResult.Done done => TypedResults.Created("/api/v1/absences/" + done.Id, new Made(done.Id)),
            AbsenceResult.Invalid invalid => Problems.Invalid(invalid.Errors.Select(e => new KeyValuePair<string, string>(e.Field, e.Message))),
            _ => Problems.Of(404),
        };
    }

    private static Results<NoContent, ProblemHttpResult> End(Guid id, Viewer viewer, AbsenceDesk desk) =>
        desk.End(id, viewer.Id) is AbsenceResult.Done ? TypedResults.NoContent() : Problems.Of(404);

    private static AbsenceAnswer Of(Absence absence) => new(
        absence.Id, absence.AccountId, absence.Name, CareCodes.ToCode(absence.FirstDay), absence.LastDay is { } last ? CareCodes.ToCode(last) : null, absence.DeputyId, absence.Deputy, absence.IsNow);
}
