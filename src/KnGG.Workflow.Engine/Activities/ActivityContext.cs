using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>What one execution of an activity may see and do inside a decision.</summary>
public abstract class ActivityContext
{
    /// <summary>The activity in its definition.</summary>
    public abstract ActivityNode Node { get; }

    /// <summary>The instance.</summary>
    public abstract Guid InstanceId { get; }

    /// <summary>This execution of the activity.</summary>
    public abstract Guid ActivityInstanceId { get; }

    /// <summary>The instance's correlation id (for care: the trajectory id), or null.</summary>
    public abstract string? CorrelationId { get; }

    /// <summary>The instant of the step.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Who causes the step.</summary>
    public abstract Actor Actor { get; }

    /// <summary>What the host read for its own activities; reading it marks the step so that it is stored. Null when there is none.</summary>
    public abstract object? Care { get; }

    /// <summary>
    /// Lets the activities after this one, in the same step, see what this one has written: from now on <see cref="Care"/> gives this.
    /// The step's own context stays as it was.
    /// </summary>
    public abstract void UpdateCare(object care);

    /// <summary>The waits of this execution.</summary>
    public abstract IReadOnlyList<Bookmark> Bookmarks { get; }

    /// <summary>The definition's inputs as given to the instance (or to the composite around this activity), by name; null value when missing.</summary>
    public abstract Value GetWorkflowInput(string name);

    /// <summary>Evaluates an input, converted to its declared type; the descriptor's default when absent. A conversion or expression error faults the activity.</summary>
    public abstract Value Input(string name);

    /// <summary>Sets an output: kept for getOutputFrom, and written to the variable it is bound to.</summary>
    public abstract void SetOutput(string name, Value value);

    /// <summary>A variable by name through the scopes; undefined when there is none.</summary>
    public abstract Value GetVariable(string name);

    /// <summary>Sets a variable by name in the nearest scope that declares it; a fault when none does.</summary>
    public abstract void SetVariable(string name, Value value);

    /// <summary>A value that this execution kept for itself between steps; undefined when absent.</summary>
    public abstract Value GetState(string key);

    /// <summary>Keeps a value for this execution between steps.</summary>
    public abstract void SetState(string key, Value value);

    /// <summary>A new id from the step's source.</summary>
    public abstract Guid NewId();

    /// <summary>Waits for an instant. Emits <see cref="SetTimer"/>. Returns the bookmark's id.</summary>
    public abstract Guid WaitUntil(DateTimeOffset dueAt, string? name = null, Value payload = default);

    /// <summary>Waits for a task. Makes the bookmark only; the caller emits the intent that opens the task with this id.</summary>
    public abstract Guid WaitForTask(string name, Value payload = default);

    /// <summary>Waits for an event. Emits <see cref="AwaitEvent"/>.</summary>
    public abstract Guid WaitForEvent(string name, Value payload = default);

    /// <summary>Starts a child workflow. Emits <see cref="StartChild"/>. With <paramref name="wait"/> a child bookmark is made and its end resumes this activity. Returns the child's id.</summary>
    public abstract Guid StartChildWorkflow(string definitionId, ValueMap input, string? correlationId, bool wait, string? name = null);

    /// <summary>Withdraws one wait of this execution. Emits <see cref="DropWait"/>.</summary>
    public abstract void Drop(Guid bookmarkId);

    /// <summary>Adds an intent to the step.</summary>
    public abstract void Emit(Intent intent);

    /// <summary>Adds a Dutch sentence to the journal.</summary>
    public abstract void Narrate(string text, Value details = default);

    /// <summary>Ends this execution by one or more outcomes ("Done" when none is given). Waits that are left are dropped.</summary>
    public abstract void Complete(params string[] outcomes);

    /// <summary>Ends this execution by a fault: an incident with this message.</summary>
    public abstract void Fault(string message);
}
