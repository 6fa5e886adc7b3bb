using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Web.Tests.Stories;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Host;

public sealed class When_the_database_is_in_trouble : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-trouble-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_and_the_node_is_ready_again_when_it_is_back()
    {
        var server = new PostgresServer();
        await using var host = await RunningHost.Start(_folder, ["--demo", "--postgres", server.Connection(server.Make())]);
        await host.As("jgz");
        server.Stop();
        using (var refused = await Signal(host, 1))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("niet te bereiken", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        }

        var (status, why) = await Ready(host);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("niet te bereiken", why);
        using (var live = await host.Send("", HttpMethod.Get, "/health/live"))
        {
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }

        using (var page = await host.Send("jgz", HttpMethod.Get, "/inloggen"))
        {
            Assert.DoesNotContain("Exception", await page.Content.ReadAsStringAsync());
        }

        server.Start();
        await Waiting.Until("de server is weer klaar", async () => (await Ready(host)).Status == HttpStatusCode.OK, () => host.Said);
        using var taken = await Signal(host, 1);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        await host.Kill();
    }

    private static async Task<(HttpStatusCode Status, string Why)> Ready(RunningHost host)
    {
        using var answer = await host.Send("", HttpMethod.Get, "/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> Signal(RunningHost host, int number) => host.Send("jgz", HttpMethod.Post, "/api/v1/signals", new JsonObject
    {
        ["child"] = new JsonObject { ["ref"] = $"NOOD-{number}", ["birthDate"] = "2016-01-10", ["sex"] = "male", ["municipality"] = "Zaanstad", ["givenName"] = "Proefkind" },
        ["source"] = "jgz",
    });
}
