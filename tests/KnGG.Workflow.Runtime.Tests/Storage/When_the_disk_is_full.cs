using KnGG.Workflow.Runtime.Backups;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Storage;

public sealed class When_the_disk_is_full : IDisposable
{
    private const int Instances = 60;

    private readonly SmallDisk? _disk = SmallDisk.Mount(16);
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-full-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _disk?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_is_half_written_and_the_loop_goes_on_by_itself_when_there_is_room()
    {
        var options = new RuntimeOptions { DataDirectory = _disk?.Folder ?? _folder, RunLoops = false };
        await WorkflowDatabase.Prepare(options, TimeProvider.System);
        using var runtime = TestRuntime.On(options, TestRuntime.Start);
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", new string('x', 1000))));
        for (var i = 0; i < Instances; i++)
        {
            runtime.StartInstance("w");
        }

        runtime.RunAll();
        runtime.Time.Advance(TimeSpan.FromDays(1));
        Fill(runtime);
        using var host = new LoopHost(runtime.Steps, LoopKinds.Steps, runtime.Get<LoopSignals>(), runtime.Clock, NullLogger<LoopHost>.Instance);
        await host.StartAsync(default);
        while (runtime.Database.Trouble is null && runtime.Count("stimulus") > 0)
        {
            await Task.Yield();
        }

        Assert.Equal(DatabaseTroubleKind.Full, runtime.Database.Trouble?.Kind);
        var refused = Assert.Throws<SqliteException>(() => runtime.StartInstance("w"));
        Assert.Contains("schijf van de database is vol", runtime.Database.TroubleOf(refused)!.Message);
        Assert.True(runtime.Count("step") < 2 * Instances);
        Assert.Equal(Instances, runtime.Count("instance"));
        Assert.Equal(0, runtime.Database.Read(t => t.First("SELECT count(*) FROM stimulus WHERE attempt > 0", r => r.Number(0))));
        Story.MustHold(runtime);

        MakeRoom(runtime);
        while (runtime.Count("stimulus") > 0)
        {
            await Task.Yield();
        }

        await host.StopAsync(default);
        Assert.Null(runtime.Database.Trouble);
        Assert.Equal(2 * Instances, runtime.Count("step"));
        Assert.Equal(0, runtime.Count("incident"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_backup_that_does_not_fit_leaves_nothing_behind()
    {
        Assert.SkipWhen(_disk is null, "Mounting a file system is not allowed here.");
        using var runtime = await TestRuntime.Make();
        _disk.Fill();
        var target = Path.Combine(_disk.Folder, "back-up");
        var refused = await Assert.ThrowsAsync<BackupRefusedException>(() => Backup.Make(runtime.Options, target, _ => throw new InvalidOperationException(), TimeProvider.System));
        Assert.Contains("past niet op de schijf", refused.Message);
        Assert.Equal(["vol"], Directory.EnumerateFileSystemEntries(_disk.Folder).Select(Path.GetFileName));
    }

    // Without a disk of its own: the database may not grow, which gives the same answer of SQLite.
    private void Fill(TestRuntime runtime)
    {
        if (_disk is not null)
        {
            // The log is emptied first: what it has had room for before could be written again without any.
            using (var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(runtime.Options.DatabaseFile, pooling: false)))
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                command.ExecuteNonQuery();
            }

            _disk.Fill();
            return;
        }

        var pages = runtime.Database.Read(t => t.First("PRAGMA page_count", r => r.Number(0)));
        runtime.Database.Write(t => t.Execute(FormattableString.Invariant($"PRAGMA max_page_count = {pages + 4}")));
    }

    private void MakeRoom(TestRuntime runtime)
    {
        if (_disk is not null)
        {
            _disk.MakeRoom();
        }
        else
        {
            runtime.Database.Write(t => t.Execute("PRAGMA max_page_count = 1073741823"));
        }
    }
}
