using Deque.AxeCore.Playwright;
using KnGG.Workflow.Web.Tests.Api;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Browser;

/// <summary>Stories in a real browser, each page looked at by axe. In one class, so that one browser runs at a time.</summary>
[Collection(WithTheService.Name)]
public sealed class When_a_professional_works_in_the_browser(Service service) : IAsyncLifetime
{
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
    public async Task A_mistake_is_shown_at_its_field_and_the_corrected_form_is_done()
    {
        using var client = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(client, "browser-1");
        await Service.MoveClock(client, "2026-03-02T09:00:01+01:00");
        var page = await SignedIn("jgz", width: 390);

        await page.GotoAsync($"/trajecten/{trajectory}/besluiten/ggr/1");
        await Accessible(page);
        await page.GotoAsync("/trajecten/" + trajectory);
        await Accessible(page);
        await page.Locator(".rows a").First.ClickAsync();
        await Accessible(page);

        // Nothing is filled in yet: the summary leads to the fields.
        await page.GetByRole(AriaRole.Button, new() { Name = "Taak afronden" }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await Accessible(page);
        await page.Locator(".error-summary a").First.ClickAsync();

        await FillRequired(page);
        await page.GetByLabel("Oppakken", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Taak afronden" }).ClickAsync();
        await Assertions.Expect(page.GetByText("De taak is afgerond.")).ToBeVisibleAsync();

        await Service.MoveClock(client, "2026-03-02T09:00:02+01:00");
        await page.GotoAsync("/trajecten/" + trajectory);
        await Assertions.Expect(page.GetByText("uitkomst 'Oppakken'")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_number_out_of_range_is_refused_at_its_own_field()
    {
        var page = await SignedIn("jgz");
        await page.GotoAsync("/signalen/nieuw");
        await Accessible(page);
        await page.FillAsync("#f-ref", "browser-2");
        await page.FillAsync("#f-birthDate", "2015-01-01");
        await page.GetByLabel("Meisje").CheckAsync();
        await page.GetByLabel("Arnhem").CheckAsync();
        await page.Locator("#f-measured").GetByLabel("Ja").CheckAsync();
        await page.FillAsync("#f-on", "2026-02-20");
        await page.FillAsync("#f-heightCm", "15");
        await page.FillAsync("#f-weightKg", "55,5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Signaal versturen" }).ClickAsync();
        await Assertions.Expect(page.Locator("#f-heightCm-fout")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#f-weightKg")).ToHaveValueAsync("55,5");
        await Accessible(page);
        await page.FillAsync("#f-heightCm", "145,5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Signaal versturen" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Het signaal is ontvangen.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("jgz", "/")]
    [InlineData("jgz", "/trajecten")]
    [InlineData("jgz", "/postvak")]
    [InlineData("jgz", "/afwezig")]
    [InlineData("beheerder", "/afwezig")]
    [InlineData("jgz", "/trajecten/00000000-0000-0000-0000-000000000001")]
    [InlineData("beheerder", "/trajecten")]
    [InlineData("beheerder", "/storingen")]
    [InlineData("gemeente", "/trajecten")]
    [InlineData("regio", "/afspraken")]
    [InlineData("regio", "/afspraken/instelling/overdracht.aannemen")]
    [InlineData("regio", "/afspraken/instelling/verwijzers")]
    [InlineData("beheerder", "/afspraken/instelling/kern.zesStappen")]
    [InlineData("regio", "/afspraken/betalers")]
    [InlineData("regio", "/afspraken/register")]
    [InlineData("jgz", "/aanbod?gemeente=Smallingerland")]
    [InlineData("gemeente", "/aanbod/nieuw")]
    [InlineData("gemeente", "/aanbod/overzicht")]
    [InlineData("beheerder", "/registraties")]
    public async Task Every_page_can_be_used_by_everybody(string user, string path)
    {
        var page = await SignedIn(user);
        await page.GotoAsync(path);
        await Accessible(page);
    }

    [Fact]
    public async Task The_sign_in_page_can_be_used_with_the_keyboard_alone()
    {
        var page = await NewPage(1280);
        await page.GotoAsync("/");
        await Accessible(page);
        await page.FocusAsync("#naam");
        await page.Keyboard.TypeAsync("jgz");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Service.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mijn taken" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_asks_nothing_from_elsewhere()
    {
        var page = await NewPage(1280);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(service.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        await SignIn(page, "jgz");
        await page.GotoAsync("/trajecten");
        Assert.Empty(elsewhere);
        Assert.Empty(complaints);
    }

    private static async Task FillRequired(IPage page)
    {
        foreach (var group in await page.Locator("fieldset.field.wrong").AllAsync())
        {
            if (await group.GetAttributeAsync("id") != "f-outcome")
            {
                await group.Locator("input").First.CheckAsync();
            }
        }
    }

    private static async Task Accessible(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            page.Url + ": " + string.Join("; ", result.Violations.Select(v => $"{v.Id} ({string.Join(", ", v.Nodes.Select(n => n.Html))})")));
    }

    private async Task<IPage> SignedIn(string user, int width = 1280)
    {
        var page = await NewPage(width);
        await SignIn(page, user);
        return page;
    }

    private static async Task SignIn(IPage page, string user)
    {
        await page.GotoAsync("/inloggen");
        await page.FillAsync("#naam", user);
        await page.FillAsync("#wachtwoord", Service.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mijn taken" })).ToBeVisibleAsync();
    }

    private async Task<IPage> NewPage(int width)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = service.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            Locale = "nl-NL",
        });
        return await context.NewPageAsync();
    }
}
