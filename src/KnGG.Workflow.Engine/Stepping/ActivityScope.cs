using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>One execution of an activity as the activity itself, and its expressions, see it.</summary>
internal sealed class ActivityScope(StepRun run, Execution execution) : ActivityContext, IExpressionScope
{
    private static readonly string[] Done = ["Done"];

    public StepRun Run { get; } = run;

    public Execution Execution { get; } = execution;

    public BoundNode Bound => Execution.Node;

    /// <summary>The first wait that was made through this scope, for the journal.</summary>
    public Bookmark? FirstNewWait { get; private set; }

    public override ActivityNode Node => Execution.Node.Node;

    public override Guid InstanceId => Run.InstanceId;

    public override Guid ActivityInstanceId => Execution.Id;

    public override string? CorrelationId => Run.CorrelationId;

    public override DateTimeOffset Now => Run.Context.Now;

    public override Actor Actor => Run.Context.Actor;

    public override object? Care
    {
        get
        {
            Run.CareRead = true;
            return Run.Care;
        }
    }

    public override void UpdateCare(object care) => Run.Care = care;

    public override IReadOnlyList<Bookmark> Bookmarks => Execution.Bookmarks;

    public Value LastResult => Run.LastResult;

    string IExpressionScope.InstanceId => Run.InstanceId.ToString();

    string? IExpressionScope.InstanceName => Run.Name;

    string IExpressionScope.DefinitionId => Run.Set.Root.DefinitionId;

    string IExpressionScope.DefinitionVersionId => Run.Set.Root.VersionId;

    int IExpressionScope.DefinitionVersion => Run.Set.Root.Version;

    public override Value GetWorkflowInput(string name) => TryGetInput(name, out var value) ? value : Value.Null;

    public override Value Input(string name) => Bound.Input(name) is { } input ? input.Evaluate(this) : Value.Undefined;

    /// <summary>Whether a condition holds, by .NET's conversion as Elsa has it: no truthiness, and nothing is a fault.</summary>
    public bool Holds(string name) => Bound.Input(name) is { } input && InputValues.Holds(input.EvaluateRaw(this));

    public override void SetOutput(string name, Value value)
    {
        Run.KeepResult(Bound, name, value);
        if (Node.OutputBindings.Count > 0 && Node.OutputBindings.TryGetValue(name, out var reference))
        {
            Assign(reference, value);
        }
    }

    public override Value GetVariable(string name) => TryGetVariable(name, out var value) ? value : Value.Undefined;

    public override void SetVariable(string name, Value value)
    {
        for (var at = Execution; at is not null; at = at.Parent)
        {
            if (at.Variables is { } bag && bag.Find(name) is >= 0 and var place)
            {
                Write(at, bag, place, name, value);
                return;
            }
        }

        throw new ActivityFault($"Er is geen variabele met de naam '{name}'.");
    }

    /// <summary>Reads a variable by id in the scope that declares it, else by name; null when there is none.</summary>
    public Value ReadVariable(string? id, string name)
    {
        if (id is not null && FindDeclared(id) is var (at, declared))
        {
            return at.Variables!.At(at.Variables.Find(declared.Name));
        }

        return TryGetVariable(name, out var value) ? value : Value.Null;
    }

    /// <summary>Sets a variable by id in the scope that declares it, else by name.</summary>
    public void WriteVariable(string? id, string name, Value value)
    {
        if (id is not null && FindDeclared(id) is var (at, declared))
        {
            Write(at, at.Variables!, at.Variables!.Find(declared.Name), declared.Name, value);
            return;
        }

        SetVariable(name, value);
    }

    public bool TryGetVariable(string name, out Value value)
    {
        for (var at = Execution; at is not null; at = at.Parent)
        {
            if (at.Variables is { } bag && bag.Find(name) is >= 0 and var place)
            {
                value = bag.At(place);
                return true;
            }
        }

        value = Value.Undefined;
        return false;
    }

    public bool TryGetInput(string name, out Value value)
    {
        for (var at = Execution; at is not null; at = at.Parent)
        {
            if (at.Node.Definition is null)
            {
                continue;
            }

            var isWorkflow = at.Parent is null;
            if ((isWorkflow ? Run.Input : at.Input).TryGetValue(name, out value))
            {
                return true;
            }

            // An input that the used workflow declares hides one of the same name further out, also when it has no value.
            if (isWorkflow || at.Node.Definition.Inputs.Any(i => i.Name == name))
            {
                return false;
            }
        }

        value = Value.Undefined;
        return false;
    }

    public bool TryGetOutput(string activity, string? output, out Value value) => Run.TryGetResult(activity, output, out value);

    /// <summary>Sets an output of the workflow, or of the workflow used as an activity, around this activity.</summary>
    public void SetWorkflowOutput(string name, Value value)
    {
        for (var at = Execution.Parent; at is not null; at = at.Parent)
        {
            if (at.Node.Definition is not { } definition)
            {
                continue;
            }

            var declared = definition.Outputs.FirstOrDefault(o => o.Name == name);
            var converted = declared is null ? value : InputValues.Convert(value, declared.FullTypeName, name);
            if (at.Parent is null)
            {
                Run.Outputs = Run.Outputs.With(name, converted);
            }
            else
            {
                at.Outputs = at.Outputs.With(name, converted);
            }

            return;
        }
    }

    public override Value GetState(string key) =>
        Execution.Kept.Find(key) is >= 0 and var place ? Execution.Kept.At(place) : Value.Undefined;

    public override void SetState(string key, Value value) => Execution.Kept = Execution.Kept.With(key, value);

    public override Guid NewId() => Run.Context.Ids.Next();

    public override Guid WaitUntil(DateTimeOffset dueAt, string? name = null, Value payload = default)
    {
        var id = Wait(NewId(), BookmarkKinds.Timer, name, dueAt, payload);
        Run.Emit(new SetTimer(id, dueAt, Node.Id));
        return id;
    }

    public override Guid WaitForTask(string name, Value payload = default) => Wait(NewId(), BookmarkKinds.Task, name, null, payload);

    public override Guid WaitForEvent(string name, Value payload = default)
    {
        if (Run.TakeKeptEvent(Execution, name, payload) is { } kept)
        {
            return kept;
        }

        var id = Wait(NewId(), BookmarkKinds.Event, name, null, payload);
        Run.Emit(new AwaitEvent(id, name, Node.Id));
        return id;
    }

    public override Guid StartChildWorkflow(string definitionId, ValueMap input, string? correlationId, bool wait, string? name = null)
    {
        var child = NewId();
        Guid? waitId = wait
            ? Wait(NewId(), BookmarkKinds.Child, name ?? definitionId, null, Value.MapOf((Waits.ChildId, Value.Of(child.ToString()))))
            : null;
        Run.Emit(new StartChild(child, definitionId, input, correlationId, waitId, Node.Id));
        return child;
    }

    public override void Drop(Guid bookmarkId) => Run.DropWait(Execution, bookmarkId);

    public override void Emit(Intent intent) => Run.Emit(intent);

    public override void Narrate(string text, Value details = default) =>
        Run.Tell(new Narrated(Node.Id, Node.NodeId, Node.Type, Execution.Id, text, details));

    public override void Complete(params string[] outcomes) => Run.Complete(Execution, outcomes.Length == 0 ? Done : outcomes);

    public override void Fault(string message) => Run.Fault(Execution, message);

    /// <summary>Puts an activity inside this one in the queue.</summary>
    public void Schedule(BoundNode child, Bag? variables = null) => Run.Schedule(Execution, child, variables);

    private Guid Wait(Guid id, string kind, string? name, DateTimeOffset? dueAt, Value payload)
    {
        var wait = Run.AddWait(Execution, id, kind, name, dueAt, payload);
        FirstNewWait ??= wait;
        return wait.Id;
    }

    // An output is bound to a variable by id; hand-written definitions also name a variable or an output of the workflow.
    private void Assign(string reference, Value value)
    {
        if (FindDeclared(reference) is var (at, declared))
        {
            Write(at, at.Variables!, at.Variables!.Find(declared.Name), declared.Name, value);
        }
        else if (Bound.Owner.Outputs.Any(o => o.Name == reference))
        {
            SetWorkflowOutput(reference, value);
        }
        else if (TryGetVariable(reference, out _))
        {
            SetVariable(reference, value);
        }
    }

    private (Execution At, VariableDefinition Declared)? FindDeclared(string id)
    {
        for (var at = Execution; at is not null; at = at.Parent)
        {
            foreach (var declared in at.Node.Variables)
            {
                if (declared.Id == id && at.Variables is not null)
                {
                    return (at, declared);
                }
            }
        }

        return null;
    }

    private static void Write(Execution at, Bag bag, int place, string name, Value value)
    {
        foreach (var declared in at.Node.Variables)
        {
            if (declared.Name == name)
            {
                value = InputValues.Convert(value, InputValues.TypeOf(declared), name);
                break;
            }
        }

        at.Variables = bag.With(place, value);
    }
}
