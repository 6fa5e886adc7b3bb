using System.Collections.Concurrent;
using System.Text.Json;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>
/// The definition sets by id, bound and compiled. Kept in memory: a set never changes, so a kept one is never stale.
/// </summary>
public sealed class DefinitionSets
{
    private readonly ConcurrentDictionary<long, DefinitionSet> _sets = new();
    private readonly ActivityCatalog _catalog;

    /// <summary>Made by dependency injection.</summary>
    public DefinitionSets(ActivityCatalog catalog) => _catalog = catalog;

    /// <summary>A set by its id.</summary>
    /// <exception cref="InvalidOperationException">There is no such set.</exception>
    public DefinitionSet Get(StepTransaction transaction, long setId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return _sets.TryGetValue(setId, out var known) ? known : _sets.GetOrAdd(setId, Load(transaction, setId));
    }

    /// <summary>The set to which an instance of a definition that is started now is pinned; null when no version is published.</summary>
    public (long SetId, DefinitionSet Set)? Published(StepTransaction transaction, string definitionId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var setId = transaction.First(
            "SELECT set_id FROM workflow_definition WHERE definition_id = @definition_id AND is_published = 1", r => r.NumberOrNull(0), ("@definition_id", definitionId));
        return setId is { } id ? (id, Get(transaction, id)) : null;
    }

    private DefinitionSet Load(StepTransaction transaction, long setId)
    {
        var versionIds = transaction.First("SELECT version_ids FROM definition_set WHERE id = @id", r => r.Text(0), ("@id", setId))
            ?? throw new InvalidOperationException($"Definition set {setId} does not exist.");
        var versions = JsonSerializer.Deserialize<string[]>(versionIds)!.Select(v => DefinitionRows.Parsed(transaction, v)).ToList();
        var used = versions.Skip(1).ToDictionary(d => d.DefinitionId, StringComparer.Ordinal);
        return EngineDoor.Build(versions[0], id => used.GetValueOrDefault(id), _catalog).Set;
    }
}
