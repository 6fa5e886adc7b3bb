using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>What one decision gives: the next state, what happened, and what is to be written in the same commit.</summary>
/// <param name="State">The state after the step.</param>
/// <param name="Facts">What happened, in order: the journal.</param>
/// <param name="Intents">Rows that the same commit writes, in order.</param>
/// <param name="Ignored">
/// True when the stimulus found nothing to do (its bookmark is gone, the instance has ended); the caller says so to whoever sent it.
/// The state is then unchanged but for kept events.
/// </param>
/// <param name="CareRead">Whether an activity looked at <see cref="StepContext.Care"/>; only then it must be stored to decide the step again.</param>
public sealed record StepResult(
    InstanceState State,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<Intent> Intents,
    bool Ignored = false,
    bool CareRead = false);
