using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>Goes on with repairs, also those that a process left behind when it died: the next child, or the next second look.</summary>
internal sealed class RepairLoop(RepairDesk desk) : IDueWork
{
    // After steps and migrations: the second look wants to see what they did.
    public int Order => 60;

    public DateTimeOffset? NextDue() => desk.NextDue();

    public Task<bool> RunDue(CancellationToken stop) => Task.FromResult(desk.NextDue() is not null && (desk.TakeNext() || desk.LookNext()));
}
