using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>A JavaScript expression that was checked once and can be evaluated any number of times, by any number of threads at once.</summary>
public sealed class CompiledExpression
{
    private readonly Node _root;
    private readonly int _slots;

    internal CompiledExpression(string text, Node root, int slots)
    {
        Text = text;
        _root = root;
        _slots = slots;
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// Evaluates the expression. Always ends: the work, the size and the depth of the result are bounded. Undefined
    /// inside a list or map becomes null, because only that can be stored; as the whole result it stays undefined.
    /// </summary>
    /// <exception cref="ExpressionException">The expression has no value here, or reached a bound.</exception>
    public Value Evaluate(IExpressionScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var run = new Run(scope, _slots);
        return Outcome.Storable(run, _root.Evaluate(run));
    }
}
