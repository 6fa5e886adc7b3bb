using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>How much of a value nobody but its one reader can see.</summary>
internal enum Ownership
{
    None,

    /// <summary>The list itself, not what is in it.</summary>
    Outer,

    /// <summary>The value and everything in it.</summary>
    Whole,
}

/// <summary>A checked part of an expression. Nodes never change, so one tree serves all evaluations at once.</summary>
internal abstract class Node
{
    /// <summary>What of the result nobody else can see; only that may be sorted in place. Known when the whole program is read.</summary>
    public virtual Ownership Owned => Ownership.None;

    public abstract Value Evaluate(Run run);
}
