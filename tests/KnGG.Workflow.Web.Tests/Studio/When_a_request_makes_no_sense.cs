using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_a_request_makes_no_sense(StudioService service)
{
    private static readonly string[] Posts =
    [
        "/workflow-definitions", "/workflow-definitions/escalatie/publish", "/workflow-definitions/nergens/retract", "/workflow-definitions/escalatie/revert/99",
        "/workflow-definitions/import", "/workflow-definitions/nergens/execute", "/workflow-definitions/escalatie/execute", "/workflow-definitions/nergens/dispatch",
        "/bulk-actions/publish/workflow-definitions/by-definition-ids", "/bulk-actions/retract/workflow-definitions/by-definition-ids",
        "/bulk-actions/delete/workflow-definitions/by-definition-id", "/bulk-actions/delete/workflow-definitions/by-id", "/bulk-actions/export/workflow-definitions",
        "/workflow-instances", "/workflow-instances/nergens/journal", "/activity-executions/report", "/cancel/workflow-instances/nergens",
        "/bulk-actions/cancel/workflow-instances", "/bulk-actions/delete/workflow-instances/by-id", "/bulk-actions/export/workflow-instances",
        "/bulk-actions/import/workflow-instances", "/alterations/submit", "/tests/activities", "/descriptors/activities/Elsa.WriteLine/options/nergens",
        "/scripting/javascript/type-definitions/nergens", "/secrets/picker", "/oefeningen/nergens/antwoord", "/oefeningen/oefen-00000000000000000000000000000000/verder",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "1", "\"tekst\"", "{}", """{"model":1}""", """{"model":{}}""", """{"model":{"root":[]}}""", """{"model":{"root":{"type":7}}}""",
        """{"model":{"name":"x","root":{"id":"a","type":"Elsa.Flowchart","version":"een","activities":[{"id":"b"},7,null,{"id":"c","type":"X"}],"connections":[null,{"source":1}]}}}""",
        """{"model":{"name":5,"root":{"id":"a","type":"Elsa.Flowchart"}},"publish":"ja"}""", """{"model":{"name":"x","definitionId":{},"root":{"id":"a","type":"b"}}}""",
        """{"definitionIds":"x","ids":{"a":1}}""", """{"definitionIds":[null,1],"ids":[[]]}""", """{"ids":["nergens"],"definitionIds":["nergens"]}""",
        """{"page":-1,"pageSize":999999999,"statuses":["Onzin"]}""", """{"page":1e99}""", """{"page":2147483647,"pageSize":2147483647}""",
        """{"timestampFilters":[{"column":"x; DROP TABLE instance","operator":"Is","timestamp":"2026-01-01"}]}""", """{"timestampFilters":[{"column":"CreatedAt","operator":"Is","timestamp":"ooit"}]}""",
        """{"filter":{"activityNodeIds":7}}""", """{"workflowInstanceId":7,"activityNodeIds":[]}""", """{"wacht":"x"}""", "{\"a\":1,\"a\":2}", "{\"model\":{\"name\":\"\\ud800\",\"root\":{\"id\":\"a\",\"type\":\"b\"}}}",
        "{\"model\":{\"name\":\"\\u0000\",\"root\":{\"id\":\"a\",\"type\":\"b\"}}}", """{"searchTerm":"100%_\\'; --"}""",
        """{"workflowDefinitionHandle":{"definitionId":"escalatie"},"activityHandle":{"activityId":"nergens"}}""", """{"input":[1,2]}""", """{"versionOptions":"Soms"}""",
    ];

    [Fact]
    public async Task Every_endpoint_answers_with_a_problem_and_never_fails()
    {
        using var client = await service.As("coordinator");
        var before = Published(await StudioService.Get(client, "/workflow-definitions?versionOptions=Published"));
        foreach (var path in Posts)
        {
            foreach (var body in Bodies.Append(new string('[', 5_000)))
            {
                using var answer = await StudioService.Post(client, path, body);
                Assert.True((int)answer.StatusCode < 500, $"POST {path} with {(body.Length > 200 ? "deep brackets" : body)} gave {(int)answer.StatusCode}");
                if ((int)answer.StatusCode == 400)
                {
                    Assert.NotNull(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]);
                }
            }
        }

        await StudioService.Posted(client, "/workflow-definitions/escalatie/publish", "{}");
        Assert.Equal(before, Published(await StudioService.Get(client, "/workflow-definitions?versionOptions=Published")));
    }

    [Theory]
    [InlineData("/workflow-definitions?versionOptions=Soms")]
    [InlineData("/workflow-definitions?Page=x&PageSize=y")]
    [InlineData("/workflow-definitions?Page=-5&PageSize=-1")]
    [InlineData("/workflow-definitions/by-definition-id/nergens?versionOptions=Latest")]
    [InlineData("/workflow-definitions/by-id/'; DROP TABLE step")]
    [InlineData("/workflow-definitions/nergens/export")]
    [InlineData("/workflow-definitions/subgraph/nergens?parentNodeId=x")]
    [InlineData("/workflow-definitions/subgraph/segments/nergens")]
    [InlineData("/workflow-instances/nergens")]
    [InlineData("/workflow-instances/00000000-0000-0000-0000-000000000000/variables")]
    [InlineData("/workflow-instances/nergens/execution-state")]
    [InlineData("/workflow-instances/nergens/export")]
    [InlineData("/activity-executions/list")]
    [InlineData("/activity-executions/by-id?id=x~y")]
    [InlineData("/activity-executions/nergens/call-stack")]
    [InlineData("/activity-execution-summaries/list?WorkflowInstanceId=nergens")]
    [InlineData("/oefeningen/nergens")]
    [InlineData("/features/installed/Niets")]
    public async Task Reading_what_is_not_there_is_no_failure(string path)
    {
        using var client = await service.As("coordinator");
        using var answer = await client.GetAsync("/elsa/api" + path);
        Assert.InRange((int)answer.StatusCode, 200, 499);
    }

    [Fact]
    public async Task A_body_of_fifty_megabytes_is_refused_and_nothing_is_kept()
    {
        using var client = await service.As("coordinator");
        using var content = new StringContent("{\"model\":\"" + new string('a', 50 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");
        // As browsers and programs do with large bodies: ask first whether the server wants it.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await client.PostAsync("/elsa/api/workflow-definitions", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static string Published(JsonObject list) =>
        string.Join(' ', list["items"]!.AsArray().Select(i => (string)i!["id"]!).Order(StringComparer.Ordinal));
}
