using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>...value inside a list or a call.</summary>
internal sealed class SpreadNode(Node operand, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var value = operand.Evaluate(run);
        run.At = at;
        return value;
    }
}

/// <summary>[a, ...b].</summary>
internal sealed class ListNode(Node[] items, bool spreads) : Node
{
    public override Ownership Owned => Ownership.Outer;

    public override Value Evaluate(Run run)
    {
        if (spreads)
        {
            return run.List(Evaluate(run, items));
        }

        var values = Run.NewArray(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(run);
        }

        return Value.Of((IReadOnlyList<Value>)values);
    }

    /// <summary>Evaluates items of which some are spread out.</summary>
    public static List<Value> Evaluate(Run run, Node[] items)
    {
        var values = new List<Value>();
        foreach (var item in items)
        {
            var value = item.Evaluate(run);
            if (item is SpreadNode)
            {
                Iteration.AddTo(run, values, value);
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }
}

/// <summary>One member of a map literal; without a key it is spread out.</summary>
internal readonly record struct MemberPart(Node? Key, Node Value, Position At);

/// <summary>{ a: 1, ...b }.</summary>
internal sealed class MapNode(MemberPart[] parts) : Node
{
    public override Ownership Owned => Ownership.Outer;

    public override Value Evaluate(Run run)
    {
        var builder = new MapBuilder(parts.Length);
        foreach (var part in parts)
        {
            if (part.Key is null)
            {
                var spread = part.Value.Evaluate(run);
                run.At = part.At;
                builder.AddAll(run, spread);
            }
            else
            {
                var keyValue = part.Key.Evaluate(run);
                run.At = part.At;
                var key = Coerce.ToKey(run, keyValue);
                builder.Set(run, key, part.Value.Evaluate(run));
            }
        }

        return builder.Build();
    }
}
