using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnGG.Workflow.Web.Tests.Api;

namespace KnGG.Workflow.Web.Tests.TaskPage;

[Collection(WithTheService.Name)]
public sealed partial class When_a_professional_works_on_a_task(Service service)
{
    private const string Now = "2026-03-02T09:00:01+01:00";

    private static readonly object Talk = new
    {
        permission = "yes", on = "2026-03-01", heightCm = 145, weightKg = 55, clothed = "no", risk = new[] { "none" },
        psychosocial = "no", socioeconomic = "no", lackOfCoherence = "no", coordinationNeed = "no",
    };

    [Fact]
    public async Task A_task_goes_back_with_a_reason_and_the_page_tells_both_sides_what_happened()
    {
        using var client = await service.As("jgz");
        var trajectory = await AtDecision(client, "terug-1");
        var task = await Only(client, trajectory);
        var page = await client.GetStringAsync(Path("/taken/" + task.Id));
        Assert.Contains("Terugsturen: er ontbreekt iets of er klopt iets niet", page, StringComparison.Ordinal);
        Assert.Contains("die &#x27;Meten en gesprek met kind en ouders&#x27; deed", page, StringComparison.Ordinal);
        var empty = await Post(client, task.Id, "SendBack", ("reason", ""));
        Assert.Contains("Schrijf op wat er ontbreekt of niet klopt.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, task.Id, "SendBack", ("reason", "De lengte ontbreekt"))).StatusCode);
        await Service.MoveClock(client, Now);

        Assert.Contains("stuurde haar", await client.GetStringAsync(Path("/taken/" + task.Id)), StringComparison.Ordinal);
        var before = await Only(client, trajectory);
        var shown = await client.GetStringAsync(Path("/taken/" + before.Id));
        Assert.Contains("<q>De lengte ontbreekt</q>", shown, StringComparison.Ordinal);
        Assert.Contains("Deze taak is zelf al teruggestuurd.", shown, StringComparison.Ordinal);
        Assert.Matches("name=\"f.weightKg\"[^>]*value=\"55\"", shown);
        Assert.Contains(">Verbeterd</button>", shown, StringComparison.Ordinal);
        await Complete(client, before.Id, "Verbeterd", Talk);
        var again = await client.GetStringAsync(Path("/taken/" + (await Only(client, trajectory)).Id));
        Assert.Contains("in orde gemaakt. Deze taak was teruggestuurd om: De lengte ontbreekt", again, StringComparison.Ordinal);
        Assert.Contains("Taak teruggestuurd", await client.GetStringAsync(Path("/trajecten/" + trajectory)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_sends_back_as_the_page_does()
    {
        using var client = await service.As("jgz");
        var task = await Only(client, await AtDecision(client, "terug-2"));
        var address = Path($"/api/v1/tasks/{task.Id}/send-back");
        var refused = await client.PostAsJsonAsync(address, new { reason = " " });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var answer = await (await client.PostAsJsonAsync(address, new { reason = "De lengte ontbreekt" })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("returned", "De lengte ontbreekt"), (answer.GetProperty("state").GetString(), answer.GetProperty("sentBackReason").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync(address, new { reason = "Nog eens" })).StatusCode);
        using var other = await service.As("aanbieder");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync(address, new { reason = "x" })).StatusCode);
        var described = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.True(described.GetProperty("paths").TryGetProperty("/api/v1/tasks/{id}/send-back", out _));
    }

    [Fact]
    public async Task A_draft_is_kept_shown_again_and_not_overwritten_from_an_older_page()
    {
        using var client = await service.As("jgz");
        var trajectory = await Signalled(client, "concept-1");
        var task = await Only(client, trajectory);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, task.Id, "Draft", ("f.note", "Eerst bellen met school"), ("concept", "0"), ("pagina", "een"))).StatusCode);
        var shown = await client.GetStringAsync(Path("/taken/" + task.Id));
        Assert.Contains("Eerst bellen met school", shown, StringComparison.Ordinal);
        Assert.Contains("Dit vulde u eerder in", shown, StringComparison.Ordinal);
        using var saved = await Post(client, task.Id, "Draft", json: true, ("f.note", "Op een ander scherm"), ("concept", "1"), ("pagina", "twee"));
        Assert.Equal(2, (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await Post(client, task.Id, "Draft", json: true, ("f.note", "Te oud"), ("concept", "1"), ("pagina", "een"))).StatusCode);
        Assert.Contains("Op een ander scherm", await client.GetStringAsync(Path("/taken/" + task.Id)), StringComparison.Ordinal);
        await Post(client, task.Id, "DropDraft");
        Assert.DoesNotContain("Op een ander scherm", await client.GetStringAsync(Path("/taken/" + task.Id)), StringComparison.Ordinal);
        await Complete(client, task.Id, "Oppakken", new { familyKnows = "yes" });
        Assert.Equal(HttpStatusCode.Gone, (await Post(client, task.Id, "Draft", json: true, ("f.note", "Te laat"), ("concept", "0"), ("pagina", "een"))).StatusCode);
    }

    [Fact]
    public async Task Not_now_is_answered_on_the_page_and_nobody_has_a_task_until_its_day()
    {
        using var client = await service.As("jgz");
        var trajectory = await Signalled(client, "nu-niet-1");
        await Complete(client, (await Only(client, trajectory)).Id, "Oppakken", new { familyKnows = "yes" });
        var task = await Only(client, trajectory);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, task.Id, "Complete", ("f.permission", "no"), ("outcome", "Nu niet"))).StatusCode);
        await Service.MoveClock(client, Now);
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories/" + trajectory)).GetProperty("openTasks").GetArrayLength());
        Assert.Contains("Gepland op", await client.GetStringAsync(Path("/trajecten/" + trajectory)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_begins_and_ends_on_the_page_of_the_trajectory_and_moves_the_term()
    {
        using var client = await service.As("jgz");
        var trajectory = await Signalled(client, "pauze-1");
        var due = (await Only(client, trajectory)).Due;
        var page = "/trajecten/" + trajectory;
        await PostTo(client, page, "Pause", json: false, ("reden", "wens"), ("tot", "2020-01-01"));
        Assert.Equal(due, (await Only(client, trajectory)).Due);
        Assert.Equal(HttpStatusCode.Redirect, (await PostTo(client, page, "Pause", json: false, ("reden", "wens"), ("tot", "2026-04-01"))).StatusCode);
        await Service.MoveClock(client, Now);
        Assert.Contains("Pauze tot 1 april 2026", await client.GetStringAsync(Path(page)), StringComparison.Ordinal);
        Assert.True((await Only(client, trajectory)).Due >= due.AddDays(29));
        Assert.Equal(HttpStatusCode.Redirect, (await PostTo(client, page, "Resume", json: false)).StatusCode);
        await Service.MoveClock(client, Now);
        Assert.DoesNotContain("Pauze tot 1 april 2026", await client.GetStringAsync(Path(page)), StringComparison.Ordinal);
        Assert.InRange((await Only(client, trajectory)).Due, due, due.AddDays(4));
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static async Task<string> Signalled(HttpClient client, string key)
    {
        var (trajectory, _) = await ASignal.Post(client, key + "-" + System.IO.Path.GetRandomFileName());
        await Service.MoveClock(client, Now);
        return trajectory;
    }

    private static async Task<string> AtDecision(HttpClient client, string key)
    {
        var trajectory = await Signalled(client, key);
        await Complete(client, (await Only(client, trajectory)).Id, "Oppakken", new { familyKnows = "yes" });
        await Complete(client, (await Only(client, trajectory)).Id, "Gedaan", Talk);
        return trajectory;
    }

    private static async Task<(string Id, DateTimeOffset Due)> Only(HttpClient client, string trajectory)
    {
        var open = (await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories/" + trajectory)).GetProperty("openTasks");
        Assert.Equal(1, open.GetArrayLength());
        return (open[0].GetProperty("id").GetString()!, open[0].GetProperty("dueAt").GetDateTimeOffset());
    }

    private static async Task Complete(HttpClient client, string task, string outcome, object fields)
    {
        var answer = await client.PostAsJsonAsync(Path($"/api/v1/tasks/{task}/complete"), new { outcome, fields });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Service.MoveClock(client, Now);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string task, string handler, params (string Name, string Value)[] fields) => Post(client, task, handler, json: false, fields);

    private static Task<HttpResponseMessage> Post(HttpClient client, string task, string handler, bool json, params (string Name, string Value)[] fields) => PostTo(client, "/taken/" + task, handler, json, fields);

    private static async Task<HttpResponseMessage> PostTo(HttpClient client, string page, string handler, bool json, params (string Name, string Value)[] fields)
    {
        // The token of any page of the same person will do: a task that is done has no form left.
        var token = Token().Match(await client.GetStringAsync(Path("/signalen/nieuw"))).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(page + "?handler=" + handler))
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]),
        };
        if (json)
        {
            request.Headers.Accept.ParseAdd("application/json");
        }

        return await client.SendAsync(request);
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
