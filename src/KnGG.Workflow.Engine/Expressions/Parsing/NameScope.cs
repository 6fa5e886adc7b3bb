using KnGG.Workflow.Engine.Expressions.Nodes;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>The names that one block or function introduces.</summary>
internal sealed class NameScope(NameScope? outer, int functionDepth)
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lookedUpOutside = new(StringComparer.Ordinal);

    public NameScope? Outer { get; } = outer;

    public int FunctionDepth { get; } = functionDepth;

    /// <summary>False when the name exists here already, or was used before this place: JavaScript has an error for both.</summary>
    public bool TryAdd(Binding binding) => !_lookedUpOutside.Contains(binding.Name) && _names.TryAdd(binding.Name, binding);

    public Binding? Find(string name, int fromDepth)
    {
        if (_names.TryGetValue(name, out var binding))
        {
            binding.Uses++;
            binding.UsedInInnerFunction |= fromDepth > binding.FunctionDepth;
            return binding;
        }

        _lookedUpOutside.Add(name);
        return Outer?.Find(name, fromDepth);
    }
}
