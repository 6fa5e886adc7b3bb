using KnGG.Workflow.Runtime.Tests.Storage;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Commands;

public sealed class When_the_database_is_on_a_server : IDisposable
{
    private const string Nobody = "Host=127.0.0.1;Port=1;Database=kngg;Username=kngg";

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-server-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData("invariants")]
    [InlineData("migrate", "--resume", "00000000-0000-0000-0000-000000000001")]
    [InlineData("up")]
    public async Task A_server_that_does_not_answer_is_named(params string[] words)
    {
        var (exit, _, error) = await CommandLine.Run([.. words, "--postgres", Nobody, "--data", _data]);
        Assert.Equal(2, exit);
        Assert.Contains("127.0.0.1:1/kngg", error);
        Assert.Contains("niet te bereiken", error);
    }

    [Fact]
    public async Task A_move_arrives_whole_once_and_the_promises_hold()
    {
        var name = PostgresServer.Instance.Make();
        string[] move = ["to-postgres", "--data", _data, "--postgres", PostgresServer.Instance.Connection(name)];
        Assert.Contains("een map met een database", (await CommandLine.Run(move)).Error);
        Assert.Equal(0, (await CommandLine.Run("invariants", "--data", _data)).Exit);

        var moved = await CommandLine.Json(move);
        Assert.True(moved.GetProperty("ok").GetBoolean());
        Assert.Contains(moved.GetProperty("tables").EnumerateArray(), t => t.GetProperty("table").GetString() == "workflow_definition" && t.GetProperty("rows").GetInt64() > 0);
        Assert.Equal(0, (await CommandLine.Run("invariants", "--postgres", PostgresServer.Instance.Connection(name), "--data", _data)).Exit);

        var (exit, _, error) = await CommandLine.Run(move);
        Assert.Equal(2, exit);
        Assert.Contains("niet leeg", error);
        NpgsqlConnection.ClearAllPools();
        PostgresServer.Instance.Drop(name);
    }

    [Fact]
    public async Task A_backup_is_made_and_put_back_and_everybody_keeps_the_keys()
    {
        var (first, second) = (PostgresServer.Instance.Make(), PostgresServer.Instance.Make());
        string[] here = ["--data", _data, "--postgres", PostgresServer.Instance.Connection(first)];
        string[] there = ["--data", _data, "--postgres", PostgresServer.Instance.Connection(second)];
        var kept = Path.Combine(_data, "kept");
        Assert.Contains("nog niets", (await CommandLine.Run(["backup", "--to", kept, .. here])).Error);
        Assert.Equal(0, (await CommandLine.Run(["invariants", .. here])).Exit);
        PostgresServer.Instance.Execute("INSERT INTO service_key (name, content, made_at) VALUES ('token', '\\x01'::bytea, 0)", first);
        var made = await CommandLine.Json(["backup", "--to", kept, .. here]);
        Assert.True(made.GetProperty("ok").GetBoolean() && made.GetProperty("checked").GetBoolean());
        Assert.Equal("postgres", made.GetProperty("store").GetString());

        var restored = await CommandLine.Json(["restore", "--from", kept, .. there]);
        Assert.True(restored.GetProperty("ok").GetBoolean());
        Assert.Equal(0, restored.GetProperty("heldMails").GetInt32());
        PostgresServer.Instance.Execute("DO $$ BEGIN ASSERT (SELECT count(*) FROM service_key) = 1; END $$", second);
        var (exit, _, error) = await CommandLine.Run(["restore", "--from", kept, .. there]);
        Assert.Equal(2, exit);
        Assert.Contains("niet leeg", error);
        Assert.Equal(0, (await CommandLine.Run(["restore", "--in-place", .. there])).Exit);
        NpgsqlConnection.ClearAllPools();
        PostgresServer.Instance.Drop(first);
        PostgresServer.Instance.Drop(second);
    }

    [Theory]
    [InlineData("backup", "--to")]
    [InlineData("restore", "--from")]
    public async Task A_backup_needs_a_place_and_an_answer_of_the_server(string verb, string option)
    {
        Assert.Contains(option, (await CommandLine.Run(verb, "--data", _data)).Error);
        var (exit, _, error) = await CommandLine.Run(verb, option, Path.Combine(_data, "x"), "--data", _data, "--postgres", Nobody);
        Assert.Equal(2, exit);
        Assert.Contains(verb == "backup" ? "niet te bereiken" : "geen back-up", error);
    }

    [Theory]
    [InlineData("to-postgres")]
    [InlineData("bench", "--store", "postgres")]
    [InlineData("bench", "--postgres", Nobody)]
    public async Task What_is_missing_is_asked_for(params string[] words)
    {
        var (exit, _, error) = await CommandLine.Run(words);
        Assert.Equal(2, exit);
        Assert.Contains("--postgres", error);
    }

    [Fact]
    public async Task Several_processes_catch_up_together_and_none_is_left_out()
    {
        var name = PostgresServer.Instance.Make();
        var ended = await Stories.BuiltProgram.Run(
            "bench", "--json", "--store", "postgres", "--postgres", PostgresServer.Instance.Connection(name), "--instances", "300", "--nodes", "2", "--workers", "2");
        Assert.True(ended.Exit == 0, ended.Error);
        var runs = ended.Json.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(
            [(1, 1, 1), (2, 1, 1), (1, 2, 1), (2, 2, 1), (1, 1, 64), (2, 1, 64), (1, 2, 64), (2, 2, 64)],
            runs.Select(r => (r.GetProperty("nodes").GetInt32(), r.GetProperty("workers").GetInt32(), r.GetProperty("stepsPerCommit").GetInt32())));
        Assert.All(runs, r => Assert.True(r.GetProperty("stepsPerSecond").GetDouble() > 0));
        PostgresServer.Instance.Drop(name);
    }
}
