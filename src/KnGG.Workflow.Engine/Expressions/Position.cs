namespace KnGG.Workflow.Engine.Expressions;

/// <summary>A place in the source, from line 1 and column 1.</summary>
internal readonly record struct Position(int Line, int Column);
