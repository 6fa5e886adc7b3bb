using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>target.name.</summary>
internal sealed class MemberNode(Node target, string name, Position at) : Node
{
    public override Ownership Owned => target.Owned == Ownership.Whole ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var value = target.Evaluate(run);
        run.At = at;
        return Property.Get(run, value, name);
    }
}

/// <summary>target[key].</summary>
internal sealed class IndexNode(Node target, Node key, Position at) : Node
{
    public override Ownership Owned => target.Owned == Ownership.Whole ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var value = target.Evaluate(run);
        var index = key.Evaluate(run);
        run.At = at;
        return Property.Get(run, value, index);
    }
}

/// <summary>target?.rest: the rest of the chain is skipped when the target is null or undefined.</summary>
internal sealed class OptionalNode(Node target, Binding held, Node rest) : Node
{
    public override Ownership Owned => rest.Owned;

    public override Value Evaluate(Run run)
    {
        var value = target.Evaluate(run);
        if (value.IsNullish)
        {
            return Value.Undefined;
        }

        run.Slots[held.Slot] = value;
        return rest.Evaluate(run);
    }
}
