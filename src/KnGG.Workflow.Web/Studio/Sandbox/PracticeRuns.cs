using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Studio.Definitions;
using KnGG.Workflow.Web.Studio.Instances;

namespace KnGG.Workflow.Web.Studio.Sandbox;

/// <summary>
/// The practice runs that coordinators started with Studio's run button, newest first. Kept in this process and in limited number: a
/// practice run is for looking at now.
/// </summary>
internal sealed class PracticeRuns(DefinitionShelf shelf, ActivityCatalog catalog, FormCatalog forms, ServiceClock clock) : IInstanceSource
{
    /// <summary>Every id of a practice run begins with this, so that nobody takes it for a real instance.</summary>
    public const string Prefix = "oefen-";

    private const int MostRuns = 50;

    private readonly Lock _gate = new();
    private readonly LinkedList<PracticeRun> _runs = [];

    /// <summary>Runs a version until its first wait. Returns the id of the instance.</summary>
    public string Start(DefinitionHead head, ValueMap input, Actor actor) => IdOf(Start(Parse(shelf.Text(head)), input, actor).Root);

    /// <summary>Runs a definition that need not be stored, such as a single activity.</summary>
    public PracticeRun Start(WorkflowDefinition definition, ValueMap input, Actor actor, bool keep = true)
    {
        lock (_gate)
        {
            var now = clock.Now;
            var run = new PracticeRun(
                definition, id => (shelf.Find(id, "Published") ?? shelf.Find(id, "Latest")) is { } used ? Parse(shelf.Text(used)) : null, catalog, Example(now), input, actor, now);
            if (keep)
            {
                _runs.AddFirst(run);
                while (_runs.Count > MostRuns)
                {
                    _runs.RemoveLast();
                }
            }

            return run;
        }
    }

    /// <summary>Works with the run of an instance; refused when it is gone.</summary>
    public T With<T>(string id, Func<PracticeRun, SimulatedInstance, T> work)
    {
        lock (_gate)
        {
            return Look(id) is { } found ? work(found.Run, found.Instance) : throw StudioRefusal.NotFound("Deze oefening");
        }
    }

    public int Count(InstanceFilter filter)
    {
        lock (_gate)
        {
            return All().Count(filter.Fits);
        }
    }

    public IReadOnlyList<InstanceHead> List(InstanceFilter filter, int skip, int take)
    {
        lock (_gate)
        {
            return [.. All().Where(filter.Fits).Skip(skip).Take(take)];
        }
    }

    public InstanceView? Find(string id)
    {
        lock (_gate)
        {
            return Look(id) is { } found
                ? new InstanceView(Head(found.Instance), found.Instance.State.Bookmarks, found.Instance.State.Incidents, found.Instance.State.Input, found.Instance.State.Outputs, found.Instance.State.Variables)
                : null;
        }
    }

    public IReadOnlyList<JournalLine> Journal(string id)
    {
        lock (_gate)
        {
            return Look(id) is { } found ? [.. found.Instance.Journal] : [];
        }
    }

    public long? Progress(string id)
    {
        lock (_gate)
        {
            return Look(id)?.Instance.Steps;
        }
    }

    public bool Cancel(string id, Actor actor)
    {
        lock (_gate)
        {
            if (Look(id) is not { } found)
            {
                return false;
            }

            found.Run.Cancel(found.Instance.State.Id, "Geannuleerd in Studio.");
            return true;
        }
    }

    public bool Delete(string id, Actor actor)
    {
        lock (_gate)
        {
            if (Look(id) is not { } found)
            {
                return false;
            }

            if (!found.Run.Remove(found.Instance.State.Id))
            {
                _runs.Remove(found.Run);
            }

            return true;
        }
    }

    private static string IdOf(SimulatedInstance instance) => $"{Prefix}{instance.State.Id:N}";

    private static WorkflowDefinition Parse(string json)
    {
        try
        {
            return DefinitionReader.Parse(json);
        }
        catch (DefinitionFormatException e)
        {
            throw new StudioRefusal(e.Message);
        }
    }

    private static InstanceHead Head(SimulatedInstance instance)
    {
        var state = instance.State;
        // Studio takes an instance as changed when this has grown, and the run's own clock stands still between waits.
        var updated = instance.UpdatedAt + TimeSpan.FromMilliseconds(instance.Steps);
        return new InstanceHead(
            IdOf(instance), state.DefinitionId, state.DefinitionVersionId, instance.Set.Root.Version, state.Status, state.SubStatus, "oefening",
            state.Name ?? $"Oefening: {instance.Set.Root.Name}", state.Incidents.Count, instance.CreatedAt, updated,
            state.Status == WorkflowStatus.Finished ? updated : null);
    }

    /// <summary>A made-up child of eight with a signal, so that steps of the chain can be tried: no name, no real place.</summary>
    private CareSnapshot Example(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var organisation = Ids.New(now);
        var child = new ChildFacts(Ids.New(now), today.AddYears(-8).AddDays(-40), Sex.Female, "Voorbeeldgemeente", "voorbeeld");
        var file = TrajectoryFile.Open(Ids.New(now), child, RoleCodes.Jgz, organisation, now)
            .With(new RecordMeasurement(new Measurement(today, 130, 41, false, false, "jgz", 0, now)));
        return CareSnapshot.National with { File = file, Forms = forms, Coverage = [.. RoleCodes.All.Select(r => new Coverage(r.Code, organisation))] };
    }

    private IEnumerable<InstanceHead> All() => _runs.SelectMany(r => r.Instances.OrderByDescending(i => i.CreatedAt)).Select(Head);

    private (PracticeRun Run, SimulatedInstance Instance)? Look(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParseExact(id.AsSpan(Prefix.Length), "N", out var wanted))
        {
            return null;
        }

        foreach (var run in _runs)
        {
            if (run.Find(wanted) is { } instance)
            {
                return (run, instance);
            }
        }

        return null;
    }
}
