using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>A literal.</summary>
internal sealed class ConstantNode(Value value) : Node
{
    public override Value Evaluate(Run run) => value;
}

/// <summary>The value of a binding.</summary>
internal sealed class LocalNode(Binding binding) : Node
{
    private readonly int _slot = binding.Slot;

    public Binding Binding { get; } = binding;

    // Only a list held by this one name, used once and where it was made, can be changed without anyone noticing.
    public override Ownership Owned =>
        Binding.Uses == 1 && !Binding.UsedInInnerFunction ? Binding.Source?.Owned ?? Ownership.None : Ownership.None;

    public override Value Evaluate(Run run) => run.Slots[_slot];
}

/// <summary>What the compiler knows of one name that the expression introduces.</summary>
internal sealed class Binding(string name, int slot, int functionDepth)
{
    public string Name { get; } = name;

    public int Slot { get; } = slot;

    public int FunctionDepth { get; } = functionDepth;

    /// <summary>Where the value comes from, when that is one node.</summary>
    public Node? Source { get; set; }

    public int Uses { get; set; }

    public bool UsedInInnerFunction { get; set; }
}

/// <summary>Text with values in it.</summary>
internal sealed class TemplateNode(string[] texts, Node[] values, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var parts = new string[texts.Length + values.Length];
        var length = 0L;
        for (var i = 0; i < texts.Length; i++)
        {
            parts[2 * i] = texts[i];
            length += texts[i].Length;
            if (i < values.Length)
            {
                var value = values[i].Evaluate(run);
                run.At = at;
                parts[(2 * i) + 1] = Coerce.ToText(run, value);
                length += parts[(2 * i) + 1].Length;
            }
        }

        run.CheckText(length);
        return Value.Of(string.Concat(parts));
    }
}
