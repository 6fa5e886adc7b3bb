using KnGG.Workflow.Engine.Expressions.Library;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>A function of the library.</summary>
internal delegate Value Function(Run run, Arguments arguments);

/// <summary>A method of the library on a value of one kind.</summary>
internal delegate Value Method(Run run, Value self, Arguments arguments);

/// <summary>The arguments of one call. A function among them is kept apart and counts as undefined in its place.</summary>
internal readonly struct Arguments(Value[] values, Callback? callback, TextPattern? pattern = null)
{
    public int Count => values.Length;

    public Value[] All => values;

    /// <summary>The function that was given; only for methods that need one, for which the compiler has seen to it.</summary>
    public Callback Callback => callback!;

    public bool HasCallback => callback is not null;

    public TextPattern? Pattern => pattern;

    public Value this[int index] => index < values.Length ? values[index] : Value.Undefined;
}

/// <summary>The arguments of a call as they are written.</summary>
internal sealed class ArgumentNodes(Node[] nodes, bool spreads, Callback? callback, TextPattern? pattern)
{
    private static readonly Value[] None = [];

    public Arguments Evaluate(Run run)
    {
        if (spreads)
        {
            return new Arguments([.. ListNode.Evaluate(run, nodes)], callback, pattern);
        }

        var values = nodes.Length == 0 ? None : new Value[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            values[i] = nodes[i].Evaluate(run);
        }

        return new Arguments(values, callback, pattern);
    }
}

/// <summary>Math.max(a, b).</summary>
internal sealed class FunctionCallNode(Function function, ArgumentNodes arguments, Ownership owned, Position at) : Node
{
    public override Ownership Owned => owned;

    public override Value Evaluate(Run run)
    {
        var values = arguments.Evaluate(run);
        run.At = at;
        return function(run, values);
    }
}

/// <summary>target.method(arguments).</summary>
internal sealed class MethodCallNode(Node target, string name, MethodEntry entry, ArgumentNodes arguments, Position at) : Node
{
    public override Ownership Owned => entry.Owned;

    public override Value Evaluate(Run run)
    {
        var self = target.Evaluate(run);
        run.At = at;
        var method = entry.On(self.Kind);
        if (method is null || (self.Kind == ValueKind.Map && self.AsMap.ContainsKey(name)))
        {
            throw run.Fail($"{Describe.Value(self)} heeft geen functie '{name}'.");
        }

        var values = arguments.Evaluate(run);
        run.At = at;
        return method(run, self, values);
    }
}

/// <summary>/pattern/.test(text).</summary>
internal sealed class PatternCallNode(TextPattern pattern, bool test, ArgumentNodes arguments, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var values = arguments.Evaluate(run);
        run.At = at;
        var text = Coerce.ToText(run, values[0]);
        return test ? Value.Of(pattern.IsMatch(run, text)) : pattern.First(run, text);
    }
}
