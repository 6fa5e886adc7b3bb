using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>From a changed term to running workflows that follow it: the pages beside Studio, from begin to end.</summary>
[Collection("Studio")]
public sealed class When_a_change_is_rehearsed_and_carried_over_in_the_browser(StudioService service)
{
    private const int Running = 3;

    [Fact]
    public async Task The_coordinator_sees_who_would_be_treated_otherwise_and_takes_them_along()
    {
        using var client = await service.As("coordinator");
        var draft = await WithRunningInstances(client);
        draft["root"]!["activities"]![0]!["timeSpan"]!["expression"]!["value"] = "40.00:00:00";
        draft["root"]!["activities"]![1]!["text"]!["expression"]!["value"] = "dag";
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft));

        await using var browser = await StudioBrowser.Start();
        var page = await browser.SignedIn(service.Address);
        await page.SelectOptionAsync("#definitie", (string)draft["definitionId"]!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Oefenen" }).ClickAsync();
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync($"Doorlopen{Running}");
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync($"Anders{Running}");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Anders dan de gepubliceerde versie" })).ToContainTextAsync("'dag'");
        await StudioBrowser.Picture(page, "oefenen");

        await StudioService.Posted(client, $"/workflow-definitions/{draft["definitionId"]}/publish", "{}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Overzetten" }).ClickAsync();
        await page.SelectOptionAsync("#definitie", (string)draft["definitionId"]!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Laten zien" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Wat er zou gebeuren" })).ToContainTextAsync($"Gaat over{Running}");
        await page.Locator("details summary").Filter(new() { HasText = "Waarop gewacht wordt" }).First.ClickAsync();
        await StudioBrowser.Picture(page, "overzetten-vooraf");
        await page.GetByRole(AriaRole.Button, new() { Name = $"{Running} overzetten" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("De overzetting is gestart.");

        var batch = page.Locator("section.card").Filter(new() { HasText = "Browser overzetten" }).First;

        // The page does not change by itself: all are moved first, then looked at again, and then it is done.
        for (var tries = 0; tries < 100 && !(await batch.InnerTextAsync()).Contains("klaar", StringComparison.Ordinal); tries++)
        {
            await page.ReloadAsync();
        }

        await Assertions.Expect(batch).ToContainTextAsync("klaar");
        await Assertions.Expect(batch).ToContainTextAsync($"{Running} in orde");
        await batch.GetByRole(AriaRole.Button, new() { Name = "Nog eens nakijken" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("nagekeken");
        await StudioBrowser.Picture(page, "overzetten-klaar");

        // Nothing is left, and the page says so.
        await page.SelectOptionAsync("#definitie", (string)draft["definitionId"]!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Laten zien" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Elke lopende workflow staat al in de gepubliceerde versie.")).ToBeVisibleAsync();
    }

    private async Task<JsonObject> WithRunningInstances(HttpClient client)
    {
        var wait = new JsonObject
        {
            ["id"] = "wacht",
            ["type"] = "Elsa.Delay",
            ["version"] = 1,
            ["name"] = "wacht",
            ["timeSpan"] = new JsonObject { ["typeName"] = "TimeSpan", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "30.00:00:00" } },
        };
        var root = StudioService.Flowchart(wait, StudioService.Write("regel1", "hallo"));
        root["connections"]!.AsArray().Add(JsonNode.Parse("""{"source":{"activity":"wacht","port":"Done"},"target":{"activity":"regel1","port":"In"}}"""));
        var model = new JsonObject { ["name"] = "Browser overzetten", ["version"] = 1, ["createdAt"] = "0001-01-01T00:00:00+00:00", ["root"] = root };
        var published = (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(model, publish: true)))["workflowDefinition"]!.DeepClone().AsObject();
        var clock = service.Services.GetRequiredService<ServiceClock>();
        service.Services.GetRequiredService<StepDatabase>().Write(t =>
        {
            for (var i = 0; i < Running; i++)
            {
                service.Services.GetRequiredService<InstanceStarter>().Start(t, (string)published["definitionId"]!, ValueMap.Empty, null, Actor.System, clock.Now);
            }

            return true;
        });

        // Everything that is due has been done when this returns.
        using var answer = await client.PostAsJsonAsync("/dev/clock", new { to = clock.Now.AddSeconds(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
        answer.EnsureSuccessStatusCode();
        return published;
    }
}
