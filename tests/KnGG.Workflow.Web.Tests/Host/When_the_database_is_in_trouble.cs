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
    public async Task A_full_disk_is_told_in_plain_words_and_everything_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(96);
        Assert.SkipWhen(disk is null, "Mounting a file system is not allowed here.");
        await using var host = await RunningHost.Start(disk.Folder, ["--demo"]);
        await using var database = await PreparedDatabase.Open(disk.Folder);
        await host.As("jgz");
        await host.As("beheerder");
        await host.Settled(database);
        var children = database.Count("SELECT count(*) FROM child");
        disk.Fill();
        await Waiting.Until("de dienst zegt dat zij niet klaar is", async () => await Ready(host) is (HttpStatusCode.ServiceUnavailable, var why) && why.Contains("vol", StringComparison.Ordinal), () => host.Said);
        using (var refused = await Signal(host, 1))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("Geen ruimte meer", problem.GetProperty("title").GetString());
            Assert.Contains("schijf van de database is vol", problem.GetProperty("detail").GetString());
        }

        using (var page = await host.Send("beheerder", HttpMethod.Get, "/servers"))
        {
            Assert.Contains("schijf van de database is vol", await page.Content.ReadAsStringAsync());
        }

        Assert.Contains("schijf van de database is vol", host.Said);
        Assert.Equal(children, database.Count("SELECT count(*) FROM child"));

        disk.MakeRoom();
        await Waiting.Until("de dienst is weer klaar", async () => (await Ready(host)).Status == HttpStatusCode.OK, () => host.Said);
        using (var taken = await Signal(host, 1))
        {
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        }

        await host.Settled(database);
        Assert.Equal(children + 1, database.Count("SELECT count(*) FROM child"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM incident"));
        await host.Kill();
        var found = await BuiltProgram.Run("invariants", "--replay", "--data", disk.Folder, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
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
