using System.Diagnostics.CodeAnalysis;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Either a compiled expression or the reasons why there is none.</summary>
public sealed class CompileResult
{
    private CompileResult(CompiledExpression? expression, IReadOnlyList<ExpressionRefusal> refusals)
    {
        Expression = expression;
        Refusals = refusals;
    }

    /// <summary>The expression, or null when it was refused.</summary>
    public CompiledExpression? Expression { get; }

    /// <summary>The reasons of a refusal, in the order of the text; empty when there is an expression.</summary>
    public IReadOnlyList<ExpressionRefusal> Refusals { get; }

    /// <summary>Whether there is an expression.</summary>
    [MemberNotNullWhen(true, nameof(Expression))]
    public bool IsCompiled => Expression is not null;

    internal static CompileResult Compiled(CompiledExpression expression) => new(expression, []);

    internal static CompileResult Refused(IReadOnlyList<ExpressionRefusal> refusals) => new(null, refusals);
}
