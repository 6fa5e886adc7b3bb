namespace KnGG.Workflow.Engine.Expressions;

/// <summary>An expression could not give a value: an error in it, or a bound that it reached. The only exception that an evaluation throws.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>Makes the exception for one place in the expression.</summary>
    /// <param name="message">A Dutch sentence for the person who wrote the expression.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    public ExpressionException(string message, int line, int column)
        : base(message)
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
