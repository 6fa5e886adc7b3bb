namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Why a definition cannot be used as it stands.</summary>
/// <param name="Code">What kind of problem, such as missing-definition; stable.</param>
/// <param name="Severity">"error" or "warning".</param>
/// <param name="ActivityId">The activity, or null for the definition as a whole.</param>
/// <param name="Line">The line of the activity in the text that was read, from 1.</param>
/// <param name="Message">A Dutch sentence for the coordinator.</param>
public sealed record DefinitionProblem(string Code, string Severity, string? ActivityId, int Line, string Message)
{
    /// <summary>Whether publishing is refused.</summary>
    public bool IsError => Severity == "error";
}
