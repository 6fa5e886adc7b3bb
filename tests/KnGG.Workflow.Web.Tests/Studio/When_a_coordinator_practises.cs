using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_a_coordinator_practises(StudioService service)
{
    [Fact]
    public async Task A_run_of_the_chain_touches_no_row_and_no_mail()
    {
        using var client = await service.As("coordinator");
        var before = Rows();
        using var answer = await StudioService.Post(client, "/workflow-definitions/kngg-traject/execute", """{"correlationId":null,"triggerActivityId":null,"versionOptions":"Latest","input":null}""");
        var id = answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        Assert.Equal("False", answer.Headers.GetValues("x-elsa-workflow-cannot-start").Single());
        Assert.StartsWith("oefen-", id, StringComparison.Ordinal);

        var instance = await StudioService.Get(client, $"/workflow-instances/{id}");
        Assert.Equal("Suspended", (string?)instance["subStatus"]);
        var waits = (await StudioService.Get(client, $"/oefeningen/{id}"))["wacht"]!.AsArray();
        Assert.Contains(waits, w => (string?)w!["soort"] == "task");
        await StudioService.Posted(client, $"/oefeningen/{id}/verder", "{}");
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Journal_report_executions_and_call_stack_tell_the_same()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Oefenen 1");
        using var run = await StudioService.Post(client, $"/workflow-definitions/{draft["definitionId"]}/execute", "{}");
        var id = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var node = (string)draft["root"]!["activities"]![0]!["nodeId"]!;

        var journal = await StudioService.Posted(client, $"/workflow-instances/{id}/journal?skip=0&take=110", new { filter = new { activityNodeIds = new[] { node }, excludedActivityTypes = new[] { "Elsa.Workflow", "Elsa.Flowchart" } } });
        Assert.Contains(journal["items"]!.AsArray(), l => (string?)l!["eventName"] == "Completed");
        var report = await StudioService.Posted(client, "/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { node, "Workflow1:nergens" } });
        Assert.Single(report["stats"]!.AsArray());
        Assert.Equal(1, (int)report["stats"]![0]!["completedCount"]!);
        var runs = await StudioService.Get(client, $"/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId={node}");
        var execution = (string)runs["items"]![0]!["id"]!;
        Assert.Equal(execution, (string?)journal["items"]![0]!["activityInstanceId"]);
        var one = await StudioService.Get(client, $"/activity-executions/by-id?id={execution}");
        Assert.Equal("Completed", (string?)one["status"]);
        var stack = await StudioService.Get(client, $"/activity-executions/{execution}/call-stack?includeCrossWorkflowChain=True");
        Assert.Equal(execution, (string?)stack["items"]!.AsArray()[^1]!["id"]);
    }

    [Fact]
    public async Task A_single_activity_is_tried_on_its_own()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Oefenen 2");
        var result = await StudioService.Posted(client, "/tests/activities", new
        {
            workflowDefinitionHandle = new { definitionId = (string?)draft["definitionId"], versionOptions = "Latest" },
            activityHandle = new { activityId = "regel1" },
        });
        Assert.Equal("Completed", (string?)result["status"]);
        Assert.Equal("Done", (string?)result["payload"]!["Outcomes"]![0]);
    }

    [Fact]
    public async Task Answering_a_task_takes_the_run_on()
    {
        using var client = await service.As("coordinator");
        using var run = await StudioService.Post(client, "/workflow-definitions/kngg-traject/execute", "{}");
        var id = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var before = await StudioService.Get(client, $"/oefeningen/{id}");
        var task = before["wacht"]!.AsArray().First(w => (string?)w!["soort"] == "task")!;
        var after = await StudioService.Posted(client, $"/oefeningen/{id}/antwoord", new { wacht = (string?)task["id"], uitgang = (string?)task["uitgangen"]!.AsArray().FirstOrDefault() });
        Assert.DoesNotContain(after["wacht"]!.AsArray(), w => (string?)w!["id"] == (string?)task["id"]);
    }

    private string Rows()
    {
        var database = (Runtime.Storage.StepDatabase)service.Services.GetService(typeof(Runtime.Storage.StepDatabase))!;
        return database.Read(t => string.Join(' ', new[] { "instance", "step", "stimulus", "task", "mail", "trajectory" }.Select(table => t.First($"SELECT count(*) FROM {table}", r => r.Number(0)))));
    }
}
