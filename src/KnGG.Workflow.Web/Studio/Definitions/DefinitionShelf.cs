using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>TEMPORARY in memory.</summary>
internal sealed class DefinitionShelf(TimeProvider time)
{
    private readonly List<(DefinitionHead Head, string Json)> _all = [];
    private readonly Lock _gate = new();
    private int _stamp;

    public int Stamp => _stamp;

    public IReadOnlyList<DefinitionHead> Heads()
    {
        lock (_gate)
        {
            return [.. _all.Select(a => a.Head)];
        }
    }

    public DefinitionHead? Find(string definitionId, string? versionOptions) =>
        Heads().Where(h => h.DefinitionId == definitionId && h.Fits(versionOptions)).OrderByDescending(h => h.Version).FirstOrDefault();

    public DefinitionHead? FindVersion(string id) => Heads().FirstOrDefault(h => h.Id == id);

    public JsonObject Json(DefinitionHead head)
    {
        lock (_gate)
        {
            return JsonNode.Parse(_all.First(a => a.Head.Id == head.Id).Json)!.AsObject();
        }
    }

    public DefinitionHead Save(string? definitionId, JsonObject json, bool publish, string actor, Func<DefinitionHead, bool> mayReplace)
    {
        lock (_gate)
        {
            definitionId ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            var latest = Find(definitionId, "Latest");
            if (latest is not null) { mayReplace(latest); }
            var version = latest is null ? 1 : latest.IsPublished ? latest.Version + 1 : latest.Version;
            var text = json.ToJsonString(StudioJson.Options);
            var head = new DefinitionHead($"{definitionId}-v{version}", definitionId, version, json.TextOf("name") ?? "", json.TextOf("description"), true, false, (json["options"] as JsonObject)?["usableAsActivity"]?.GetValue<bool>() ?? false, time.GetUtcNow(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
            Change(h => h.DefinitionId == definitionId, h => h with { IsLatest = false });
            _all.RemoveAll(a => a.Head.Id == head.Id);
            _all.Add((head, text));
            _stamp++;
            return publish ? Publish(definitionId, actor).Head : head;
        }
    }

    public (DefinitionHead Head, bool Already) Publish(string definitionId, string actor)
    {
        lock (_gate)
        {
            var latest = Find(definitionId, "Latest") ?? throw StudioRefusal.NotFound("Deze definitie");
            if (latest.IsPublished)
            {
                return (latest, true);
            }

            Change(h => h.DefinitionId == definitionId, h => h with { IsPublished = h.Id == latest.Id });
            _stamp++;
            return (FindVersion(latest.Id)!, false);
        }
    }

    public DefinitionHead Retract(string definitionId, string actor)
    {
        lock (_gate)
        {
            var published = Find(definitionId, "Published") ?? throw StudioRefusal.NotFound("Een gepubliceerde versie");
            Change(h => h.DefinitionId == definitionId, h => h with { IsPublished = false });
            _stamp++;
            return FindVersion(published.Id)!;
        }
    }

    public bool Delete(string definitionId, string actor)
    {
        lock (_gate)
        {
            _stamp++;
            return _all.RemoveAll(a => a.Head.DefinitionId == definitionId) > 0;
        }
    }

    public bool DeleteVersion(string id, string actor)
    {
        lock (_gate)
        {
            var head = FindVersion(id);
            if (head is null)
            {
                return false;
            }

            _all.RemoveAll(a => a.Head.Id == id);
            if (head.IsLatest && Heads().Where(h => h.DefinitionId == head.DefinitionId).MaxBy(h => h.Version) is { } newest)
            {
                Change(h => h.Id == newest.Id, h => h with { IsLatest = true });
            }

            _stamp++;
            return true;
        }
    }

    public DefinitionHead Revert(string definitionId, int version, string actor)
    {
        var old = Find(definitionId, version.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? throw StudioRefusal.NotFound("Deze versie");
        return Save(definitionId, Json(old), false, actor, _ => true);
    }

    public IReadOnlyList<string> Consumers(string definitionId) =>
        [.. Heads().Where(h => h.IsLatest && h.DefinitionId != definitionId && Json(h).ToJsonString().Contains($"\"{definitionId}\"", StringComparison.Ordinal)).Select(h => h.DefinitionId)];

    private void Change(Func<DefinitionHead, bool> which, Func<DefinitionHead, DefinitionHead> how)
    {
        for (var i = 0; i < _all.Count; i++)
        {
            if (which(_all[i].Head))
            {
                _all[i] = (how(_all[i].Head), _all[i].Json);
            }
        }
    }
}
