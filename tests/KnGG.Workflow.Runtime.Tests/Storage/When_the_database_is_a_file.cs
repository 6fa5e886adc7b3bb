using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Tests.Storage;

public sealed class When_the_database_is_a_file
{
    [Fact]
    public async Task Preparing_beside_an_open_connection_leaves_that_its_locks()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Database.Read(_ =>
        {
            var before = LocksOn(runtime.Options.DatabaseFile);
            Assert.NotEqual(0, before);
            WorkflowDatabase.Prepare(runtime.Options, TimeProvider.System).GetAwaiter().GetResult();
            Assert.InRange(LocksOn(runtime.Options.DatabaseFile), before, int.MaxValue);
            return 0;
        });
    }

    [Fact]
    public async Task The_data_folder_can_be_held_by_one_process_only()
    {
        using var runtime = await TestRuntime.Make();
        var file = Path.Combine(runtime.Folder, ".node.lock");
        using (var first = DirectoryLock.Try(file))
        {
            Assert.NotNull(first);
            Assert.Null(DirectoryLock.Try(file));
        }

        using var again = DirectoryLock.Try(file);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_by_name()
    {
        WorkflowDatabase.Refuse("x.db", []);
        Assert.Contains("20990101_Later", Assert.Throws<DatabaseTooNewException>(() => WorkflowDatabase.Refuse("x.db", ["20990101_Later"])).Message);
    }

    // A lost lock shows only when another process acts on it, by removing the log under an open connection; the kernel's own list shows it at once.
    private static int LocksOn(string file)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%i", file]) { RedirectStandardOutput = true })!;
        var inode = stat.StandardOutput.ReadToEnd().Trim();
        stat.WaitForExit();
        return File.ReadLines("/proc/locks").Count(l => l.Contains("POSIX", StringComparison.Ordinal) && l.Contains($":{inode} ", StringComparison.Ordinal));
    }
}
