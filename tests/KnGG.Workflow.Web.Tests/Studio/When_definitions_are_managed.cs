using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_definitions_are_managed(StudioService service)
{
    [Fact]
    public async Task Publishing_makes_the_draft_the_version_and_the_next_save_a_new_draft()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Beheer 1");
        var published = (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft, publish: true)))["workflowDefinition"]!.AsObject();
        Assert.True((bool)published["isPublished"]!);

        var edited = published.DeepClone().AsObject();
        StudioService.SetText(edited, "anders");
        var next = (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(edited)))["workflowDefinition"]!.AsObject();
        Assert.Equal(2, (int)next["version"]!);
        Assert.False((bool)next["isPublished"]!);

        var versions = await StudioService.Get(client, $"/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds={draft["definitionId"]}&OrderBy=Version&OrderDirection=Descending");
        Assert.Equal([2, 1], versions["items"]!.AsArray().Select(v => (int)v!["version"]!));
        await StudioService.Posted(client, $"/workflow-definitions/{draft["definitionId"]}/revert/1", "{}");
        var reverted = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Latest");
        Assert.Equal("hallo", (string?)reverted["root"]!["activities"]![0]!["text"]!["expression"]!["value"]);
    }

    [Fact]
    public async Task A_refusal_names_the_activity_and_reaches_Studio_as_sentences()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Beheer 2");
        draft["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "weg", ["type"] = "BestaatNiet", ["version"] = 1, ["name"] = "Verdwenen stap", ["workflowDefinitionId"] = "bestaat-niet" });
        using var refused = await StudioService.Post(client, "/workflow-definitions", StudioService.Save(draft, publish: true));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var errors = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]!.AsArray();
        Assert.Contains(errors, e => ((string)e!).Contains("Verdwenen stap", StringComparison.Ordinal) || ((string)e!).Contains("bestaat-niet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_activity_is_drawn_as_unknown_and_comes_back_unchanged()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Beheer 3");
        draft["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"x1","type":"Andere.Activiteit","version":4,"name":"Vreemd","geheim":{"a":[1,2]}}"""));
        var saved = (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft)))["workflowDefinition"]!.AsObject();
        var drawn = saved["root"]!["activities"]![1]!;
        Assert.Equal("Elsa.NotFoundActivity", (string?)drawn["type"]);
        Assert.Equal("Andere.Activiteit", (string?)drawn["missingTypeName"]);

        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(saved));
        using var exported = await client.GetAsync($"/elsa/api/workflow-definitions/{draft["definitionId"]}/export");
        var original = JsonNode.Parse(await exported.Content.ReadAsStringAsync())!["root"]!["activities"]![1]!;
        Assert.Equal("Andere.Activiteit", (string?)original["type"]);
        Assert.Equal(4, (int)original["version"]!);
        Assert.Equal("""{"a":[1,2]}""", original["geheim"]!.ToJsonString());
    }

    [Fact]
    public async Task An_export_imports_as_a_draft_with_the_same_content()
    {
        using var client = await service.As("coordinator");
        using var exported = await client.GetAsync("/elsa/api/workflow-definitions/kngg-traject/export");
        Assert.StartsWith("attachment", exported.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var file = JsonNode.Parse(await exported.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal("https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json", (string?)file["$schema"]);
        var activities = file["root"]!["activities"]!.AsArray().Count;
        file["definitionId"] = "kopie-van-traject";
        file["name"] = "Kopie van het traject";

        var imported = await StudioService.Posted(client, "/workflow-definitions/import", file.ToJsonString());
        Assert.False((bool)imported["isPublished"]!);
        Assert.Equal(activities, imported["root"]!["activities"]!.AsArray().Count);
        Assert.DoesNotContain(imported["root"]!["activities"]!.AsArray(), a => (string?)a!["type"] == "Elsa.NotFoundActivity");
        Assert.True((await client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/kopie-van-traject", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Several_are_exported_as_one_zip()
    {
        using var client = await service.As("coordinator");
        var list = await StudioService.Get(client, "/workflow-definitions?versionOptions=Latest&DefinitionIds=escalatie&DefinitionIds=vervolg");
        using var answer = await StudioService.Post(client, "/bulk-actions/export/workflow-definitions", new { ids = list["items"]!.AsArray().Select(i => (string)i!["id"]!) });
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(["escalatie-v1.json", "vervolg-v1.json"], zip.Entries.Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_children_run_on_cannot_be_deleted()
    {
        using var client = await service.As("coordinator");
        using var refused = await client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/kngg-traject", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await StudioService.Get(client, "/workflow-definitions/by-definition-id/kngg-traject?versionOptions=Published");
    }

    [Fact]
    public async Task The_list_can_be_searched_ordered_and_paged()
    {
        using var client = await service.As("coordinator");
        var found = await StudioService.Get(client, "/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=overdracht&IsSystem=False&OrderBy=Name&OrderDirection=Descending");
        Assert.Contains(found["items"]!.AsArray(), i => (string?)i!["definitionId"] == "warme-overdracht");
        var page = await StudioService.Get(client, "/workflow-definitions?versionOptions=Latest&Page=1&PageSize=5&SearchTerm=");
        Assert.Equal(5, page["items"]!.AsArray().Count);
        Assert.True((int)page["totalCount"]! >= 14);
    }

    [Fact]
    public async Task A_definition_used_as_an_activity_can_be_opened_from_the_one_that_uses_it()
    {
        using var client = await service.As("coordinator");
        var traject = await StudioService.Get(client, "/workflow-definitions/by-definition-id/kngg-traject?versionOptions=Latest");
        var used = traject["root"]!["activities"]!.AsArray().First(a => a!["workflowDefinitionId"] is not null)!;
        var types = (await StudioService.Get(client, "/descriptors/activities"))["items"]!.AsArray();
        Assert.Contains(types, t => (string?)t!["typeName"] == (string?)used["type"] && (int)t["version"]! == (int)used["version"]!);

        var node = await StudioService.Get(client, $"/workflow-definitions/subgraph/{traject["id"]}?parentNodeId={Uri.EscapeDataString((string)used["nodeId"]!)}");
        Assert.Equal((string?)used["nodeId"], (string?)node["nodeId"]);
        Assert.NotEmpty(node["activity"]!["root"]!["activities"]!.AsArray());
    }
}
