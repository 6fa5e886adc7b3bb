using System.Diagnostics;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>
/// Rehearses a draft: decides recorded instances again through it, in memory, and says which of them would have gone otherwise. Reads the
/// database and writes nothing.
/// </summary>
public sealed class RehearsalDesk
{
    private const int PageSize = 200;

    private const string Candidates = "SELECT id, set_id, created_at, trajectory_id, start_correlation_id, parent_instance_id, parent_bookmark_id FROM";

    private const string OfPage =
        "WHERE definition_id = @definition AND set_id = @set AND version > 0 AND (created_at < @at OR (created_at = @at AND id < @after) OR @at IS NULL)";

    private readonly StepDatabase _database;
    private readonly DefinitionSets _sets;
    private readonly ActivityCatalog _catalog;
    private readonly ICareRows _care;

    /// <summary>Made by dependency injection.</summary>
    public RehearsalDesk(StepDatabase database, DefinitionSets sets, ActivityCatalog catalog, ICareRows care)
    {
        _database = database;
        _sets = sets;
        _catalog = catalog;
        _care = care;
    }

    /// <summary>Rehearses a draft against the recorded instances of its definition, and of every definition that uses it as an activity.</summary>
    /// <param name="draft">The draft; its definition id says which instances are meant.</param>
    /// <param name="limit">At most this many instances, the newest first; null for all.</param>
    /// <param name="stop">Stops between two instances.</param>
    public RehearsalReport Run(WorkflowDefinition draft, int? limit = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var clock = Stopwatch.StartNew();
        var tally = new RehearsalTally(draft.DefinitionId);
        var roots = _database.Read(t => Roots(t, draft.DefinitionId));
        var drafts = new Dictionary<string, Rehearser>(StringComparer.Ordinal);
        (DateTimeOffset, Guid)? after = null;
        while (tally.Total < (limit ?? int.MaxValue))
        {
            var page = _database.Read(t => Page(t, roots, after));
            if (page.Count == 0)
            {
                break;
            }

            foreach (var instance in page.Take((limit ?? int.MaxValue) - tally.Total))
            {
                stop.ThrowIfCancellationRequested();
                if (!drafts.TryGetValue(instance.DefinitionId, out var rehearser))
                {
                    rehearser = new Rehearser(Build(draft, instance), _care);
                    drafts.Add(instance.DefinitionId, rehearser);
                }

                // One short view per instance: nobody waits for a rehearsal.
                var (recording, sets) = _database.Read(t => Read(t, instance));
                if (recording.Steps.Count > 0)
                {
                    tally.Add(rehearser.Run(recording, sets, instance.DefinitionId), rehearser.Decisions);
                }
            }

            after = (page[^1].CreatedAt, page[^1].Id);
        }

        return tally.Report(clock.Elapsed);
    }

    private (Recording, Dictionary<long, DefinitionSet>) Read(StepTransaction transaction, Candidate instance)
    {
        var steps = StepRecords.Of(transaction, instance.Id);
        return (
            new Recording(instance.Id, instance.TrajectoryId, instance.Correlation, instance.Parent is { } parent ? (parent, instance.ParentWait) : null, steps),
            steps.Select(s => s.SetId).Distinct().ToDictionary(id => id, id => _sets.Get(transaction, id)));
    }

    // A definition that uses the draft is rehearsed as published now; one that is no longer published, as the instance has it.
    private DefinitionSet Build(WorkflowDefinition draft, Candidate instance) => _database.Read(t =>
    {
        WorkflowDefinition? Published(string id) => id == draft.DefinitionId ? draft : DefinitionRows.Published(t, id) is { } row ? EngineDoor.Parse(row.Json) : null;
        var own = _sets.Get(t, instance.SetId);
        return EngineDoor.Build(Published(instance.DefinitionId) ?? own.Root, id => Published(id) ?? own.Used.GetValueOrDefault(id), _catalog).Set;
    });

    private List<(long SetId, string DefinitionId)> Roots(StepTransaction transaction, string definitionId) =>
    [
        .. transaction.Query("SELECT id, root_definition_id FROM definition_set ORDER BY id", r => (SetId: r.Number(0), DefinitionId: r.Text(1)))
            .Where(s => s.DefinitionId == definitionId || _sets.Get(transaction, s.SetId).Used.ContainsKey(definitionId)),
    ];

    private static List<Candidate> Page(StepTransaction transaction, List<(long SetId, string DefinitionId)> roots, (DateTimeOffset At, Guid Id)? after)
    {
        var found = new List<Candidate>();
        foreach (var (setId, definitionId) in roots)
        {
            found.AddRange(transaction.Query(
                $"{Candidates} instance {OfPage} UNION ALL {Candidates} archived_instance {OfPage} ORDER BY created_at DESC, id DESC LIMIT @take",
                r => new Candidate(r.Id(0), definitionId, r.Number(1), r.Instant(2), r.IdOrNull(3), r.TextOrNull(4), r.IdOrNull(5), r.IdOrNull(6)),
                ("@definition", definitionId), ("@set", setId), ("@at", after?.At), ("@after", after?.Id), ("@take", PageSize)));
        }

        return [.. found.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id.ToString("N"), StringComparer.Ordinal).Take(PageSize)];
    }

    private sealed record Candidate(
        Guid Id, string DefinitionId, long SetId, DateTimeOffset CreatedAt, Guid? TrajectoryId, string? Correlation, Guid? Parent, Guid? ParentWait);
}
