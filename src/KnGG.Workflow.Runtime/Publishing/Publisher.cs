using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>
/// Drafts and versions of workflow definitions, by the rules that Elsa has. A version that was ever published never changes. Publishing
/// fixes the version of every definition that is used as an activity, in a set; running instances keep theirs.
/// </summary>
public sealed class Publisher
{
    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly ActivityCatalog _catalog;
    private readonly IReadOnlyList<IDefinitionGuard> _guards;

    /// <summary>Made by dependency injection.</summary>
    public Publisher(StepDatabase database, ServiceClock clock, ActivityCatalog catalog, IEnumerable<IDefinitionGuard> guards)
    {
        _database = database;
        _clock = clock;
        _catalog = catalog;
        _guards = [.. guards];
    }

    /// <summary>Saves a draft: overwrites the newest version when that is a draft, else makes a new one.</summary>
    /// <param name="json">The definition as Elsa 3 JSON.</param>
    /// <param name="definitionId">Which definition, or null for the one that the JSON names; a new one when it names none.</param>
    /// <param name="actor">Who saves.</param>
    /// <exception cref="DefinitionFormatException">The text is no JSON, or no workflow definition.</exception>
    public DefinitionRow Draft(string json, string? definitionId, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var parsed = EngineDoor.Parse(json);
        var now = _clock.Now;
        return _database.Write(t => SaveDraft(t, json, Named(definitionId, parsed, now), parsed, actor, fileHash: null, now));
    }

    /// <summary>Publishes the newest version of a definition.</summary>
    public PublishResult Publish(string definitionId, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = _clock.Now;
        return _database.Write(t => PublishLatest(t, definitionId, actor, now));
    }

    /// <summary>
    /// Takes the published version back: no new instances. Running instances go on. Returns false when no version is published.
    /// </summary>
    public bool Retract(string definitionId, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _database.Write(t => t.Execute(
            "UPDATE workflow_definition SET is_published = 0, set_id = NULL, updated_at = @now, changed_by = @by WHERE definition_id = @id AND is_published = 1",
            ("@now", _clock.Now), ("@by", actor.Id), ("@id", definitionId)) > 0);
    }

    /// <summary>Makes a new draft with the content of an older version. Null when there is no such version.</summary>
    public DefinitionRow? Revert(string definitionId, int version, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = _clock.Now;
        return _database.Write(t => DefinitionRows.Versions(t, definitionId).FirstOrDefault(d => d.Version == version) is { } old
            ? SaveDraft(t, old.Json, definitionId, EngineDoor.Parse(old.Json), actor, fileHash: null, now, alwaysNew: true)
            : null);
    }

    /// <summary>
    /// Deletes the versions of a definition that were never published. A version that was published stays for as long as instances and
    /// their records refer to it; retract it instead. Returns whether the definition is gone altogether.
    /// </summary>
    public bool DeleteDrafts(string definitionId)
    {
        return _database.Write(t =>
        {
            t.Execute("DELETE FROM workflow_definition WHERE definition_id = @id AND was_published = 0", ("@id", definitionId));
            t.Execute(
                """
                UPDATE workflow_definition SET is_latest = 1
                WHERE version_id = (SELECT version_id FROM workflow_definition WHERE definition_id = @id ORDER BY version DESC LIMIT 1)
                """,
                ("@id", definitionId));
            return DefinitionRows.Latest(t, definitionId) is null;
        });
    }

    /// <summary>A version as JSON that another Elsa 3 server can import. Null when there is none.</summary>
    public string? Export(string versionId) => _database.Read(t => DefinitionRows.Find(t, versionId) is { } row ? DefinitionContent.Exported(row) : null);

    /// <summary>Takes in a definition of another server as a draft; publishes it as well when asked to.</summary>
    /// <exception cref="DefinitionFormatException">The text is no JSON, or no workflow definition.</exception>
    public (DefinitionRow Draft, PublishResult? Published) Import(string json, bool publish, Actor actor)
    {
        var draft = Draft(json, definitionId: null, actor);
        var result = publish ? Publish(draft.DefinitionId, actor) : null;
        return (result is PublishResult.Published done ? done.Definition : draft, result);
    }

    /// <summary>
    /// Publishes the definitions of a folder whose file changed since it was imported last. What a coordinator changed in the meantime
    /// stays: an unchanged file is not imported again.
    /// </summary>
    public IReadOnlyList<FolderImport> ImportFolder(string folder)
    {
        var now = _clock.Now;
        return _database.Write(t => new FolderImporter(this).Import(t, folder, now));
    }

    internal DefinitionRow SaveDraft(
        StepTransaction transaction, string json, string definitionId, WorkflowDefinition parsed, Actor actor, string? fileHash, DateTimeOffset now, bool alwaysNew = false)
    {
        var content = DefinitionContent.Read(json);
        var name = parsed.Name.Length > 0 ? parsed.Name : definitionId;
        // A new definition gets both here; what a designer sends back has them, and must be the same content.
        content["definitionId"] = definitionId;
        content["name"] = name;
        var latest = DefinitionRows.Latest(transaction, definitionId);
        var overwrite = latest is { WasPublished: false } && !alwaysNew;
        var version = overwrite ? latest!.Version : (latest?.Version ?? 0) + 1;
        var versionId = overwrite ? latest!.VersionId : Ids.New(now).ToString("N");
        transaction.Execute("UPDATE workflow_definition SET is_latest = 0 WHERE definition_id = @id AND is_latest = 1", ("@id", definitionId));
        transaction.Execute(
            """
            INSERT INTO workflow_definition (version_id, definition_id, version, name, description, json, content_hash, is_latest, is_published, was_published,
                                             usable_as_activity, file_hash, created_at, updated_at, changed_by)
            VALUES (@version_id, @definition_id, @version, @name, @description, @json, @content_hash, 1, 0, 0, @usable_as_activity, @file_hash, @now, @now, @by)
            ON CONFLICT (version_id) DO UPDATE SET name = excluded.name, description = excluded.description, json = excluded.json, content_hash = excluded.content_hash,
                   is_latest = 1, usable_as_activity = excluded.usable_as_activity, file_hash = excluded.file_hash, updated_at = excluded.updated_at,
                   changed_by = CASE WHEN workflow_definition.content_hash = excluded.content_hash THEN workflow_definition.changed_by ELSE excluded.changed_by END
            """,
            ("@version_id", versionId), ("@definition_id", definitionId), ("@version", version), ("@name", name), ("@description", parsed.Description),
            ("@json", DefinitionContent.Stored(content, definitionId, versionId, version, name)), ("@content_hash", DefinitionContent.HashOf(content)),
            ("@usable_as_activity", parsed.UsableAsActivity), ("@file_hash", fileHash), ("@now", now), ("@by", actor.Id));
        return DefinitionRows.Find(transaction, versionId)!;
    }

    /// <param name="transaction">The transaction.</param>
    /// <param name="definitionId">Which definition.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="now">The moment.</param>
    /// <param name="together">Drafts that are published in the same transaction: what holds between definitions is held against them.</param>
    internal PublishResult PublishLatest(
        StepTransaction transaction, string definitionId, Actor actor, DateTimeOffset now, IReadOnlyDictionary<string, WorkflowDefinition>? together = null)
    {
        if (DefinitionRows.Latest(transaction, definitionId) is not { } latest)
        {
            return new PublishResult.NotFound();
        }

        if (latest.IsPublished)
        {
            return new PublishResult.Published(latest, AlreadyPublished: true, [], []);
        }

        var definition = EngineDoor.Parse(latest.Json);
        var (set, problems) = Checked(transaction, definition, together);
        if (problems.Any(p => p.IsError))
        {
            return new PublishResult.Refused(problems);
        }

        if (SecondPair.Missing(transaction, latest, actor, now) is { } missing)
        {
            return new PublishResult.Refused([missing]);
        }

        transaction.Execute(
            "UPDATE workflow_definition SET is_published = 0, set_id = NULL WHERE definition_id = @id AND is_published = 1", ("@id", definitionId));
        transaction.Execute(
            "UPDATE workflow_definition SET is_published = 1, was_published = 1, published_at = @now, updated_at = @now, changed_by = @by, set_id = @set WHERE version_id = @id",
            ("@now", now), ("@by", actor.Id), ("@set", SetRows.Keep(transaction, set, now)), ("@id", latest.VersionId));
        PublishApprovalRows.Close(transaction, latest, now);
        return new PublishResult.Published(DefinitionRows.Find(transaction, latest.VersionId)!, AlreadyPublished: false, RenewConsumers(transaction, definitionId, now), problems);
    }

    private (DefinitionSet Set, List<DefinitionProblem> Problems) Checked(
        StepTransaction transaction, WorkflowDefinition definition, IReadOnlyDictionary<string, WorkflowDefinition>? together)
    {
        var published = Resolver(transaction, definition);
        var built = EngineDoor.Build(definition, published, _catalog);
        var request = new PublishRequest(
            definition,
            built.Set,
            id => id != definition.DefinitionId && together?.GetValueOrDefault(id) is { } draft ? draft : published(id),
            DefinitionRows.Published(transaction, definition.DefinitionId) is { } before ? EngineDoor.Parse(before.Json) : null);
        var problems = built.Problems.Concat(_guards.SelectMany(g => g.Check(request)));
        return (built.Set, [.. problems.DistinctBy(p => (p.Code, p.ActivityId, p.Message)).OrderBy(p => p.IsError ? 0 : 1).ThenBy(p => p.Line)]);
    }

    // Definitions that use this one: their next instances take the new version. Those that run keep their set.
    private List<string> RenewConsumers(StepTransaction transaction, string definitionId, DateTimeOffset now)
    {
        var renewed = new List<string>();
        foreach (var row in DefinitionRows.AllPublished(transaction).Where(r => r.DefinitionId != definitionId))
        {
            var set = Build(transaction, EngineDoor.Parse(row.Json)).Set;
            if (set.Used.ContainsKey(definitionId))
            {
                transaction.Execute("UPDATE workflow_definition SET set_id = @set WHERE version_id = @id", ("@set", SetRows.Keep(transaction, set, now)), ("@id", row.VersionId));
                renewed.Add(row.DefinitionId);
            }
        }

        return renewed;
    }

    private DefinitionSetResult Build(StepTransaction transaction, WorkflowDefinition definition) =>
        EngineDoor.Build(definition, Resolver(transaction, definition), _catalog);

    // Each once: a check looks at the same definition from many places.
    private static Func<string, WorkflowDefinition?> Resolver(StepTransaction transaction, WorkflowDefinition definition)
    {
        var known = new Dictionary<string, WorkflowDefinition?>(StringComparer.Ordinal) { [definition.DefinitionId] = definition };
        return id =>
        {
            if (!known.TryGetValue(id, out var found))
            {
                known[id] = found = DefinitionRows.Published(transaction, id) is { } row ? EngineDoor.Parse(row.Json) : null;
            }

            return found;
        };
    }

    private static string Named(string? given, WorkflowDefinition parsed, DateTimeOffset now) =>
        given is { Length: > 0 } ? given : parsed.DefinitionId.Length > 0 ? parsed.DefinitionId : Ids.New(now).ToString("N");
}
