namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Ends compiling at a place from where the rest cannot be understood; caught in the compiler's one public method.</summary>
internal sealed class RefusedException(string message, Position at) : Exception(message)
{
    public Position At { get; } = at;
}
