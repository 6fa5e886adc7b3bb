using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>More stories with the real Elsa Studio in a real browser: building, running, finding, files, versions.</summary>
[Collection("Studio")]
public sealed class When_a_coordinator_builds_and_watches_in_the_browser(StudioService service) : IAsyncLifetime
{
    private StudioBrowser _browser = null!;

    public async ValueTask InitializeAsync() => _browser = await StudioBrowser.Start();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task An_activity_of_the_chain_is_dragged_in_and_connected()
    {
        using var client = await service.As("coordinator");
        var draft = await Placed(client, "Browser bouwen");
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)draft["definitionId"]!, 1);
        await page.Locator(".mud-expand-panel-header").Filter(new() { HasTextRegex = new Regex("^\\s*KnGG\\s*$") }).First.ClickAsync();
        var tool = page.Locator("[draggable=true]").Filter(new() { HasTextRegex = new Regex("^\\s*Taak\\s*$") }).First;
        var save = await page.RunAndWaitForResponseAsync(
            () => tool.DragToAsync(page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = 520, Y = 420 } }), StudioBrowser.IsSave);
        Assert.Equal(200, save.Status);
        await StudioBrowser.Drawn(page, 2);

        save = await page.RunAndWaitForResponseAsync(() => Connect(page), StudioBrowser.IsSave);
        Assert.Equal(200, save.Status);
        await StudioBrowser.Picture(page, "bouwen");
        var root = (await Latest(client, draft))["root"]!;
        var task = root["activities"]!.AsArray().Single(a => (string?)a!["type"] == "KnGG.HumanTask")!;
        var line = Assert.Single(root["connections"]!.AsArray())!;
        Assert.Equal(("regel1", (string?)task["id"]), ((string?)line["source"]!["activity"], (string?)line["target"]!["activity"]));

        // A task without owner and term is refused where it stands, by its name.
        var publish = await StudioBrowser.Publish(page);
        Assert.Equal(400, publish.Status);
        await StudioBrowser.Says(page, "Taak");
    }

    [Fact]
    public async Task A_run_is_watched_on_the_canvas_and_an_answer_takes_it_on()
    {
        using var client = await service.As("coordinator");
        var signal = new JsonObject
        {
            ["id"] = "sein",
            ["type"] = "Elsa.Event",
            ["version"] = 1,
            ["name"] = "sein",
            ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "uitslag binnen" } },
        };
        var draft = await Placed(client, "Browser uitvoeren", signal, then: StudioService.Write("regel1", "klaar"));
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)draft["definitionId"]!, 2);
        await page.Locator("button.mud-success-text").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("instances/oefen-[^/]+/view"), new() { WaitUntil = WaitUntilState.Commit });
        await StudioBrowser.Drawn(page, 2);
        await Assertions.Expect(page.Locator("#practice")).ToContainTextAsync("met een verzonnen kind");
        await Assertions.Expect(page.Locator(".mud-timeline-item").First).ToBeVisibleAsync();
        var before = await page.Locator(".mud-timeline-item").CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Laat gebeuren" }).ClickAsync();
        await Assertions.Expect(page.Locator("#practice")).ToContainTextAsync("De oefening is klaar.");

        // The journal of the open viewer grows by itself.
        await page.WaitForFunctionAsync("had => document.querySelectorAll('.mud-timeline-item').length > had", before);
        await StudioBrowser.Picture(page, "uitvoering");
    }

    [Fact]
    public async Task A_trajectory_is_found_by_its_id_and_its_journal_read_without_a_name()
    {
        using var client = await service.As("coordinator");
        var list = await StudioService.Posted(client, "/workflow-instances", new { page = 0, pageSize = 50, definitionIds = new[] { "kngg-traject" } });
        var found = list["items"]!.AsArray().First(i => ((string)i!["correlationId"]!).StartsWith("K-", StringComparison.Ordinal))!;
        var page = await _browser.SignedIn(service.Address);
        await page.GotoAsync("/studio/workflows/instances", new() { WaitUntil = WaitUntilState.Commit });
        await page.RunAndWaitForResponseAsync(
            () => page.GetByPlaceholder("Search on Id").FillAsync((string)found["id"]!),
            r => r.Request.PostData?.Contains((string)found["id"]!, StringComparison.Ordinal) == true);
        var row = page.Locator("tbody tr").Filter(new() { HasText = (string)found["id"]! });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await row.GetByText((string)found["id"]!).First.ClickAsync();
        await page.WaitForURLAsync("**/instances/*/view", new() { WaitUntil = WaitUntilState.Commit });
        await StudioBrowser.Drawn(page, 6);
        await Assertions.Expect(page.Locator(".mud-timeline-item").Nth(1)).ToBeVisibleAsync();
        await StudioBrowser.Picture(page, "journaal");
        var text = await page.Locator("body[data-rights]").InnerTextAsync();
        var names = ((Runtime.Storage.StepDatabase)service.Services.GetService(typeof(Runtime.Storage.StepDatabase))!).Read(t => t.Query("SELECT ref FROM child", r => r.Text(0)));
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, n => n.Length > 0 && text.Contains(n, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lists_are_filtered()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser klaar");
        using var ended = await StudioService.Post(client, $"/workflow-definitions/{draft["definitionId"]}/execute", "{}");
        var page = await _browser.SignedIn(service.Address);
        await page.GotoAsync("/studio/", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByPlaceholder("Search on Id").FillAsync("overdracht");
        await Assertions.Expect(page.Locator(".definitions-table tbody tr").Filter(new() { HasText = "warme-overdracht" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".definitions-table tbody tr").Filter(new() { HasText = "terugvalcontrole" })).ToHaveCountAsync(0);

        // What the other stories left behind may fill the first page: the filter is what brings these there.
        await page.GotoAsync("/studio/workflows/instances", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await OnlyWithStatus(page, "Running");
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "Suspended" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasTextRegex = new Regex("Finished|Cancelled") })).ToHaveCountAsync(0);

        await page.GotoAsync("/studio/workflows/instances", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await OnlyWithStatus(page, "Finished");
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "Finished" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "Suspended" })).ToHaveCountAsync(0);
    }

    private static async Task OnlyWithStatus(IPage page, string status)
    {
        var asked = await page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.Locator("div.mud-select-extended[id]").Filter(new() { HasTextRegex = new Regex("^\\s*Status") }).First.ClickAsync();
                await page.Locator(".mud-popover-open").GetByText(status, new() { Exact = true }).First.ClickAsync();
            },
            r => r.Method == "POST" && r.Url.EndsWith("/workflow-instances", StringComparison.Ordinal));
        Assert.Contains(status, asked.PostData, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_goes_out_as_a_file_and_comes_in_again()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser bestand", "in het bestand");
        var page = await _browser.SignedIn(service.Address);
        await page.GotoAsync("/studio/", new() { WaitUntil = WaitUntilState.Commit });
        await page.RunAndWaitForResponseAsync(
            () => page.GetByPlaceholder("Search on Id").FillAsync("Browser bestand"),
            r => r.Url.Contains("SearchTerm=Browser%20bestand", StringComparison.Ordinal));
        var row = page.Locator("tbody tr").Filter(new() { HasText = "Browser bestand" });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        var download = await Exported(page, row);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var file = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
        Assert.Equal((string?)draft["definitionId"], (string?)file["definitionId"]);

        file["definitionId"] = "browser-bestand-kopie";
        file["name"] = "Browser bestand kopie";
        await page.Locator("#workflow-file-upload-button-wrapper input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "kopie.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()) });
        await StudioBrowser.Says(page, "imported");
        var copy = await StudioService.Get(client, "/workflow-definitions/by-definition-id/browser-bestand-kopie?versionOptions=Latest");
        Assert.Equal("in het bestand", TextOf(copy));
        Assert.False((bool)copy["isPublished"]!);
    }

    /// <summary>Export by the menu of a row. A click that falls in a redraw of the list gets no answer: like a person, it begins again then.</summary>
    private static async Task<IDownload> Exported(IPage page, ILocator row)
    {
        for (var left = 2; ; left--)
        {
            await row.Locator("button").Last.ClickAsync();
            await page.Locator(".mud-popover-open .mud-menu-item").Filter(new() { HasTextRegex = new Regex("^\\s*Export\\s*$") }).First.ClickAsync();
            try
            {
                return await page.RunAndWaitForDownloadAsync(
                    () => page.Locator(".mud-dialog button").Filter(new() { HasTextRegex = new Regex("export", RegexOptions.IgnoreCase) }).Last.ClickAsync(),
                    new() { Timeout = StudioBrowser.Patience / 3 });
            }
            catch (TimeoutException) when (left > 0)
            {
                await StudioBrowser.Picture(page, $"export-zonder-antwoord-{left}");
                await page.Keyboard.PressAsync("Escape");
            }
        }
    }

    [Fact]
    public async Task An_older_version_is_looked_at_and_brought_back()
    {
        using var client = await service.As("coordinator");
        var draft = await StudioService.Draft(client, "Browser versies", "eerste");
        var id = (string)draft["definitionId"]!;
        await StudioService.Posted(client, $"/workflow-definitions/{id}/publish", "{}");
        StudioService.SetText(draft, "tweede");
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(draft, publish: true));
        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, id, 1);
        await StudioBrowser.Tab(page, "Version history");
        var rows = page.Locator(".mud-table tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await rows.Nth(1).Locator("button").Last.ClickAsync();
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await page.Locator(".mud-popover-open .mud-menu-item").Filter(new() { HasTextRegex = new Regex("roll", RegexOptions.IgnoreCase) }).First.ClickAsync();
                var sure = page.Locator(".mud-dialog button").Last;
                if (await sure.IsVisibleAsync())
                {
                    await sure.ClickAsync();
                }
            },
            r => r.Url.Contains("/revert/1", StringComparison.Ordinal));
        await StudioBrowser.Picture(page, "versies");
        var latest = await Latest(client, draft);
        Assert.Equal((3, "eerste", false), ((int)latest["version"]!, TextOf(latest), (bool)latest["isPublished"]!));
        Assert.Equal("tweede", TextOf(await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{id}?versionOptions=Published")));
    }

    [Fact]
    public async Task A_workflow_used_as_an_activity_is_opened_in_the_viewer_and_changed_by_itself()
    {
        using var client = await service.As("coordinator");
        var part = await Placed(client, "Browser deel");
        part["options"] = new JsonObject { ["usableAsActivity"] = true };
        var partId = (string)part["definitionId"]!;
        await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(part, publish: true));
        var whole = await Placed(client, "Browser geheel", activity: await Use(client, partId));

        var page = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(page, (string)whole["definitionId"]!, 1);
        await page.Locator("button.mud-success-text").First.ClickAsync();
        await page.WaitForURLAsync(new Regex("instances/oefen-[^/]+/view"), new() { WaitUntil = WaitUntilState.Commit });
        await StudioBrowser.Drawn(page, 1);
        await page.Locator("[id=\"activity-deel\"]").DblClickAsync();
        await Assertions.Expect(page.Locator("[id=\"activity-regel1\"]")).ToBeVisibleAsync();
        await StudioBrowser.Picture(page, "deel");

        // Its own editor changes it; what uses it takes the new version with its next run.
        await StudioBrowser.Open(page, partId, 1);
        await page.Locator("[id=\"activity-regel1\"]").ClickAsync();
        var field = page.Locator("form textarea:not(.inputarea), form input[type=text]:not([readonly])").First;
        await Assertions.Expect(field).ToHaveValueAsync("hallo");
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await field.FillAsync("dag");
                await field.PressAsync("Tab");
            },
            StudioBrowser.IsSave);
        Assert.Equal(200, (await StudioBrowser.Publish(page)).Status);
        Assert.Equal("dag", TextOf(await StudioService.Get(client, $"/workflow-definitions/by-definition-id/{partId}?versionOptions=Published")));
    }

    [Fact]
    public async Task Two_browsers_edit_one_definition_and_the_later_loses_nothing()
    {
        using var client = await service.As("coordinator");
        var draft = await Placed(client, "Browser samen");
        var id = (string)draft["definitionId"]!;
        var one = await _browser.SignedIn(service.Address);
        var other = await _browser.SignedIn(service.Address);
        await StudioBrowser.Open(one, id, 1);
        await StudioBrowser.Open(other, id, 1);
        Assert.Equal(200, (await Change(one, "van de eerste")).Status);
        Assert.Equal(400, (await Change(other, "van de tweede")).Status);
        await Assertions.Expect(other.Locator("#refused")).ToContainTextAsync("Iemand anders");
        Assert.Equal("van de eerste", TextOf(await Latest(client, draft)));
        var kept = await other.RunAndWaitForDownloadAsync(() => other.GetByText("Mijn versie bewaren als bestand").ClickAsync());
        using var file = new StreamReader(await kept.CreateReadStreamAsync());
        Assert.Contains("van de tweede", await file.ReadToEndAsync(), StringComparison.Ordinal);
        await other.GetByText("Nieuwste versie laden").ClickAsync();
        await StudioBrowser.Drawn(other, 1);
        await other.Locator("[id=\"activity-regel1\"]").ClickAsync();
        await Assertions.Expect(Field(other)).ToHaveValueAsync("van de eerste");
    }

    private static async Task<IResponse> Change(IPage page, string text)
    {
        await page.Locator("[id=\"activity-regel1\"]").ClickAsync();
        await Assertions.Expect(Field(page)).ToHaveValueAsync("hallo");
        return await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await Field(page).FillAsync(text);
                await Field(page).PressAsync("Tab");
            },
            StudioBrowser.IsSave);
    }

    private static ILocator Field(IPage page) => page.Locator("form textarea:not(.inputarea), form input[type=text]:not([readonly])").First;

    private static async Task Connect(IPage page)
    {
        var line = page.Locator(".x6-node").Filter(new() { Has = page.Locator("[id=\"activity-regel1\"]") });
        var task = page.Locator(".x6-node").Filter(new() { HasText = "Taak" });
        var from = (await line.Locator(".x6-port-out .x6-port-body").First.BoundingBoxAsync())!;
        var to = (await task.Locator(".x6-port-in .x6-port-body").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from.X + to.X) / 2, (from.Y + to.Y) / 2, new() { Steps = 8 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (to.Height / 2), new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static Task<JsonObject> Latest(HttpClient client, JsonObject draft) =>
        StudioService.Get(client, $"/workflow-definitions/by-definition-id/{draft["definitionId"]}?versionOptions=Latest");

    private static string? TextOf(JsonObject definition) => (string?)definition["root"]!["activities"]![0]!["text"]!["expression"]!["value"];

    // With a place on the canvas, so that there is room beside it.
    private static async Task<JsonObject> Placed(HttpClient client, string name, JsonObject? activity = null, JsonObject? then = null)
    {
        var first = activity ?? StudioService.Write("regel1", "hallo");
        first["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":60,"y":80}}}""");
        var root = StudioService.Flowchart(first);
        if (then is not null)
        {
            then["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":360,"y":80}}}""");
            root["activities"]!.AsArray().Add(then);
            root["connections"]!.AsArray().Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = (string?)first["id"], ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = (string?)then["id"], ["port"] = "In" },
            });
        }

        var model = new JsonObject { ["name"] = name, ["version"] = 1, ["createdAt"] = "0001-01-01T00:00:00+00:00", ["root"] = root };
        return (await StudioService.Posted(client, "/workflow-definitions", StudioService.Save(model)))["workflowDefinition"]!.DeepClone().AsObject();
    }

    private static async Task<JsonObject> Use(HttpClient client, string definitionId)
    {
        var palette = await StudioService.Get(client, "/descriptors/activities");
        var descriptor = palette["items"]!.AsArray().Single(d => (string?)d!["customProperties"]?["WorkflowDefinitionId"] == definitionId)!;
        return new JsonObject { ["id"] = "deel", ["type"] = (string?)descriptor["typeName"], ["version"] = 1, ["name"] = "deel", ["workflowDefinitionId"] = definitionId };
    }
}
