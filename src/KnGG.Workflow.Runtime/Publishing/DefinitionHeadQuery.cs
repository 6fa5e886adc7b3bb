using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Reads what lists need of every version, without the JSON.</summary>
public static class DefinitionHeadQuery
{
    /// <summary>Every version of every definition; <see cref="DefinitionRow.Json"/> is left empty.</summary>
    public static IReadOnlyList<DefinitionRow> All(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            """
            SELECT version_id, definition_id, version, name, description, content_hash, is_latest, is_published, was_published, usable_as_activity, created_at, updated_at, changed_by
            FROM workflow_definition
            ORDER BY definition_id, version
            """,
            r => new DefinitionRow
            {
                VersionId = r.Text(0),
                DefinitionId = r.Text(1),
                Version = (int)r.Number(2),
                Name = r.Text(3),
                Description = r.TextOrNull(4),
                ContentHash = r.Text(5),
                IsLatest = r.Number(6) != 0,
                IsPublished = r.Number(7) != 0,
                WasPublished = r.Number(8) != 0,
                UsableAsActivity = r.Number(9) != 0,
                CreatedAt = r.Instant(10),
                UpdatedAt = r.Instant(11),
                ChangedBy = r.Text(12),
            });
    }
}
