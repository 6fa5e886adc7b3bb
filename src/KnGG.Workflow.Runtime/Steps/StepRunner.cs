using System.Globalization;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Telemetry;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Takes one step inside a transaction: load, decide, write. Ending an instance ends its children in the same transaction.</summary>
internal sealed class StepRunner
{
    internal static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("nl-NL");

    private readonly DefinitionSets _sets;
    private readonly ICareRows _care;
    private readonly StepCommit _commit;

    public StepRunner(DefinitionSets sets, ICareRows care, StepCommit commit)
    {
        _sets = sets;
        _care = care;
        _commit = commit;
    }

    public void Run(StepTransaction transaction, ClaimedStimulus claimed, DateTimeOffset now)
    {
        using var span = WorkflowTelemetry.Step(claimed);
        var stimulus = StoredStimulus.Read(claimed.Kind, claimed.BookmarkId, claimed.Payload);
        Take(transaction, claimed, claimed.InstanceId, stimulus, ActorJson.Read(claimed.Actor), now);
        while (transaction.NextCancel() is { } cancel)
        {
            Take(transaction, claimed: null, cancel.InstanceId, new CancelInstance(cancel.Reason), Actor.System, now);
        }
    }

    private void Take(StepTransaction transaction, ClaimedStimulus? claimed, Guid instanceId, Stimulus stimulus, Actor actor, DateTimeOffset now)
    {
        if (InstanceStore.Load(transaction, _sets, instanceId) is not { } loaded)
        {
            // The instance was destroyed (retention); what was still meant for it goes with it.
            if (claimed is not null)
            {
                StimulusClaim.Drop(transaction, claimed);
            }

            return;
        }

        var care = loaded is { Set.NeedsCare: true, TrajectoryId: { } trajectory } ? _care.Load(transaction, trajectory, now) : null;
        var context = new StepContext(now, new IdSource(Ids.New(now)), actor, Culture, care);
        var result = Stepper.Decide(loaded.Set, loaded.State, stimulus, context);
        CrashPoint.Hit(CrashPoint.AfterDecide);
        _commit.Write(transaction, claimed, stimulus, loaded, context, result);
    }
}
