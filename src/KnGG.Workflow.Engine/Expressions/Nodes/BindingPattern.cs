using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>What stands left of the = of a constant, or in the parentheses of a function.</summary>
internal abstract class BindingPattern
{
    public abstract void Bind(Run run, Value value);
}

/// <summary>A name.</summary>
internal sealed class NamePattern(Binding binding) : BindingPattern
{
    private readonly int _slot = binding.Slot;

    public override void Bind(Run run, Value value) => run.Slots[_slot] = value;
}

/// <summary>A pattern with a value for when there is none.</summary>
internal sealed class DefaultPattern(BindingPattern inner, Node fallback) : BindingPattern
{
    public override void Bind(Run run, Value value) =>
        inner.Bind(run, value.Kind == ValueKind.Undefined ? fallback.Evaluate(run) : value);
}

/// <summary>[a, b, ...rest].</summary>
internal sealed class ListPattern(BindingPattern?[] items, BindingPattern? rest, Position at) : BindingPattern
{
    public override void Bind(Run run, Value value)
    {
        run.At = at;
        var values = new List<Value>();
        Iteration.AddTo(run, values, value);
        for (var i = 0; i < items.Length; i++)
        {
            items[i]?.Bind(run, i < values.Count ? values[i] : Value.Undefined);
        }

        rest?.Bind(run, run.List(values.Count > items.Length ? values[items.Length..] : []));
    }
}

/// <summary>{ a, b: c, ...rest }.</summary>
internal sealed class MapPattern((string Key, BindingPattern Pattern)[] members, BindingPattern? rest, Position at) : BindingPattern
{
    public override void Bind(Run run, Value value)
    {
        run.At = at;
        if (value.IsNullish)
        {
            throw run.Fail($"{Describe.Value(value)} is geen object.");
        }

        foreach (var (key, pattern) in members)
        {
            run.At = at;
            pattern.Bind(run, Property.Get(run, value, key));
        }

        rest?.Bind(run, Others(run, value));
    }

    private Value Others(Run run, Value value)
    {
        var builder = new MapBuilder();
        foreach (var (key, member) in Iteration.Members(run, value))
        {
            if (!Array.Exists(members, m => m.Key == key))
            {
                builder.Set(run, key, member);
            }
        }

        run.Charge(members.Length);
        return builder.Build();
    }
}
