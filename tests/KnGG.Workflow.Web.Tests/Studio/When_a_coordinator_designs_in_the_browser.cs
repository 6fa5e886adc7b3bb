using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>Stories with the real Elsa Studio in a real browser.</summary>
[Collection("Studio")]
public sealed class When_a_coordinator_designs_in_the_browser(StudioService service) : IAsyncLifetime
{
    private StudioBrowser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await StudioBrowser.Start();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task The_chain_opens_with_every_step_by_its_name_and_nothing_comes_from_elsewhere()
    {
        var page = await _browser.SignedIn(service.Address);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(service.Address.ToString(), StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };
        using var client = await service.As("coordinator");
        var drawn = (await StudioService.Get(client, "/workflow-definitions/by-definition-id/kngg-traject?versionOptions=Latest"))["root"]!;
        await StudioBrowser.Open(page, "kngg-traject", drawn["activities"]!.AsArray().Count);

        await Assertions.Expect(page.Locator(".x6-node")).ToHaveCountAsync(drawn["activities"]!.AsArray().Count);
        await page.WaitForFunctionAsync("want => document.querySelectorAll('.x6-edge').length === want", drawn["connections"]!.AsArray().Count);
        foreach (var activity in drawn["activities"]!.AsArray())
        {
            var name = (string?)activity!["metadata"]?["displayText"];
            if (name is not null)
            {
                Assert.Contains(name, await page.Locator($"[id=\"activity-{activity["id"]}\"]").InnerTextAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task An_input_is_changed_saved_by_itself_and_published()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser 1");
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)draft["definitionId"]!, 1);
        await page.Locator("[id=\"activity-regel1\"]").ClickAsync();
        var field = page.Locator("form textarea:not(.inputarea), form input[type=text]:not([readonly])").First;
        await Assertions.Expect(field).ToHaveValueAsync("hallo", new() { Timeout = StudioBrowser.Patience });
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await field.FillAsync("dag");
                await field.PressAsync("Tab");
            },
            StudioBrowser.IsSave);
        await StudioBrowser.Publish(page);
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToContainTextAsync("published", new() { Timeout = StudioBrowser.Patience, IgnoreCase = true });

        var published = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Published");
        Assert.Equal("dag", (string?)published["root"]!["activities"]![0]!["text"]!["expression"]!["value"]);
    }

    [Fact]
    public async Task Publishing_what_cannot_run_is_refused_in_Dutch_on_the_screen()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser 2");
        draft["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"weg","type":"BestaatNiet","version":1,"name":"Verdwenen stap","workflowDefinitionId":"bestaat-niet","metadata":{"designer":{"position":{"x":300,"y":0}}}}"""));
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft));
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)draft["definitionId"]!, 2);
        var answer = await StudioBrowser.Publish(page);
        Assert.Equal(400, answer.Status);
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToContainTextAsync("bestaat", new() { Timeout = StudioBrowser.Patience, IgnoreCase = true });
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_later_of_two_browsers_is_told_and_keeps_its_version()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser 3");
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)draft["definitionId"]!, 1);
        var other = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Latest");
        StudioService.SetText(other, "van een ander");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(other), page: "ander");

        await page.Locator(".elsa-toolbar-icon button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#refused")).ToContainTextAsync("Iemand anders", new() { Timeout = StudioBrowser.Patience });
        var kept = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Mijn versie bewaren als bestand").ClickAsync());
        using var file = new StreamReader(await kept.CreateReadStreamAsync());
        Assert.Contains("hallo", await file.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
