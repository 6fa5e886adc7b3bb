using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Studio.Access;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>The definitions of the database as Studio handles them; what publishing refuses becomes a refusal in Dutch.</summary>
internal sealed class DefinitionShelf(StepDatabase database, Publisher publisher)
{
    private readonly ConcurrentDictionary<string, Lock> _saving = new(StringComparer.Ordinal);

    /// <summary>Every version of every definition.</summary>
    public IReadOnlyList<DefinitionHead> Heads() => [.. database.Read(DefinitionHeadQuery.All).Select(Head)];

    /// <summary>The newest version of a definition that fits Elsa's version options.</summary>
    public DefinitionHead? Find(string definitionId, string? versionOptions) => versionOptions?.ToUpperInvariant() switch
    {
        // The two that are asked for all the time read one row; the others go through every version.
        "LATEST" => database.Read(t => DefinitionRows.Latest(t, definitionId)) is { } latest ? Head(latest) : null,
        "PUBLISHED" => database.Read(t => DefinitionRows.Published(t, definitionId)) is { } published ? Head(published) : null,
        _ => database.Read(t => DefinitionRows.Versions(t, definitionId)).Select(Head).FirstOrDefault(h => h.Fits(versionOptions)),
    };

    public DefinitionHead? FindVersion(string id) => database.Read(t => DefinitionRows.Find(t, id)) is { } row ? Head(row) : null;

    /// <summary>The JSON of a version; a copy that may be changed.</summary>
    public JsonObject Json(DefinitionHead head) => StudioJson.Parse(Encoding.UTF8.GetBytes(Text(head)))!.AsObject();

    public string Text(DefinitionHead head) =>
        database.Read(t => DefinitionRows.Find(t, head.Id))?.Json ?? throw StudioRefusal.NotFound("Deze versie");

    /// <summary>Saves a draft. <paramref name="check"/> may refuse to replace what is there now.</summary>
    public DefinitionHead Save(string? definitionId, JsonObject json, Actor actor, Action<DefinitionHead> check)
    {
        if (definitionId is null)
        {
            json.Remove("definitionId");
        }

        var text = json.ToJsonString(StudioJson.Options);
        // Between looking at what is there and replacing it nobody else may save. Nodes of a cluster each have their own lock; there the
        // window is the few milliseconds between the two, and version history keeps what was published.
        lock (_saving.GetOrAdd(definitionId ?? "", _ => new Lock()))
        {
            if (definitionId is not null && Find(definitionId, "Latest") is { } latest)
            {
                check(latest);
            }

            try
            {
                return Head(publisher.Draft(text, definitionId, actor));
            }
            catch (DefinitionFormatException e)
            {
                throw new StudioRefusal(e.Message);
            }
        }
    }

    public (DefinitionHead Head, bool Already, IReadOnlyList<string> Consumers) Publish(string definitionId, Actor actor)
    {
        var result = publisher.Publish(definitionId, actor);
        var done = Published(result, result is PublishResult.Refused && Find(definitionId, "Latest") is { } latest ? Json(latest) : []);
        return (Head(done.Definition), done.AlreadyPublished, done.Consumers);
    }

    public DefinitionHead Retract(string definitionId, Actor actor) => publisher.Retract(definitionId, actor)
        ? Find(definitionId, "Latest") ?? throw StudioRefusal.NotFound("Deze definitie")
        : throw StudioRefusal.NotFound("Een gepubliceerde versie van deze definitie");

    public DefinitionHead Revert(string definitionId, int version, Actor actor) =>
        publisher.Revert(definitionId, version, actor) is { } draft ? Head(draft) : throw StudioRefusal.NotFound("Deze versie");

    /// <summary>Removes a definition altogether; refused as long as something refers to it.</summary>
    public bool Delete(string definitionId) => database.Write(t =>
    {
        var versions = DefinitionRows.Versions(t, definitionId);
        if (versions.Any(v => DefinitionRemoval.IsInUse(t, v)))
        {
            throw new StudioRefusal($"'{versions[0].Name}' wordt of werd uitgevoerd, of wordt gebruikt in een gepubliceerde definitie, en kan daarom niet worden verwijderd. U kunt haar wel intrekken: dan begint er niets nieuws mee.");
        }

        foreach (var version in versions)
        {
            DefinitionRemoval.Remove(t, version);
        }

        return versions.Count > 0;
    });

    /// <summary>Removes one version; refused as long as something refers to it.</summary>
    public bool DeleteVersion(string id) => database.Write(t =>
    {
        if (DefinitionRows.Find(t, id) is not { } version)
        {
            return false;
        }

        if (version.IsPublished || DefinitionRemoval.IsInUse(t, version))
        {
            throw new StudioRefusal($"Versie {version.Version} is gepubliceerd of wordt gebruikt, en kan daarom niet worden verwijderd.");
        }

        DefinitionRemoval.Remove(t, version);
        return true;
    });

    /// <summary>Definitions whose newest version names this one: as an activity, or as a child to start.</summary>
    public IReadOnlyList<string> Consumers(string definitionId)
    {
        var named = StudioJson.Write(definitionId);
        return [.. Heads().Where(h => h.IsLatest && h.DefinitionId != definitionId && Text(h).Contains(named, StringComparison.Ordinal)).Select(h => h.DefinitionId)];
    }

    private static PublishResult.Published Published(PublishResult result, JsonObject json) => result switch
    {
        PublishResult.Published done => done,
        PublishResult.Refused refused => throw new StudioRefusal([.. refused.Problems.Where(p => p.IsError).Select(p => AtItsPlace(p, json))]),
        _ => throw StudioRefusal.NotFound("Deze definitie"),
    };

    // Studio shows sentences, not places: the sentence names the activity as it stands on the canvas.
    private static string AtItsPlace(DefinitionProblem problem, JsonObject json)
    {
        var activity = problem.ActivityId is { } id && json["root"] is JsonObject root ? ActivityJson.All(root).FirstOrDefault(a => a.TextOf("id") == id) : null;
        var name = (activity?["metadata"] as JsonObject)?.TextOf("displayText") ?? activity?.TextOf("name") ?? problem.ActivityId;
        return name is null || problem.Message.Contains(name, StringComparison.Ordinal) ? problem.Message : $"Bij '{name}': {problem.Message}";
    }

    private static DefinitionHead Head(DefinitionRow row) => new(
        row.VersionId, row.DefinitionId, row.Version, row.Name, row.Description, row.IsLatest, row.IsPublished, row.UsableAsActivity, row.CreatedAt, row.ContentHash);
}
