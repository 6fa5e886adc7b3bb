using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>
/// Removes versions that nothing refers to. A version that an instance or its records ran on, or that a published definition uses, stays:
/// without it a journal of years ago can no longer be read.
/// </summary>
public static class DefinitionRemoval
{
    /// <summary>Whether instances, their records or other published definitions refer to a version.</summary>
    public static bool IsInUse(StepTransaction transaction, DefinitionRow version)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(version);
        return transaction.First(
            """
            SELECT 1 FROM definition_set s
            WHERE s.version_ids LIKE @named AND (
              EXISTS (SELECT 1 FROM workflow_definition d WHERE d.set_id = s.id AND d.definition_id <> @definition_id)
              OR EXISTS (SELECT 1 FROM instance i WHERE i.set_id = s.id)
              OR EXISTS (SELECT 1 FROM archived_set a WHERE a.set_id = s.id)
              OR EXISTS (SELECT 1 FROM step p WHERE p.set_id = s.id))
            LIMIT 1
            """,
            r => (long?)r.Number(0),
            ("@named", $"%\"{version.VersionId}\"%"), ("@definition_id", version.DefinitionId)) is not null;
    }

    /// <summary>Removes one version; the newest that is left becomes the latest. The caller has checked that it is not in use.</summary>
    public static void Remove(StepTransaction transaction, DefinitionRow version)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(version);
        transaction.Execute("DELETE FROM definition_set WHERE root_version_id = @id", ("@id", version.VersionId));
        transaction.Execute("DELETE FROM workflow_definition WHERE version_id = @id", ("@id", version.VersionId));
        transaction.Execute(
            """
            UPDATE workflow_definition SET is_latest = 1
            WHERE version_id = (SELECT version_id FROM workflow_definition WHERE definition_id = @definition_id ORDER BY version DESC LIMIT 1)
            """,
            ("@definition_id", version.DefinitionId));
    }
}
