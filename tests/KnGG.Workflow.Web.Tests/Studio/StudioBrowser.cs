using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>A real browser for stories with the real Studio.</summary>
internal sealed class StudioBrowser : IAsyncDisposable
{
    /// <summary>In milliseconds. The first open downloads and starts a whole program in the browser, on a machine that may be busy.</summary>
    public const float Patience = 90_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private StudioBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<StudioBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return new StudioBrowser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>A page of its own browser session, signed in.</summary>
    public async Task<IPage> SignedIn(Uri address, string user = "coordinator")
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = 1600, Height = 1000 }, AcceptDownloads = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/inloggen?terug=%2Foefenen");
        await page.FillAsync("#naam", user);
        await page.FillAsync("#wachtwoord", StudioService.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }).ClickAsync();
        await page.WaitForURLAsync("**/oefenen");
        return page;
    }

    /// <summary>Opens a definition in the editor and waits until its activities are drawn.</summary>
    public static async Task Open(IPage page, string definitionId, int activities)
    {
        await page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit", new() { WaitUntil = WaitUntilState.Commit });
        await Drawn(page, activities);
    }

    public static Task Drawn(IPage page, int activities) =>
        page.WaitForFunctionAsync("want => document.querySelectorAll('.x6-node').length >= want", activities, new() { Timeout = Patience });

    public static bool IsSave(IResponse response) =>
        response.Request.Method == "POST" && new Uri(response.Url).AbsolutePath == "/elsa/api/workflow-definitions";

    /// <summary>Presses Studio's button to publish; returns the answer of the server.</summary>
    public static Task<IResponse> Publish(IPage page) =>
        page.RunAndWaitForResponseAsync(() => page.Locator(".mud-button-group-root button").First.ClickAsync(), IsSave);

    /// <summary>What Studio says in its bar contains this.</summary>
    public static Task Says(IPage page, string words) =>
        Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = words }).First).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>A tab of Studio's panels, wherever it is: those at the edge are not always in sight.</summary>
    public static Task Tab(IPage page, string name) =>
        page.Locator(".mud-tab").Filter(new() { HasTextRegex = new($"^\\s*{name}\\s*\\d*\\s*$", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).Last.EvaluateAsync("e => e.click()");

    /// <summary>Keeps a picture in the folder that KNGG_SHOTS names, for a person to look at.</summary>
    public static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("KNGG_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
