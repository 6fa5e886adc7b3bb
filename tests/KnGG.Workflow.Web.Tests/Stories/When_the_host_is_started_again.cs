using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Web.Tests.Stories;

public sealed class When_the_host_is_started_again : IDisposable
{
    private const string Begin = "2026-01-05T09:00:00+01:00";

    private static readonly DateTimeOffset Start = DateTimeOffset.Parse(Begin, CultureInfo.InvariantCulture);

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-again-").FullName;

    private static string Waits400Days =>
        """
        {"definitionId":"lang","name":"lang","variables":[],"inputs":[],"outputs":[],"root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"400.00:00:00"}}},
          {"id":"l","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"gewekt"}}}]}}
        """;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_timer_of_400_days_goes_off_once_and_on_its_moment_and_time_never_goes_back()
    {
        await using var database = await PreparedDatabase.Open(_data, Begin);
        var instance = database.Start("lang", Waits400Days);
        var now = Start;
        foreach (var days in (int[])[1, 150, 399])
        {
            await using var host = await RunningHost.Start(_data, ["--no-demo", "--simulated-clock", Begin]);
            Assert.Equal(now, await host.Now());
            await host.MoveTo(now = Start.AddDays(days));
            Assert.Empty(database.Lines(instance));
            await host.Kill();
        }

        // Without the option the database still lives by its own clock.
        await using var last = await RunningHost.Start(_data, ["--no-demo", "--simulated-clock", "2020-01-01"]);
        Assert.Equal(now, await last.Now());
        await last.MoveTo(Start.AddDays(3000));
        Assert.Equal([(Start.AddDays(400), "gewekt")], database.Lines(instance).Select(l => (l.At.ToOffset(Start.Offset), l.Text)));
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await RunningHost.Start(_data, ["--no-demo", "--simulated-clock", Begin]);
        var second = await BuiltProgram.Run("up", "--data", _data, "--urls", "http://127.0.0.1:0", "--no-demo");
        Assert.Equal(2, second.Exit);
        Assert.Equal($"Er draait al een dienst op de map {_data}. Stop die eerst, of kies een andere map met --data.", second.Error.Trim());
        Assert.Equal(Start, await first.Now());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone_and_said_so()
    {
        var file = Path.Combine(_data, "workflow.db");
        await File.WriteAllTextAsync(file, "Dit is geen database, maar een notitie. " + new string('x', 5000));
        var before = await File.ReadAllBytesAsync(file);
        foreach (var verb in (string[][])[["up", "--urls", "http://127.0.0.1:0"], ["invariants"], ["import", Path.Combine(AppContext.BaseDirectory, "appsettings.json")]])
        {
            var ended = await BuiltProgram.Run([.. verb, "--data", _data]);
            Assert.Equal(2, ended.Exit);
            Assert.Contains(file, ended.Error, StringComparison.Ordinal);
            Assert.Contains("niet te lezen", ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone_and_said_so()
    {
        await using (await PreparedDatabase.Open(_data, Begin))
        {
        }

        SqliteConnection.ClearAllPools();
        var file = Path.Combine(_data, "workflow.db");
        await using (var connection = new SqliteConnection("Data Source=" + file + ";Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')";
            await command.ExecuteNonQueryAsync();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(file);
        var ended = await BuiltProgram.Run("up", "--data", _data, "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, ended.Exit);
        Assert.Contains("nieuwere versie van het programma", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }
}
