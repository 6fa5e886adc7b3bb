using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>One instance of a run in memory, with its journal.</summary>
public sealed class SimulatedInstance
{
    private readonly List<JournalLine> _journal = [];

    internal SimulatedInstance(int number, DefinitionSet set, InstanceState state, DateTimeOffset createdAt) =>
        (Number, Set, State, CreatedAt, UpdatedAt) = (number, set, state, createdAt, createdAt);

    /// <summary>Its number in the run: 1 is the root.</summary>
    public int Number { get; }

    /// <summary>What it runs.</summary>
    public DefinitionSet Set { get; }

    /// <summary>How it stands.</summary>
    public InstanceState State { get; private set; }

    /// <summary>When it was made, by the clock of the run.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When its last step was, by the clock of the run.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>How many steps it took.</summary>
    public long Steps { get; private set; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<JournalLine> Journal => _journal;

    internal IReadOnlyList<JournalLine> Take(StepResult result, Actor actor, DateTimeOffset at)
    {
        (State, UpdatedAt) = (result.State, at);
        Steps++;
        var from = _journal.Count;
        _journal.AddRange(result.Facts.Select((fact, i) => new JournalLine(
            from + i + 1, Steps, at, actor.Id, fact.ActivityId, fact.NodeId, fact.Type, fact.ActivityInstanceId, fact.Event, fact.Data)));
        return _journal[from..];
    }
}
