using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>A row of the instance list.</summary>
/// <param name="Id">Its id as Studio knows it.</param>
/// <param name="DefinitionId">Definition that it runs.</param>
/// <param name="DefinitionVersionId">Version of it.</param>
/// <param name="Version">Number of that version.</param>
/// <param name="Status">Running or finished.</param>
/// <param name="SubStatus">How exactly.</param>
/// <param name="CorrelationId">Pseudonym of the trajectory, or null.</param>
/// <param name="Name">What it is called, or null.</param>
/// <param name="IncidentCount">Open incidents.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">Its last step.</param>
/// <param name="FinishedAt">When it ended, or null.</param>
internal sealed record InstanceHead(
    string Id,
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string? CorrelationId,
    string? Name,
    int IncidentCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt);

/// <summary>An instance with its waits, incidents and values. Of a child's trajectory the values are hidden before they come here.</summary>
internal sealed record InstanceView(
    InstanceHead Head,
    IReadOnlyList<Bookmark> Bookmarks,
    IReadOnlyList<Incident> Incidents,
    ValueMap Input,
    ValueMap Outputs,
    ValueMap Variables);

/// <summary>What the instance list asks for.</summary>
internal sealed record InstanceFilter
{
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    public IReadOnlyList<string> DefinitionVersionIds { get; init; } = [];

    public string? SearchTerm { get; init; }

    public string? CorrelationId { get; init; }

    public int? Version { get; init; }

    public bool? HasIncidents { get; init; }

    public IReadOnlyList<WorkflowStatus> Statuses { get; init; } = [];

    public IReadOnlyList<WorkflowSubStatus> SubStatuses { get; init; } = [];

    public IReadOnlyList<InstanceMoment> Moments { get; init; } = [];

    /// <summary>Whether an instance fits; the search term looks at ids, name and pseudonym.</summary>
    public bool Fits(InstanceHead head) =>
        (Ids.Count == 0 || Ids.Contains(head.Id))
        && (DefinitionIds.Count == 0 || DefinitionIds.Contains(head.DefinitionId))
        && (DefinitionVersionIds.Count == 0 || DefinitionVersionIds.Contains(head.DefinitionVersionId))
        && (CorrelationId is null || head.CorrelationId == CorrelationId)
        && (Version is null || head.Version == Version)
        && (HasIncidents is null || head.IncidentCount > 0 == HasIncidents)
        && (Statuses.Count == 0 || Statuses.Contains(head.Status))
        && (SubStatuses.Count == 0 || SubStatuses.Contains(head.SubStatus))
        && Moments.All(m => m.Fits(head))
        && (SearchTerm is null || new[] { head.Id, head.DefinitionId, head.DefinitionVersionId, head.Name, head.CorrelationId }
            .Any(text => text?.Contains(SearchTerm, StringComparison.OrdinalIgnoreCase) == true));
}

/// <summary>One condition on a date of an instance.</summary>
/// <param name="Column">CreatedAt, UpdatedAt or FinishedAt.</param>
/// <param name="Operator">Is, IsNot, LessThan, GreaterThan, LessThanOrEqual, GreaterThanOrEqual.</param>
/// <param name="At">Compared with what.</param>
internal sealed record InstanceMoment(string Column, string Operator, DateTimeOffset At)
{
    public bool Fits(InstanceHead head)
    {
        DateTimeOffset? moment = Column switch { "CreatedAt" => head.CreatedAt, "UpdatedAt" => head.UpdatedAt, _ => head.FinishedAt };
        return moment is { } found && Operator switch
        {
            "Is" => found == At,
            "IsNot" => found != At,
            "LessThan" => found < At,
            "GreaterThan" => found > At,
            "LessThanOrEqual" => found <= At,
            _ => found >= At,
        };
    }
}
