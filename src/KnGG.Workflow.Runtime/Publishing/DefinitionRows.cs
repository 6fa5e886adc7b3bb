using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Reads definition rows in a transaction.</summary>
public static class DefinitionRows
{
    private const string Columns =
        """
        SELECT version_id, definition_id, version, name, description, json, content_hash, is_latest, is_published, was_published, usable_as_activity,
               set_id, file_hash, created_at, updated_at, published_at, changed_by
        FROM workflow_definition
        """;

    /// <summary>A version by its id, or null.</summary>
    public static DefinitionRow? Find(StepTransaction transaction, string versionId) => One(transaction, " WHERE version_id = @id", versionId);

    /// <summary>The newest version of a definition, or null.</summary>
    public static DefinitionRow? Latest(StepTransaction transaction, string definitionId) => One(transaction, " WHERE definition_id = @id AND is_latest = 1", definitionId);

    /// <summary>The published version of a definition, or null.</summary>
    public static DefinitionRow? Published(StepTransaction transaction, string definitionId) => One(transaction, " WHERE definition_id = @id AND is_published = 1", definitionId);

    /// <summary>All versions of a definition, newest first.</summary>
    public static IReadOnlyList<DefinitionRow> Versions(StepTransaction transaction, string definitionId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE definition_id = @id ORDER BY version DESC", Read, ("@id", definitionId));
    }

    /// <summary>The published version of every definition, by definition id.</summary>
    public static IReadOnlyList<DefinitionRow> AllPublished(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " WHERE is_published = 1 ORDER BY definition_id", Read);
    }

    /// <summary>A version that must be there, as the engine reads it.</summary>
    internal static WorkflowDefinition Parsed(StepTransaction transaction, string versionId) =>
        EngineDoor.Parse((Find(transaction, versionId) ?? throw new InvalidOperationException($"Definition version {versionId} does not exist.")).Json);

    private static DefinitionRow? One(StepTransaction transaction, string where, string id)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(Columns + where, Read, ("@id", id));
    }

    private static DefinitionRow Read(StepRow row) => new()
    {
        VersionId = row.Text(0),
        DefinitionId = row.Text(1),
        Version = (int)row.Number(2),
        Name = row.Text(3),
        Description = row.TextOrNull(4),
        Json = row.Text(5),
        ContentHash = row.Text(6),
        IsLatest = row.Flag(7),
        IsPublished = row.Flag(8),
        WasPublished = row.Flag(9),
        UsableAsActivity = row.Flag(10),
        SetId = row.NumberOrNull(11),
        FileHash = row.TextOrNull(12),
        CreatedAt = row.Instant(13),
        UpdatedAt = row.Instant(14),
        PublishedAt = row.InstantOrNull(15),
        ChangedBy = row.Text(16),
    };
}
