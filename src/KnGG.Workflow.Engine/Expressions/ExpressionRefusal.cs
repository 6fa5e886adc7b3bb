namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Why a text is no expression that this service runs, and where.</summary>
/// <param name="Message">A Dutch sentence for the person who wrote the expression.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record ExpressionRefusal(string Message, int Line, int Column);
