using System.Text.Json.Nodes;
using KnGG.Workflow.Web.Tests.Stories;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>A real process that is killed and started again, under a real browser.</summary>
public sealed class When_the_service_is_started_again_under_a_viewer : IAsyncLifetime
{
    private readonly SimulatedRegion _region = new();
    private StudioBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        await _region.InitializeAsync();
        _browser = await StudioBrowser.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _region.DisposeAsync();
    }

    [Fact]
    public async Task A_viewer_that_is_opened_again_is_live_again()
    {
        var others = await Instances();
        var child = await Child.Signalled(_region, "KIJKEN-1", (7, 9), source: "school");
        var viewer = $"/studio/workflows/instances/{Assert.Single((await Instances()).Except(others))}/view";
        var page = await _browser.SignedIn(_region.Host.Address);
        await Open(page, viewer);

        await _region.StartAgain();
        await Open(page, viewer);
        var lines = page.Locator(".mud-timeline-item");
        var before = await lines.CountAsync();
        await page.EvaluateAsync("() => { window.isStillThisPage = true; }");

        // Step 1 is done over HTTP, and the open page shows it by itself: in the journal, and on the canvas that the handover has begun.
        await child.IsReferred(131.7, 47.3);
        await page.WaitForFunctionAsync("had => document.querySelectorAll('.mud-timeline-item').length > had", before);
        await Assertions.Expect(page.Locator("#activity-overdracht-czv .mud-badge")).ToHaveCountAsync(1);
        await StudioBrowser.Picture(page, "weer-live");
        Assert.True(await page.EvaluateAsync<bool>("() => window.isStillThisPage === true"));
    }

    private async Task<List<string>> Instances()
    {
        using var answer = await _region.Host.Send("coordinator", HttpMethod.Post, "/elsa/api/workflow-instances", new { page = 0, pageSize = 1_000, definitionIds = new[] { "kngg-traject" } });
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray().Select(i => (string)i!["id"]!)];
    }

    private static async Task Open(IPage page, string viewer)
    {
        // Live from the moment that the server is told which instance is looked at.
        var watched = page.WaitForWebSocketAsync(new() { Predicate = s => s.Url.Contains("/elsa/hubs/workflow-instance", StringComparison.Ordinal) });
        await page.GotoAsync(viewer, new() { WaitUntil = WaitUntilState.Commit });
        await StudioBrowser.Drawn(page, 6);
        await watched;
        await Assertions.Expect(page.Locator(".mud-timeline-item").First).ToBeVisibleAsync();
    }
}
