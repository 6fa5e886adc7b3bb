using System.Diagnostics.CodeAnalysis;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Either the converted value or the reason why there is none.</summary>
public readonly record struct ConversionResult
{
    private ConversionResult(Value value, string? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The converted value; undefined when there is a problem.</summary>
    public Value Value { get; }

    /// <summary>A Dutch sentence that names the value and the wanted type; null when the value was converted.</summary>
    public string? Problem { get; }

    /// <summary>Whether the value was converted.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsConverted => Problem is null;

    internal static ConversionResult Of(Value value) => new(value, null);

    internal static ConversionResult Refused(string problem) => new(default, problem);
}
