using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Runtime.Tests.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Steps;

namespace KnGG.Workflow.Runtime.Tests.Migration;

public class When_a_migration_dies : IDisposable
{
    public static TheoryData<string> Points => [CrashPoint.MigrationWritten, CrashPoint.MigrationCommitted];

    public void Dispose() => CrashPoint.Listen(null);

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Another_process_goes_on_and_nothing_is_lost_or_done_twice(string point)
    {
        using var runtime = await MigrationScene.Make(6);
        runtime.Publish(RecordedPractice.Definition(term: "26wk"));
        var dates = runtime.Dates();
        var batch = runtime.Get<Migrator>().Start(RecordedPractice.Id, null, Actor.System)!.Value;

        // It dies at each item, and the next process gets one item further before it dies as well.
        Assert.True(runtime.DieAt(point, () => runtime.Get<Migrator>().TakeNext()) >= 2, "The point was not passed often enough.");
        var progress = runtime.Get<Migrator>().Progress(batch)!;
        Assert.Equal((MigrationBatchState.Done, 6), (progress.Batch.State, progress.Count(MigrationItemState.Moved)));
        Assert.Equal(dates, runtime.Dates());
        Assert.Equal(6, runtime.Count("step WHERE kind = 'migrated'"));
        Story.MustHold(runtime);
    }
}
