using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Publishing;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Starts and ends instances, in the transaction of whoever wants it.</summary>
public sealed class InstanceStarter
{
    private readonly DefinitionSets _sets;

    /// <summary>Made by dependency injection.</summary>
    public InstanceStarter(DefinitionSets sets) => _sets = sets;

    /// <summary>
    /// Makes an instance of the version that is published now, and the stimulus that starts it. Returns its id, or null when no
    /// version of the definition is published.
    /// </summary>
    /// <param name="transaction">The transaction of whoever wants it.</param>
    /// <param name="definitionId">Which definition.</param>
    /// <param name="input">Its inputs.</param>
    /// <param name="correlationId">Correlation id; for care the trajectory id. Null for none.</param>
    /// <param name="actor">Who starts it.</param>
    /// <param name="now">The instant.</param>
    public Guid? Start(StepTransaction transaction, string definitionId, ValueMap input, string? correlationId, Actor actor, DateTimeOffset now)
    {
        var id = Ids.New(now);
        return StartAs(transaction, id, definitionId, input, correlationId, parent: null, actor, now) ? id : null;
    }

    /// <summary>Makes an instance that is pinned to a given set, such as that of a draft in the sandbox.</summary>
    public Guid StartOn(StepTransaction transaction, long setId, ValueMap input, string? correlationId, Actor actor, DateTimeOffset now)
    {
        var id = Ids.New(now);
        var state = Stepper.NewInstance(id, _sets.Get(transaction, setId), correlationId);
        InstanceStore.Insert(transaction, state, setId, now);
        StimulusWriter.Add(transaction, id, new StartInstance(input), actor, now);
        return id;
    }

    /// <summary>Ends an instance, its waits, tasks and children; in a step of its own that follows at once.</summary>
    public static void Cancel(StepTransaction transaction, Guid instanceId, string reason, Actor actor, DateTimeOffset now) =>
        StimulusWriter.Add(transaction, instanceId, new CancelInstance(reason), actor, now);

    internal bool StartAs(
        StepTransaction transaction, Guid id, string definitionId, ValueMap input, string? correlationId, (Guid InstanceId, Guid? BookmarkId)? parent, Actor actor, DateTimeOffset now)
    {
        if (_sets.Published(transaction, definitionId) is not { } published)
        {
            return false;
        }

        var state = Stepper.NewInstance(id, published.Set, correlationId, parent);
        InstanceStore.Insert(transaction, state, published.SetId, now);
        StimulusWriter.Add(transaction, id, new StartInstance(input), actor, now);
        return true;
    }
}
