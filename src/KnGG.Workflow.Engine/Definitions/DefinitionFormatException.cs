namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A text is no workflow definition. The message is Dutch and meant for the person who offered the text.</summary>
public sealed class DefinitionFormatException : Exception
{
    /// <summary>Makes the exception for one place in the text.</summary>
    /// <param name="message">What is wrong, in Dutch.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="inner">What the JSON reader said, or null.</param>
    public DefinitionFormatException(string message, int line, int column, Exception? inner = null)
        : base(message, inner)
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }
}
