using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Definitions;
using KnGG.Workflow.Web.Studio.Instances;

namespace KnGG.Workflow.Web.Studio.Sandbox;

/// <summary>Studio's run button and test tab, and what our own page adds to them: answering what the run waits for, and letting time pass.</summary>
internal static class PracticeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", (HttpContext http, string definitionId, DefinitionShelf shelf, PracticeRuns runs) =>
            Run(http, definitionId, shelf, runs, id => new { workflowState = new { id } }));
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", (HttpContext http, string definitionId, DefinitionShelf shelf, PracticeRuns runs) =>
            Run(http, definitionId, shelf, runs, id => new { workflowInstanceId = id }));
        api.MapPost("/tests/activities", Test);
        api.MapGet("/oefeningen/{id}", (string id, PracticeRuns runs) => runs.With(id, State));
        api.MapPost("/oefeningen/{id}/antwoord", Answer);
        api.MapPost("/oefeningen/{id}/verder", (string id, PracticeRuns runs) => runs.With(id, (run, instance) => run.Forward()
            ? State(run, instance)
            : throw new StudioRefusal("Er staat geen datum meer open: deze oefening wacht alleen nog op mensen.")));
    }

    private static async Task<IResult> Run(HttpContext http, string definitionId, DefinitionShelf shelf, PracticeRuns runs, Func<string, object> answer)
    {
        var body = await StudioBody.Read(http.Request);
        var head = shelf.Find(definitionId, body.Text("versionOptions") ?? "Latest") ?? throw StudioRefusal.NotFound("Deze definitie");
        var id = runs.Start(head, InputOf(body.Object("input")), StudioAccess.ActorOf(http));
        http.Response.Headers["x-elsa-workflow-instance-id"] = id;
        http.Response.Headers["x-elsa-workflow-cannot-start"] = "False";
        return StudioJson.Ok(answer(id));
    }

    // One activity on its own: the same definition, with nothing in it but this one.
    private static async Task<IResult> Test(HttpContext http, DefinitionShelf shelf, PracticeRuns runs)
    {
        var body = await StudioBody.Read(http.Request);
        var handle = body.Object("workflowDefinitionHandle") ?? [];
        var head = handle.Text("definitionVersionId") is { } versionId ? shelf.FindVersion(versionId)
            : handle.Text("definitionId") is { } definitionId ? shelf.Find(definitionId, handle.Text("versionOptions") ?? "Latest")
            : null;
        if (head is null)
        {
            throw StudioRefusal.NotFound("Deze definitie");
        }

        var wanted = body.Object("activityHandle") ?? [];
        var (id, nodeId) = (wanted.Text("activityId"), wanted.Text("activityNodeId"));
        var json = shelf.Json(head);
        var root = json["root"]!.AsObject();
        ActivityJson.SetNodeIds(root);
        var activity = ActivityJson.All(root).FirstOrDefault(a => id is not null ? a.TextOf("id") == id : nodeId is not null && a.TextOf("nodeId") == nodeId)
            ?? throw StudioRefusal.NotFound("Deze activiteit");
        SetTestValues(json);
        json["root"] = new JsonObject
        {
            ["id"] = "test",
            ["type"] = ActivityJson.Flowchart,
            ["version"] = 1,
            ["activities"] = new JsonArray(activity.DeepClone()),
            ["connections"] = new JsonArray(),
        };
        var instance = runs.Start(DefinitionReader.Parse(json.ToJsonString(StudioJson.Options)), ValueMap.Empty, StudioAccess.ActorOf(http), keep: false).Root;
        var run = ActivityRun.Of(instance.Journal).FirstOrDefault(r => r.ActivityId == activity.TextOf("id"));
        return StudioJson.Ok(new
        {
            activityState = new JsonObject(),
            outputs = InstanceJson.Map(instance.State.Variables),
            payload = run?.Payload.Kind == ValueKind.Map ? JsonNode.Parse(run.Payload.ToJson()) : new JsonObject(),
            exception = run?.Failure is { } message ? InstanceJson.Problem(message) : null,
            status = run?.Status ?? "Pending",
        });
    }

    private static void SetTestValues(JsonObject json)
    {
        if (json["customProperties"] is not JsonObject custom || custom["VariableTestValues"] is not JsonObject values)
        {
            return;
        }

        foreach (var variable in (json["variables"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (variable.TextOf("id") is { } id && values[id] is { } value)
            {
                variable["value"] = value.DeepClone();
            }
        }
    }

    private static async Task<IResult> Answer(HttpContext http, string id, PracticeRuns runs)
    {
        var body = await StudioBody.Read(http.Request);
        if (!Guid.TryParse(body.Text("wacht"), out var wait))
        {
            throw new StudioRefusal("'wacht' ontbreekt.");
        }

        var fields = body.Object("velden");
        return runs.With(id, (run, instance) => run.Answer(wait, body.Text("uitgang"), Value.FromJson(fields ?? []))
            ? State(run, instance)
            : throw new StudioRefusal("Hier wordt niet meer op gewacht."));
    }

    private static ValueMap InputOf(JsonObject? input) => input is null ? ValueMap.Empty : Value.FromJson(input).AsMap;

    private static IResult State(PracticeRun run, SimulatedInstance instance) => StudioJson.Ok(new
    {
        nu = run.Now,
        klaar = instance.State.Status == WorkflowStatus.Finished,
        gestopt = run.WasStopped,
        wacht = run.Waits.Select(w => new
        {
            id = w.Id,
            soort = w.Kind,
            titel = w.Title,
            rol = w.Role is null ? null : RoleCodes.LabelOf(w.Role),
            formulier = w.Form,
            uiterlijk = w.DueAt,
            uitgangen = w.Outcomes,
            uitvoering = $"{PracticeRuns.Prefix}{w.InstanceId:N}",
        }).ToList(),
    });
}
