namespace KnGG.Workflow.Runtime.Forms;

/// <summary>A form file cannot be used; the Dutch message names file and field.</summary>
public sealed class FormFormatException : Exception
{
    /// <summary>Makes the error without a message.</summary>
    public FormFormatException()
    {
    }

    /// <summary>Makes the error.</summary>
    public FormFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public FormFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
