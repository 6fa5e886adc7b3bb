using System.Globalization;
using System.Text.Json.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Storage;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>
/// Two releases at once. What a newer one does to the database of an older one is done here as the rule allows: tables and columns are added to all there
/// is. With KNGG_PREVIOUS naming the program of an older release, the older node really is of that release and the newer one of this.
/// </summary>
public sealed class When_a_newer_release_joins : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-release-").FullName;
    private readonly string _name = PostgresServer.Instance.Make();
    private int _children;

    private static string? Previous => Environment.GetEnvironmentVariable("KNGG_PREVIOUS");

    private string Connection => PostgresServer.Instance.Connection(_name);

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        PostgresServer.Instance.Drop(_name);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_node_of_the_older_one_goes_on_works_drains_and_cannot_come_back()
    {
        await using var older = await Start("ouder", Previous);
        await using var database = await PreparedDatabase.Open(Path.Combine(_folder, "proef"), postgres: Connection);
        using var stop = new CancellationTokenSource();
        var people = new PeopleAtWork();
        Task[] atWork = [people.Work(older, 1, stop.Token), Signals(older, stop.Token)];
        await Waiting.Until("er wordt gewerkt", () => Task.FromResult(_children > 3 && !people.Promised.IsEmpty), () => older.Said);

        // The newer one joins: with a program of its own, and then with a schema that has more in every table.
        await using var newer = Previous is null ? null : await Start("nieuwer", null);
        Grow();
        var (children, promised) = (_children, people.Promised.Count);
        await Waiting.Until("het werk gaat door", () => Task.FromResult(_children > children + 3 && people.Promised.Count > promised), () => older.Said);
        await stop.CancelAsync();
        await Task.WhenAll(atWork);
        await (newer ?? older).Settled(database);

        // A restart of the older program is told why it cannot; it changes nothing, and the node that runs is not harmed.
        var again = await BuiltProgram.Run(BuiltProgram.Start(["up", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder, "weer"), "--postgres", Connection], Previous));
        Assert.Equal(2, again.Exit);
        Assert.Contains("nieuwere versie van het programma", again.Error, StringComparison.Ordinal);
        using (var ready = await older.Send("", HttpMethod.Get, "/health/ready"))
        {
            Assert.True(ready.IsSuccessStatusCode);
        }

        foreach (var (task, outcome) in people.Promised)
        {
            Assert.Equal(1, database.Count("SELECT count(*) FROM task WHERE id = @id AND state = 2 AND outcome = @outcome", ("@id", task), ("@outcome", outcome)));
        }

        Assert.Equal(0, database.Count("SELECT count(*) FROM incident WHERE closed_at IS NULL"));
        Assert.Equal(0, database.Count("SELECT count(*) FROM stimulus WHERE attempt > 0"));
        await older.Kill();
        Shrink();
        var found = await BuiltProgram.Run("invariants", "--replay", "--postgres", Connection, "--data", _folder, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_children} children, {people.Promised.Count} tasks done, previous release: {Previous ?? "this one"}"));
    }

    private Task<RunningHost> Start(string name, string? program) =>
        RunningHost.Start(Path.Combine(_folder, name), ["--demo", "--postgres", Connection], program: program);

    // As a migration does it: in one transaction, beside nodes at work.
    private void Grow() => PostgresServer.Instance.Execute(
            $"""
            DO $$ DECLARE one text; BEGIN
              PERFORM pg_advisory_xact_lock({PostgresLocks.Writers});
              FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE '\_\_%' ORDER BY 1 LOOP
                EXECUTE format('ALTER TABLE %I ADD COLUMN later_text text', one);
                EXECUTE format('ALTER TABLE %I ADD COLUMN later_number bigint NOT NULL DEFAULT 7', one);
              END LOOP;
              CREATE TABLE later (id uuid PRIMARY KEY, at bigint NOT NULL);
              INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99.0.0');
            END $$
            """,
            _name);

    // So that the program of this release checks the promises.
    private void Shrink() => PostgresServer.Instance.Execute("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '29990101000000_Later'", _name);

    private async Task Signals(RunningHost host, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await host.Send("jgz", HttpMethod.Post, "/api/v1/signals", new JsonObject
            {
                ["child"] = new JsonObject { ["ref"] = "NIEUW-" + (_children + 1).ToString(CultureInfo.InvariantCulture), ["birthDate"] = "2016-01-10", ["sex"] = "male", ["municipality"] = "Zaanstad", ["givenName"] = "Proefkind" },
                ["source"] = "jgz",
            });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None));
            _children++;
        }
    }
}
