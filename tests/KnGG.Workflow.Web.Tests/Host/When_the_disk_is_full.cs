using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Host;

public sealed class When_the_disk_is_full
{
    [Fact]
    public async Task Whoever_asks_is_told_so_nothing_is_kept_by_half_and_the_same_is_taken_when_there_is_room()
    {
        await using var service = new Service();
        await service.InitializeAsync();
        using var jgz = await service.As("jgz");
        var database = service.Services.GetRequiredService<StepDatabase>();

        // The database may not grow, which gives the answer of SQLite that a full disk gives; what it has free inside is used up first.
        var children = service.Count("SELECT count(*) FROM child");
        var pages = service.Count("PRAGMA page_count");
        database.Write(t => t.Execute(FormattableString.Invariant($"PRAGMA max_page_count = {pages}")));
        var number = 0;
        var answer = await Signal(jgz, ++number);
        while (answer.StatusCode == HttpStatusCode.Created && number < 200)
        {
            answer.Dispose();
            answer = await Signal(jgz, ++number);
        }

        using (answer)
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("Geen ruimte meer", problem.GetProperty("title").GetString());
            Assert.Contains("vol", problem.GetProperty("detail").GetString());
        }

        Assert.Equal(children + number - 1, service.Count("SELECT count(*) FROM child"));
        using (var read = await jgz.GetAsync(new Uri("/api/v1/tasks?mine=true", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }

        database.Write(t => t.Execute("PRAGMA max_page_count = 1073741823"));
        using var taken = await Signal(jgz, number);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.Equal(children + number, service.Count("SELECT count(*) FROM child"));
    }

    private static Task<HttpResponseMessage> Signal(HttpClient client, int number) => client.PostAsJsonAsync("/api/v1/signals", new JsonObject
    {
        ["child"] = new JsonObject { ["ref"] = $"VOL-{number}", ["birthDate"] = "2016-01-10", ["sex"] = "male", ["municipality"] = "Zaanstad", ["givenName"] = "Proefkind" },
        ["source"] = "jgz",
    });
}
