using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Refuses definitions that must not run on children. Every registered guard is asked at publishing, never for drafts.</summary>
public interface IDefinitionGuard
{
    /// <summary>What is wrong with a definition. An error refuses publishing; a warning is shown.</summary>
    /// <param name="request">The definition and what stands beside it.</param>
    IEnumerable<DefinitionProblem> Check(PublishRequest request);
}

/// <summary>What somebody wants to publish.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Set">The same with everything it uses, bound.</param>
/// <param name="Resolve">Gives another definition as it would run beside this one; null when there is none.</param>
/// <param name="Before">The version that is published now, or null.</param>
public sealed record PublishRequest(WorkflowDefinition Definition, DefinitionSet Set, Func<string, WorkflowDefinition?> Resolve, WorkflowDefinition? Before);

/// <summary>How a request to publish ended. A closed family.</summary>
public abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <summary>It is published.</summary>
    /// <param name="Definition">The version.</param>
    /// <param name="AlreadyPublished">Whether it was so before.</param>
    /// <param name="Consumers">Definitions that use it and whose new instances take it from now on.</param>
    /// <param name="Warnings">What is not wrong but deserves a look.</param>
    public sealed record Published(DefinitionRow Definition, bool AlreadyPublished, IReadOnlyList<string> Consumers, IReadOnlyList<DefinitionProblem> Warnings) : PublishResult;

    /// <summary>
    /// It was refused and no version changed. When only a second pair of eyes is missing, the request for it is written down.
    /// </summary>
    /// <param name="Problems">Why; the errors first.</param>
    public sealed record Refused(IReadOnlyList<DefinitionProblem> Problems) : PublishResult;

    /// <summary>There is no such definition.</summary>
    public sealed record NotFound : PublishResult;
}

/// <summary>What an import of a folder did with one file.</summary>
/// <param name="File">The file.</param>
/// <param name="DefinitionId">The definition, or empty when the file is not readable.</param>
/// <param name="Result">published, unchanged or refused.</param>
/// <param name="Problems">Why it was refused, or warnings.</param>
public sealed record FolderImport(string File, string DefinitionId, string Result, IReadOnlyList<DefinitionProblem> Problems);
