namespace KnGG.Workflow.Web.Commands;

/// <summary>Exit codes that scripts rely on.</summary>
internal static class Exit
{
    internal const int Done = 0;

    /// <summary>It ran, and found or did what a caller must notice: a fault, a problem in a definition, a broken promise.</summary>
    internal const int Found = 1;

    /// <summary>It did not run: wrong option, missing file, wrong header, impossible value.</summary>
    internal const int Refused = 2;
}

/// <summary>One option of a verb.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What is expected, such as <c>JJJJ-MM-DD</c>; null for a switch.</param>
/// <param name="Help">One line for people.</param>
internal sealed record Option(string Name, string? Value, string Help)
{
    internal bool Required { get; init; }

    internal bool Repeats { get; init; }

    /// <summary>The only values allowed, or null.</summary>
    internal string[]? OneOf { get; init; }
}

/// <summary>What can be asked of the program on the command line.</summary>
/// <param name="Name">The word typed after kngg.</param>
/// <param name="Summary">One line for the list of verbs.</param>
/// <param name="Example">A call that works.</param>
/// <param name="Options">Its options; <c>--json</c> and <c>--help</c> are added for all.</param>
/// <param name="Run">Does it, and gives the exit code.</param>
internal sealed record Verb(string Name, string Summary, string Example, IReadOnlyList<Option> Options, Func<Arguments, Task<int>> Run)
{
    /// <summary>What comes without an option name, such as <c>BESTAND…</c>; null when nothing does.</summary>
    internal string? Operand { get; init; }

    /// <summary>More than one operand is allowed.</summary>
    internal bool ManyOperands { get; init; }

    /// <summary>Not in the list of verbs: the program starts it itself.</summary>
    internal bool IsHidden { get; init; }

    /// <summary>At least one operand is needed.</summary>
    internal bool OperandRequired { get; init; }

    /// <summary>It answers with one JSON document when asked.</summary>
    internal bool HasJson { get; init; } = true;

    /// <summary>Lines under the options, for what does not fit elsewhere.</summary>
    internal string? Note { get; init; }
}
