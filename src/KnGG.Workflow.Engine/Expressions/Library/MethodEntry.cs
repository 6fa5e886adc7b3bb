using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>What the compiler and the evaluation know of one method name.</summary>
internal sealed class MethodEntry
{
    public Method? OnText { get; init; }

    public Method? OnList { get; init; }

    public Method? OnNumber { get; init; }

    public Method? OnBoolean { get; init; }

    public Method? OnMap { get; init; }

    /// <summary>Which argument may be a function; -1 when none.</summary>
    public int CallbackAt { get; init; } = -1;

    /// <summary>Whether that argument must be a function.</summary>
    public bool NeedsCallback { get; init; }

    /// <summary>Whether the first argument may be a pattern (regular expression).</summary>
    public bool TakesPattern { get; init; }

    /// <summary>Whether JavaScript changes the list itself.</summary>
    public bool ChangesTarget { get; init; }

    /// <summary>What the caller alone holds of the result.</summary>
    public Ownership Owned { get; init; }

    public Method? On(ValueKind kind) => kind switch
    {
        ValueKind.Text => OnText,
        ValueKind.List => OnList,
        ValueKind.Number => OnNumber,
        ValueKind.Boolean => OnBoolean,
        ValueKind.Map => OnMap,
        _ => null,
    };
}
