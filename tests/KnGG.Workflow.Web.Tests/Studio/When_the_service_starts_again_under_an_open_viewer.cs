using System.Text.RegularExpressions;
using KnGG.Workflow.Web.Tests.Stories;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace KnGG.Workflow.Web.Tests.Studio;

public sealed class When_the_service_starts_again_under_an_open_viewer : IDisposable
{
    private const string Begin = "2026-03-02T09:00:00+01:00";

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-viewer-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task The_viewer_that_is_opened_again_shows_what_happens_from_then_on()
    {
        Environment.SetEnvironmentVariable("KNGG_DEMO_PASSWORD", StudioService.Password);
        await using var browser = await StudioBrowser.Start();
        IPage page;
        string id;
        await using (var host = await RunningHost.Start(_data, ["--simulated-clock", Begin]))
        {
            page = await browser.SignedIn(host.Address);
            await page.GotoAsync($"{host.Address}studio/workflows/instances", new() { WaitUntil = WaitUntilState.Commit });
            var row = page.Locator("tbody tr").Filter(new() { HasText = "Traject Kind naar Gezonder Gewicht" }).First;
            id = Regex.Match(await row.InnerTextAsync(), "[0-9a-f]{8}-[0-9a-f-]{27}").Value;
            await row.GetByText(id).First.ClickAsync();
            await StudioBrowser.Drawn(page, 6);
            await host.Kill();
        }

        // The session is still good after the restart: its keys lie beside the database. The new process has another port.
        await using var again = await RunningHost.Start(_data, ["--simulated-clock", Begin]);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var moved = false;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (moved && socket.Url.Contains("/elsa/hubs/", StringComparison.Ordinal) && frame.Text?.Contains("\"target\"", StringComparison.Ordinal) == true)
            {
                heard.TrySetResult();
            }
        };
        await page.GotoAsync($"{again.Address}studio/workflows/instances/{id}/view", new() { WaitUntil = WaitUntilState.Commit });
        await StudioBrowser.Drawn(page, 6);
        await Assertions.Expect(page.Locator(".mud-timeline-item").First).ToBeVisibleAsync();

        // Weeks in which nobody answers: the trajectory goes on, and the open viewer hears of it.
        moved = true;
        await again.MoveTo((await again.Now()).AddDays(60));
        await heard.Task.WaitAsync(Waiting.Deadline);
    }
}
