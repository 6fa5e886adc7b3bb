namespace KnGG.Workflow.Engine.Instances;

/// <summary>A stored state cannot be used: unreadable, of a newer schema, or not of this definition. Nothing may be stored in its place.</summary>
public sealed class InstanceStateException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, in Dutch.</param>
    /// <param name="inner">What the reader said, or null.</param>
    public InstanceStateException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
