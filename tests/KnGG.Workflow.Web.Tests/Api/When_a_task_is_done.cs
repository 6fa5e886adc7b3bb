using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Api;

[Collection(WithTheService.Name)]
public sealed class When_a_task_is_done(Service service)
{
    [Fact]
    public async Task The_second_person_hears_who_did_it_and_when()
    {
        using var client = await service.As("jgz");
        var task = await Task(client);
        var path = $"/api/v1/tasks/{task.Id}/complete";
        var body = new { outcome = task.Outcome, fields = new { familyKnows = "yes" } };
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync(path, body)).StatusCode);
        var second = await client.PostAsJsonAsync(path, body);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("jgz", problem.GetProperty("by").GetString());
        Assert.StartsWith("20", problem.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal("Deze taak is al klaar", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task An_outcome_that_is_not_there_is_refused_in_Dutch()
    {
        using var client = await service.As("jgz");
        var answer = await client.PostAsJsonAsync($"/api/v1/tasks/{(await Task(client)).Id}/complete", new { outcome = "Onzin", fields = new { } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Niet goed ingevuld", problem.GetProperty("title").GetString());
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Somebody_outside_the_trajectory_does_not_find_it()
    {
        using var jgz = await service.As("jgz");
        using var other = await service.As("aanbieder");
        var task = await Task(jgz);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/api/v1/tasks/{task.Id}/claim", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(new Uri("/taken/" + task.Id, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Opening_it_changes_nothing()
    {
        using var client = await service.As("jgz");
        var task = await Task(client);
        string Rows() => string.Join(',', new[] { "task", "task_answer", "stimulus", "step", "mail" }.Select(t => service.Count("SELECT count(*) FROM " + t)))
            + service.Count("SELECT count(*) FROM task WHERE state > 0");
        var before = Rows();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/taken/" + task.Id, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"/api/v1/tasks/{task.Id}", UriKind.Relative))).StatusCode);
        }

        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Declining_needs_a_reason()
    {
        using var client = await service.As("jgz");
        var answer = await client.PostAsJsonAsync($"/api/v1/tasks/{(await Task(client)).Id}/decline", new { reason = "" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Claiming_and_giving_back_shows_in_its_state()
    {
        using var client = await service.As("jgz");
        var task = await Task(client);
        var claimed = await (await client.PostAsJsonAsync($"/api/v1/tasks/{task.Id}/claim", new { })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("claimed", claimed.GetProperty("state").GetString());
        var released = await (await client.PostAsJsonAsync($"/api/v1/tasks/{task.Id}/release", new { })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("open", released.GetProperty("state").GetString());
    }

    // A fresh child each time, so that tests do not take each other's tasks.
    private static async Task<(string Id, string Outcome)> Task(HttpClient client)
    {
        var (id, _) = await ASignal.Post(client, "taak-" + Path.GetRandomFileName());
        await Service.MoveClock(client, "2026-03-02T09:00:01+01:00");
        var trajectory = await client.GetFromJsonAsync<JsonElement>("/api/v1/trajectories/" + id);
        var task = trajectory.GetProperty("openTasks")[0];
        return (task.GetProperty("id").GetString()!, task.GetProperty("outcomes")[0].GetString()!);
    }
}
