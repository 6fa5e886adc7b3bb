using KnGG.Workflow.Engine.Expressions.Nodes;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Counts how often a program reads each variable, input or output.</summary>
internal sealed class ScopeUses
{
    private readonly Dictionary<string, ScopeUse> _uses = new(StringComparer.Ordinal);

    // A computed name can mean any of them.
    private bool _computed;

    public ScopeUse Of(Node? name, bool inFunction)
    {
        var text = (name as ConstantNode)?.Evaluate(null!).TextOrNull;
        if (string.IsNullOrEmpty(text))
        {
            _computed = true;
            foreach (var known in _uses.Values)
            {
                known.Count++;
            }

            return new ScopeUse { Count = 2 };
        }

        // getMyName() may read MyName or myName, a variable or an input: one count for all of them.
        return Count(char.ToLowerInvariant(text[0]) + text[1..], inFunction);
    }

    /// <summary>Outputs and the last result can be the same object.</summary>
    public ScopeUse OfOutputs(bool inFunction) => Count("", inFunction);

    private ScopeUse Count(string key, bool inFunction)
    {
        if (!_uses.TryGetValue(key, out var use))
        {
            _uses[key] = use = new ScopeUse { Count = _computed ? 1 : 0 };
        }

        use.Count++;
        use.InFunction |= inFunction;
        return use;
    }
}
