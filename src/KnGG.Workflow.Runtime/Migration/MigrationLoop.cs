using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Migration;

/// <summary>Takes items of batches that were left behind, by a process that died or by a page that only started them.</summary>
internal sealed class MigrationLoop(Migrator migrator) : IDueWork
{
    // After steps, before mail.
    public int Order => 50;

    public DateTimeOffset? NextDue() => migrator.NextDue();

    public Task<bool> RunDue(CancellationToken stop) => Task.FromResult(migrator.NextDue() is not null && migrator.TakeNext());
}
