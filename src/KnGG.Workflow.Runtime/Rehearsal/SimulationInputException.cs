namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>What was given to a run cannot be used; the Dutch message names the file or field.</summary>
public sealed class SimulationInputException : Exception
{
    /// <summary>Makes the error without a message.</summary>
    public SimulationInputException()
    {
    }

    /// <summary>Makes the error.</summary>
    public SimulationInputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    public SimulationInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
