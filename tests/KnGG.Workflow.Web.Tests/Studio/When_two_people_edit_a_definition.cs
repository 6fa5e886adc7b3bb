using System.Net;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_two_people_edit_a_definition(StudioService service)
{
    [Fact]
    public async Task The_later_save_is_refused_in_Dutch_and_the_first_one_stands()
    {
        using var client = await service.As("coordinator");
        var loadedByFirst = await StudioService.Draft(client, "Samen 1");
        var loadedBySecond = loadedByFirst.DeepClone().AsObject();
        StudioService.SetText(loadedByFirst, "van de eerste");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(loadedByFirst), page: "a");

        StudioService.SetText(loadedBySecond, "van de tweede");
        using var refused = await StudioService.Post(client, "/workflow-definitions", StudioService.Save(loadedBySecond), page: "b");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Contains("Iemand anders", (string?)problem["errors"]!["generalErrors"]![0], StringComparison.Ordinal);
        Assert.True(refused.Headers.Contains("X-Studio-Stale"), "the page offers to keep the refused version by this header");
        var stored = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{loadedByFirst["definitionId"]}?versionOptions=Latest");
        Assert.Contains("van de eerste", stored.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quick_saves_of_one_page_that_overtake_their_answers_are_not_stale()
    {
        using var client = await service.As("coordinator");
        var loaded = await StudioService.Draft(client, "Samen 2");
        foreach (var text in (string[])["een", "twee", "drie"])
        {
            // The page has not seen the answer to the save before, so it still names the revision that it loaded.
            StudioService.SetText(loaded, text);
            await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(loaded), page: "snel");
        }
    }

    [Fact]
    public async Task A_page_goes_on_after_its_publishing_was_refused()
    {
        using var client = await service.As("coordinator");
        var loaded = await StudioService.Draft(client, "Samen 3");
        loaded["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "weg", ["type"] = "BestaatNiet", ["version"] = 1, ["workflowDefinitionId"] = "bestaat-niet" });
        using var refused = await StudioService.Post(client, "/workflow-definitions", StudioService.Save(loaded, publish: true), page: "p");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(loaded), page: "p");
    }

    [Fact]
    public async Task The_revision_that_a_page_carries_is_neither_stored_nor_exported()
    {
        using var client = await service.As("coordinator");
        var loaded = await StudioService.Draft(client, "Samen 4");
        Assert.NotNull(loaded["customProperties"]!["knggRevision"]);
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(loaded));

        using var exported = await client.GetAsync($"/elsa/api/workflow-definitions/{loaded["definitionId"]}/export");
        Assert.DoesNotContain("knggRevision", await exported.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
