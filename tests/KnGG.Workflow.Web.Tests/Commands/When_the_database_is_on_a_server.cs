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
}
