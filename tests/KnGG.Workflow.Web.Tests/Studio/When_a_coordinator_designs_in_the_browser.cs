using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>Stories with the real Elsa Studio in a real browser.</summary>
[Collection("Studio")]
public sealed class When_a_coordinator_designs_in_the_browser(StudioService service) : IAsyncLifetime
{
    // The first open downloads and starts a whole program in the browser, on a machine that may be busy.
    private const float Patience = 90_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    [Fact]
    public async Task The_chain_opens_with_every_step_by_its_name_and_nothing_comes_from_elsewhere()
    {
        var page = await SignedIn();
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
        await Open(page, "kngg-traject", drawn["activities"]!.AsArray().Count);

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
        var page = await SignedIn();
        await Open(page, (string)draft["definitionId"]!, 1);
        await page.Locator("[id=\"activity-regel1\"]").ClickAsync();
        var field = page.Locator("form textarea:not(.inputarea), form input[type=text]:not([readonly])").First;
        await Assertions.Expect(field).ToHaveValueAsync("hallo", new() { Timeout = Patience });
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await field.FillAsync("dag");
                await field.PressAsync("Tab");
            },
            IsSave);
        await page.RunAndWaitForResponseAsync(() => page.Locator(".mud-button-group-root button").First.ClickAsync(), IsSave);
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToContainTextAsync("published", new() { Timeout = Patience, IgnoreCase = true });

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
        var page = await SignedIn();
        await Open(page, (string)draft["definitionId"]!, 2);
        var answer = await page.RunAndWaitForResponseAsync(() => page.Locator(".mud-button-group-root button").First.ClickAsync(), IsSave);
        Assert.Equal(400, answer.Status);
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToContainTextAsync("bestaat", new() { Timeout = Patience, IgnoreCase = true });
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_later_of_two_browsers_is_told_and_keeps_its_version()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser 3");
        var page = await SignedIn();
        await Open(page, (string)draft["definitionId"]!, 1);
        var other = await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Latest");
        StudioService.SetText(other, "van een ander");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(other), page: "ander");

        await page.Locator(".elsa-toolbar-icon button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#refused")).ToContainTextAsync("Iemand anders", new() { Timeout = Patience });
        var kept = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Mijn versie bewaren als bestand").ClickAsync());
        using var file = new StreamReader(await kept.CreateReadStreamAsync());
        Assert.Contains("hallo", await file.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static bool IsSave(IResponse response) =>
        response.Request.Method == "POST" && new Uri(response.Url).AbsolutePath == "/elsa/api/workflow-definitions";

    private static async Task Open(IPage page, string definitionId, int activities)
    {
        await page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("want => document.querySelectorAll('.x6-node').length >= want", activities, new() { Timeout = Patience });
    }

    private async Task<IPage> SignedIn()
    {
        var context = await _browser!.NewContextAsync(new() { BaseURL = service.Address.ToString(), ViewportSize = new() { Width = 1600, Height = 1000 }, AcceptDownloads = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/inloggen?terug=%2Fstudio%2F");
        await page.FillAsync("#naam", "coordinator");
        await page.FillAsync("#wachtwoord", StudioService.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }).ClickAsync();
        return page;
    }
}
