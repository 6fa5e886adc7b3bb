using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>
/// The instances of the database. Who designs the chain may see how trajectories run, but not whose they are: a pseudonym stands for the
/// trajectory, and no value that anybody filled in leaves this class. They are ended and repaired on the trajectory's page, with a reason
/// and a log; not from a list of workflows.
/// </summary>
internal sealed class StoredInstances(StepDatabase database, DefinitionShelf definitions, Pseudonyms pseudonyms) : IInstanceSource
{
    private static readonly Value Hidden = Value.Of("verborgen");

    public int Count(InstanceFilter filter) => Stored(filter) is { } stored ? database.Read(t => InstanceListQuery.Count(t, stored)) : 0;

    public IReadOnlyList<InstanceHead> List(InstanceFilter filter, int skip, int take)
    {
        if (Stored(filter) is not { } stored)
        {
            return [];
        }

        var rows = database.Read(t => InstanceListQuery.Page(t, stored, skip, take));
        var versions = Versions();
        return [.. rows.Select(r => Head(r, versions))];
    }

    public InstanceView? Find(string id)
    {
        if (!Guid.TryParse(id, out var instanceId))
        {
            return null;
        }

        var (row, state) = database.Read(t => (InstanceListQuery.Find(t, instanceId), InstanceListQuery.State(t, instanceId)));
        return row is null || state is null ? null : new InstanceView(
            Head(row, Versions()), state.Bookmarks, state.Incidents, Hide(state.Input), Hide(state.Outputs), Hide(state.Variables));
    }

    public IReadOnlyList<JournalLine> Journal(string id) => Guid.TryParse(id, out var instanceId)
        ? [.. database.Read(t => Runtime.Steps.Journal.Read(t, instanceId)).Select(Bare)]
        : [];

    public long? Progress(string id) =>
        Guid.TryParse(id, out var instanceId) && database.Read(t => InstanceListQuery.Find(t, instanceId)) is { } row
            ? row.Version
            : null;

    public bool Cancel(string id, Actor actor) => Refuse(id);

    public bool Delete(string id, Actor actor) => Refuse(id);

    private bool Refuse(string id) => Progress(id) is null ? false : throw new StudioRefusal(
        "Deze uitvoering hoort bij een traject van een kind. Afsluiten of herstellen doet u op de pagina van het traject; hier kan dat niet.");

    // Of a line only what the canvas needs: by which outcome it left, what it waits for, and sentences, which carry no values.
    private static JournalLine Bare(JournalLine line)
    {
        if (line.Data.Kind != ValueKind.Map)
        {
            return line;
        }

        var kept = line.Data.AsMap.Where(m => m.Key is "Outcomes" or "Message" or "Text" or "kind" or "dueAt");
        return line with { Data = Value.Of(ValueMap.From(kept)) };
    }

    private static ValueMap Hide(ValueMap map) =>
        ValueMap.From(map.Select(m => new KeyValuePair<string, Value>(m.Key, m.Value.IsNullish ? Value.Null : Hidden)));

    private InstanceHead Head(InstanceRow row, Dictionary<string, DefinitionHead> versions) => new(
        row.Id.ToString(),
        row.DefinitionId,
        row.DefinitionVersionId,
        versions.GetValueOrDefault(row.DefinitionVersionId)?.Version ?? 1,
        row.Status,
        row.SubStatus,
        row.TrajectoryId is { } trajectory ? pseudonyms.Of(trajectory) : null,
        versions.GetValueOrDefault(row.DefinitionVersionId)?.Name,
        row.IncidentCount,
        row.CreatedAt,
        row.UpdatedAt,
        row.FinishedAt);

    private Dictionary<string, DefinitionHead> Versions() => definitions.Heads().ToDictionary(h => h.Id, StringComparer.Ordinal);

    // Null when nothing can fit: ids of practice runs, versions that do not exist, an unknown pseudonym.
    private InstanceListFilter? Stored(InstanceFilter filter)
    {
        var ids = filter.Ids.Select(i => Guid.TryParse(i, out var id) ? id : (Guid?)null).OfType<Guid>().ToList();
        var versionIds = filter.DefinitionVersionIds;
        if (filter.Version is { } version)
        {
            var ofNumber = definitions.Heads().Where(h => h.Version == version).Select(h => h.Id).ToList();
            versionIds = versionIds.Count == 0 ? ofNumber : [.. versionIds.Intersect(ofNumber, StringComparer.Ordinal)];
            if (versionIds.Count == 0)
            {
                return null;
            }
        }

        var text = filter.SearchTerm;
        if (text is not null && Guid.TryParse(text, out var wanted))
        {
            ids = filter.Ids.Count == 0 || ids.Contains(wanted) ? [wanted] : [];
            text = null;
            if (ids.Count == 0)
            {
                return null;
            }
        }

        // A pseudonym cannot be turned back into a trajectory, so it cannot be searched for either.
        return filter.CorrelationId is not null || (filter.Ids.Count > 0 && ids.Count == 0) ? null : new InstanceListFilter
        {
            Ids = ids,
            DefinitionIds = filter.DefinitionIds,
            DefinitionVersionIds = versionIds,
            Statuses = filter.Statuses,
            SubStatuses = filter.SubStatuses,
            HasIncidents = filter.HasIncidents,
            Text = text,
            Moments = [.. filter.Moments.Select(m => (
                m.Column switch { "CreatedAt" => "created_at", "UpdatedAt" => "updated_at", _ => "finished_at" },
                m.Operator switch { "Is" => "=", "IsNot" => "<>", "LessThan" => "<", "GreaterThan" => ">", "LessThanOrEqual" => "<=", _ => ">=" },
                m.At))],
        };
    }
}
