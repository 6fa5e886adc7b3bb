using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Stuck;

[Collection(WithTheService.Name)]
public sealed partial class When_somebody_looks_at_what_is_stuck(Service service)
{
    // In the past for the simulated clock: does what is due now, and moves nothing.
    private const string Now = "2026-03-02T09:00:01+01:00";

    [Fact]
    public async Task Only_who_looks_after_the_process_gets_the_list()
    {
        foreach (var user in (string[])["jgz", "czv", "aanbieder", "gemeente", "regio"])
        {
            using var client = await service.As(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Path("/vastgelopen"))).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Path("/api/v1/stuck"))).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Path("/api/v1/stuck/counts"))).StatusCode);
        }

        using var administrator = await service.As("beheerder");
        Assert.Contains("href=\"/vastgelopen\"", await administrator.GetStringAsync(Path("/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_without_owner_is_explained_previewed_repaired_and_looked_at_again()
    {
        using var jgz = await service.As("jgz");
        using var administrator = await service.As("beheerder");
        var (trajectory, _) = await ASignal.Post(jgz, "VAST-1");
        await Service.MoveClock(administrator, Now);
        Assert.False((await Get(jgz, $"/api/v1/trajectories/{trajectory}/stuck")).GetProperty("stuck").GetBoolean());
        Orphan(trajectory);

        var why = await Get(administrator, $"/api/v1/trajectories/{trajectory}/stuck");
        Assert.Equal((true, "task-without-owner"), (why.GetProperty("stuck").GetBoolean(), why.GetProperty("cause").GetString()));
        Assert.Equal("JGZ-professional", why.GetProperty("waitingFor").GetString());
        Assert.Contains("assign", why.GetProperty("actions").EnumerateArray().Select(a => a.GetString()));
        var list = await Get(administrator, "/api/v1/stuck?cause=task-without-owner&municipality=Arnhem&pageSize=200");
        var line = list.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("trajectoryId").GetString() == trajectory);
        Assert.Equal(FileLabels.Pseudonym(Guid.Parse(trajectory)), line.GetProperty("name").GetString());
        Assert.DoesNotContain("Proefkind", list.ToString(), StringComparison.Ordinal);
        var counts = await Get(administrator, "/api/v1/stuck/counts?cause=task-without-owner&municipality=Arnhem");
        Assert.Equal(list.GetProperty("total").GetInt64(), counts.GetProperty("items").EnumerateArray().Sum(c => c.GetProperty("trajectories").GetInt64()));

        var body = new { action = "assign", trajectories = new[] { trajectory } };
        var preview = await Read(await administrator.PostAsJsonAsync("/api/v1/repairs/preview", body), HttpStatusCode.OK);
        Assert.Equal((1, 1), (preview.GetProperty("will").GetInt32(), preview.GetProperty("total").GetInt32()));
        var started = await administrator.PostAsJsonAsync("/api/v1/repairs", body);
        var id = (await Read(started, HttpStatusCode.Accepted)).GetProperty("id").GetString();
        Assert.Equal($"/api/v1/repairs/{id}", started.Headers.Location?.ToString());
        await Service.MoveClock(administrator, Now);
        var repair = await Get(administrator, $"/api/v1/repairs/{id}");
        Assert.Equal(("done", 1), (repair.GetProperty("state").GetString(), repair.GetProperty("resolved").GetInt32()));
        Assert.Contains("opgelost", await administrator.GetStringAsync(Path("/herstel/" + id)), StringComparison.Ordinal);
        Assert.False((await Get(jgz, $"/api/v1/trajectories/{trajectory}/stuck")).GetProperty("stuck").GetBoolean());

        // Somebody else's repair is hidden; a second one has nothing to do; what is done cannot be paused.
        using var stranger = await service.As("klsc");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Path($"/api/v1/repairs/{id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsJsonAsync("/api/v1/repairs", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync(Path($"/api/v1/repairs/{id}/pause"), null)).StatusCode);
        await Read(await administrator.PostAsync(Path($"/api/v1/repairs/{id}/look"), null), HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_shows_what_would_happen_and_does_it()
    {
        using var jgz = await service.As("jgz");
        using var coordinator = await service.As("coordinator");
        var (trajectory, _) = await ASignal.Post(jgz, "VAST-2");
        await Service.MoveClock(coordinator, Now);
        Orphan(trajectory);
        const string Page = "/vastgelopen?oorzaak=task-without-owner";
        var shown = await coordinator.GetStringAsync(Path(Page));
        Assert.Contains("taak zonder eigenaar", shown, StringComparison.Ordinal);
        Assert.Contains(FileLabels.Pseudonym(Guid.Parse(trajectory)), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Proefkind", shown, StringComparison.Ordinal);
        (string, string)[] fields = [("oorzaak", "task-without-owner"), ("actie", "assign")];
        Assert.Contains("krijgt wat open staat", await (await Post(coordinator, Page, "Preview", fields)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var done = await Post(coordinator, Page, "Start", fields);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.StartsWith("/herstel/", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        await Service.MoveClock(coordinator, Now);
        Assert.False((await Get(jgz, $"/api/v1/trajectories/{trajectory}/stuck")).GetProperty("stuck").GetBoolean());
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_in_Dutch()
    {
        using var administrator = await service.As("beheerder");
        using var jgz = await service.As("jgz");
        var wrong = await Read(await administrator.PostAsJsonAsync("/api/v1/repairs/preview", new { action = "toveren", cause = "onzin", step = 9 }), HttpStatusCode.BadRequest);
        Assert.Equal(["action", "cause", "step"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal("Niet goed ingevuld", wrong.GetProperty("title").GetString());
        await Read(await jgz.PostAsJsonAsync("/api/v1/repairs", new { action = "remind" }), HttpStatusCode.BadRequest);
        await Read(await administrator.GetAsync(Path("/api/v1/stuck?cause=onzin")), HttpStatusCode.BadRequest);
        await Read(await administrator.GetAsync(Path($"/api/v1/repairs/{Guid.Empty}")), HttpStatusCode.NotFound);
        var hidden = await Read(await jgz.PostAsJsonAsync("/api/v1/repairs/preview", new { action = "remind", trajectories = new[] { Guid.Empty } }), HttpStatusCode.OK);
        Assert.Equal(0, hidden.GetProperty("will").GetInt32());
    }

    [Fact]
    public async Task The_case_owner_repairs_on_the_page_of_the_trajectory()
    {
        using var jgz = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(jgz, "VAST-3");
        await Service.MoveClock(jgz, Now);
        Orphan(trajectory);
        var page = $"/trajecten/{trajectory}?";
        var shown = await jgz.GetStringAsync(Path(page));
        Assert.Contains("Dit traject loopt vast", shown, StringComparison.Ordinal);
        Assert.Contains("Organisatie aanwijzen", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Overslaan en verder", shown, StringComparison.Ordinal);

        // What this reader may not do is refused with the reason, also when it is asked for without the button.
        Assert.Equal(HttpStatusCode.Redirect, (await Post(jgz, page, "Repair", [("actie", "skip")])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(jgz, page, "Repair", [("actie", "assign")])).StatusCode);
        await Service.MoveClock(jgz, Now);
        Assert.DoesNotContain("Dit traject loopt vast", await jgz.GetStringAsync(Path(page)), StringComparison.Ordinal);
    }

    private void Orphan(string trajectory) => service.Services.GetRequiredService<StepDatabase>().Write(t => t.Execute(
        "UPDATE task SET organisation_id = NULL, person_id = NULL WHERE trajectory_id = @id AND state < 2", ("@id", Guid.Parse(trajectory))));

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static async Task<JsonElement> Get(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(Path(path));

    private static async Task<JsonElement> Read(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string page, string handler, IEnumerable<(string Name, string Value)> fields)
    {
        var token = Token().Match(await client.GetStringAsync(Path(page))).Groups[1].Value;
        using var body = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await client.PostAsync(Path(page + "&handler=" + handler), body);
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
