using System.Net;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_definitions_go_to_another_server_and_back(StudioService service)
{
    // What only says which version it is, and where; a server gives its own.
    private static readonly string[] Passing = ["id", "definitionId", "name", "version", "createdAt", "isLatest", "isPublished", "tenantId"];

    // As another Elsa 3 server writes it: with an activity, an expression, a storage and members that are not known here.
    private const string FromElsewhere =
        """
        {"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","id":"5f1c","definitionId":"van-elders","tenantId":"","name":"Van elders","description":"Bericht","createdAt":"2025-01-01T00:00:00+00:00",
         "version":7,"toolVersion":"3.5.1.0","variables":[{"id":"v1","name":"Teller","typeName":"Int32","isArray":false,"value":"3","storageDriverTypeName":"Elders.Opslag.Wolk"}],
         "inputs":[{"type":"String","uiHint":"single-line","storageDriverType":null,"name":"Vraag","displayName":"Vraag","description":"","category":""}],"outputs":[],"outcomes":["Klaar"],
         "customProperties":{"Elders:Kleur":{"rood":1}},"isReadonly":false,"isSystem":false,"isLatest":true,"isPublished":true,
         "options":{"activationStrategyType":"Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy","usableAsActivity":false,"autoUpdateConsumingWorkflows":false,"elders":[1,{"a":null}]},
         "elders":{"diep":{"dieper":["x",1.50,true,null]}},
         "root":{"type":"Elsa.Flowchart","version":1,"id":"f1","nodeId":"Workflow1:f1","metadata":{},"customProperties":{"notFoundConnections":[],"canStartWorkflow":false},"variables":[],
          "activities":[
           {"path":{"typeName":"String","expression":{"type":"Literal","value":"/hallo"}},"supportedMethods":{"typeName":"String[]","expression":{"type":"Object","value":"[\"GET\"]"}},"id":"h1","nodeId":"Workflow1:f1:h1","name":"Verzoek","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":true},"metadata":{"designer":{"position":{"x":-140,"y":-20},"size":{"width":190,"height":50}}}},
           {"text":{"typeName":"String","expression":{"type":"Liquid","value":"{{ Variables.Teller }}"}},"id":"w1","nodeId":"Workflow1:f1:w1","name":"Schrijf","type":"Elsa.WriteLine","version":1,"customProperties":{"canStartWorkflow":false},"metadata":{"designer":{"position":{"x":140,"y":-20}}}}],
          "connections":[{"source":{"activity":"h1","port":"Done"},"target":{"activity":"w1","port":"In"},"vertices":[{"x":1,"y":2}]}]}}
        """;

    [Fact]
    public async Task Every_definition_of_the_chain_comes_back_as_it_went()
    {
        using var client = await service.As("coordinator");
        foreach (var file in Directory.GetFiles(Path.Combine(CommandLine.Root, "workflows"), "*.json"))
        {
            var id = Path.GetFileNameWithoutExtension(file);
            var copy = "terug-" + id;
            var first = await Exported(client, id, "Published");
            var second = await ThereAndBack(client, first, copy);
            var third = await ThereAndBack(client, second, copy);
            Assert.True(JsonNode.DeepEquals(Content(first), Content(second)), $"{id} is not what it was:\n{Content(second)}");
            Assert.True(JsonNode.DeepEquals(Content(second), Content(third)), $"{id} is not what it was the second time.");
            (await client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/" + copy, UriKind.Relative))).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task What_is_not_known_here_is_kept_and_not_published()
    {
        using var client = await service.As("coordinator");
        var original = JsonNode.Parse(FromElsewhere)!.AsObject();
        await StudioService.Posted(client, "/workflow-definitions/import", FromElsewhere);

        // Studio opens it and saves it before it goes back.
        var opened = await StudioService.Get(client, "/workflow-definitions/by-definition-id/van-elders?versionOptions=Latest");
        Assert.Equal("Elsa.NotFoundActivity", (string?)opened["root"]!["activities"]![0]!["type"]);
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(opened));
        var back = await Exported(client, "van-elders", "Latest");
        foreach (var member in original.Where(m => !Passing.Contains(m.Key) && m.Key != "root"))
        {
            Assert.True(JsonNode.DeepEquals(member.Value, back[member.Key]), $"{member.Key}: {back[member.Key]}");
        }

        Assert.True(JsonNode.DeepEquals(Content(original)["root"], Content(back)["root"]), back["root"]!.ToJsonString());

        using var refused = await StudioService.Post(client, "/workflow-definitions/van-elders/publish", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var why = string.Join('\n', JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]!.AsArray().Select(e => (string)e!));
        Assert.Contains("Elsa.HttpEndpoint", why, StringComparison.Ordinal);
        Assert.Contains("Liquid", why, StringComparison.Ordinal);
        (await client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/van-elders", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("""{"$id":"1","definitionId":"twee","name":"Elsa 2","activities":[{"activityId":"a","type":"WriteLine"}],"connections":[]}""", "root")]
    [InlineData("""{"definitionId":"x","name":"x","root":{"id":"r","type":"Elsa.Flowchart","activities":[{"id":"a"}]}}""", "'type'")]
    [InlineData("""{"definitionId":"x","name":"x","root":{"id":"r"}}""", "'type'")]
    public async Task What_is_no_definition_is_refused_with_a_sentence(string file, string about)
    {
        using var client = await service.As("coordinator");
        using var refused = await StudioService.Post(client, "/workflow-definitions/import", file);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(about, (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]![0]!, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> ThereAndBack(HttpClient client, JsonObject exported, string copy)
    {
        var file = exported.DeepClone().AsObject();
        file["definitionId"] = copy;
        await StudioService.Posted(client, "/workflow-definitions/import", file.ToJsonString());
        return await Exported(client, copy, "Latest");
    }

    private static Task<JsonObject> Exported(HttpClient client, string id, string version) =>
        StudioService.Get(client, $"/workflow-definitions/{id}/export?versionOptions={version}");

    private static JsonObject Content(JsonObject exported)
    {
        var content = exported.DeepClone().AsObject();
        foreach (var name in Passing)
        {
            content.Remove(name);
        }

        return content;
    }
}
