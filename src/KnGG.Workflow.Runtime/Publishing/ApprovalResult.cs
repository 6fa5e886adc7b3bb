using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>How a second look at a draft ended. A closed family.</summary>
public abstract record ApprovalResult
{
    private ApprovalResult()
    {
    }

    /// <summary>It is written; after an approval the draft is live.</summary>
    public sealed record Done : ApprovalResult;

    /// <summary>Nothing waits under this id any more: it was decided, taken back, or the draft was changed.</summary>
    public sealed record NotFound : ApprovalResult;

    /// <summary>This person may not.</summary>
    /// <param name="Why">Dutch sentence.</param>
    public sealed record NotAllowed(string Why) : ApprovalResult;

    /// <summary>The guard rails refuse the draft by now: something that it uses was changed. It keeps waiting.</summary>
    /// <param name="Problems">Why; the errors first.</param>
    public sealed record NotPublished(IReadOnlyList<DefinitionProblem> Problems) : ApprovalResult;
}
