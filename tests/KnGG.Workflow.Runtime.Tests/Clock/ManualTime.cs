namespace KnGG.Workflow.Runtime.Tests.Clock;

/// <summary>Time that moves only when a test says so.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset instant) => _now = instant;

    public void Advance(TimeSpan length) => _now += length;
}
