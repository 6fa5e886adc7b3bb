namespace KnGG.Workflow.Runtime.Steps;

/// <summary>
/// Work that becomes due: steps, mails, recurring jobs. In real time each has its own loop; with the simulated clock
/// <see cref="Clock.SimulatedClock"/> goes through all of them from due moment to due moment.
/// </summary>
public interface IDueWork
{
    /// <summary>Order among works that are due at the same moment; steps are 0, mail is 100.</summary>
    int Order { get; }

    /// <summary>The first due moment of what is left to do, past or future, by the service's clock; null when nothing is left.</summary>
    DateTimeOffset? NextDue();

    /// <summary>Does something that is due now. Returns false when nothing was due.</summary>
    Task<bool> RunDue(CancellationToken stop);
}
