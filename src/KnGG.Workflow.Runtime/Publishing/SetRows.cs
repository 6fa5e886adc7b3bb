using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Keeps definition sets: each once, found again by its hash.</summary>
public static class SetRows
{
    /// <summary>The id of a set, which is stored when it is new. All its definitions must be stored versions.</summary>
    public static long Keep(StepTransaction transaction, DefinitionSet set, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(set);
        List<string> versions = [set.Root.VersionId, .. set.Used.Values.Where(d => d.VersionId != set.Root.VersionId).OrderBy(d => d.DefinitionId, StringComparer.Ordinal).Select(d => d.VersionId)];
        var contents = versions.Select(v => v + ":" + (DefinitionRows.Find(transaction, v)?.ContentHash ?? throw new InvalidOperationException($"Version {v} is not stored.")));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', contents))));
        return transaction.First("SELECT id FROM definition_set WHERE hash = @hash", r => (long?)r.Number(0), ("@hash", hash))
            ?? transaction.First(
                """
                INSERT INTO definition_set (hash, root_definition_id, root_version_id, version_ids, created_at)
                VALUES (@hash, @root_definition_id, @root_version_id, @version_ids, @now) RETURNING id
                """,
                r => r.Number(0),
                ("@hash", hash), ("@root_definition_id", set.Root.DefinitionId), ("@root_version_id", set.Root.VersionId),
                ("@version_ids", JsonSerializer.Serialize(versions)), ("@now", now));
    }
}
