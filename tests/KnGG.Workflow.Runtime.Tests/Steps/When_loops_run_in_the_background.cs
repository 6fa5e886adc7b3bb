using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_loops_run_in_the_background
{
    [Fact]
    public async Task A_commit_wakes_the_loop_and_stopping_ends_it()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("w", Line("l", "x")));
        var work = new Watched(runtime.Steps);
        using var host = new LoopHost(work, LoopKinds.Steps, runtime.Get<LoopSignals>(), runtime.Clock, NullLogger<LoopHost>.Instance);
        await host.StartAsync(default);
        await work.Idle.WaitAsync();
        var id = runtime.StartInstance("w");
        while (runtime.StatusOf(id) != "Finished")
        {
            await work.Idle.WaitAsync(TestContext.Current.CancellationToken);
        }

        await host.StopAsync(default);
        Assert.Equal(["x"], runtime.LinesOf(id));
    }

    [Fact]
    public async Task A_failure_of_the_database_does_not_end_the_loop()
    {
        using var runtime = await TestRuntime.Make();
        var work = new Failing();
        using var host = new LoopHost(work, LoopKinds.Steps, runtime.Get<LoopSignals>(), runtime.Get<Runtime.Clock.ServiceClock>(), NullLogger<LoopHost>.Instance);
        await host.StartAsync(default);
        await work.Failed.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(host.ExecuteTask!.IsCompleted);
        await host.StopAsync(default);
        Assert.True(host.ExecuteTask.IsCompletedSuccessfully);
    }

    // Asked at 0, and 40 ms later nothing was left to do; in milliseconds.
    [Theory]
    [InlineData(null, 1000)]
    [InlineData(-5, 1000)]
    [InlineData(0, 1000)]
    [InlineData(1, 0)]
    [InlineData(40, 0)]
    [InlineData(41, 1)]
    [InlineData(900, 860)]
    [InlineData(5000, 1000)]
    public void What_became_due_while_it_was_asked_for_is_asked_for_at_once(int? due, int wait) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(wait),
            LoopHost.UntilNext(due is { } at ? TestRuntime.Start.AddMilliseconds(at) : null, TestRuntime.Start, TestRuntime.Start.AddMilliseconds(40)));

    [Fact]
    public void Every_crash_point_is_in_a_story()
    {
        string[] told =
        [
            .. When_the_process_dies.StepPoints.Select(p => p.Data),
            CrashPoint.TaskAnswered, CrashPoint.MailLeased, CrashPoint.MailSent, CrashPoint.ClockMoved,
            .. Migration.When_a_migration_dies.Points.Select(p => p.Data),
            .. Repairs.When_stuck_trajectories_are_repaired.Points.Select(p => p.Data),
            .. Jobs.When_work_recurs.Points.Select(p => p.Data),
            .. Signals.When_an_import_dies.Points.Select(p => p.Data),
            .. Backups.When_a_backup_is_put_back.Points.Select(p => p.Data),
            .. Archive.When_a_trajectory_goes_to_the_archive.Points.Select(p => p.Data),
        ];
        Assert.Equal(CrashPoint.All.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    private sealed class Watched(StepLoop loop) : IDueWork
    {
        public SemaphoreSlim Idle { get; } = new(0);

        public int Order => 0;

        public DateTimeOffset? NextDue() => loop.NextDue();

        public Task<bool> RunDue(CancellationToken stop)
        {
            var did = loop.RunOnce() > 0;
            if (!did)
            {
                Idle.Release();
            }

            return Task.FromResult(did);
        }
    }

    private sealed class Failing : IDueWork
    {
        public SemaphoreSlim Failed { get; } = new(0);

        public int Order => 0;

        public DateTimeOffset? NextDue() => null;

        public Task<bool> RunDue(CancellationToken stop)
        {
            Failed.Release();
            throw new IOException("weg");
        }
    }
}
