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
    private readonly LinkedList<PracticeWorld> _worlds = [];

    /// <summary>Runs a version until its first wait. Returns the id of the instance.</summary>
    public string Start(DefinitionHead head, ValueMap input, Actor actor)
    {
        var set = Set(head) ?? throw StudioRefusal.NotFound("Deze definitie");
        return Start(set, input, actor).Id;
    }

    /// <summary>Runs a set that need not be stored, such as a single activity.</summary>
    public (string Id, PracticeInstance Instance) Start(DefinitionSet set, ValueMap input, Actor actor, bool keep = true)
    {
        lock (_gate)
        {
            var now = clock.Now;
            var world = new PracticeWorld(id => Set(shelf.Find(id, "Published") ?? shelf.Find(id, "Latest")), Example(now), actor, now);
            var instance = world.Start(set, input);
            if (keep)
            {
                _worlds.AddFirst(world);
                while (_worlds.Count > MostRuns)
                {
                    _worlds.RemoveLast();
                }
            }

            return (IdOf(instance), instance);
        }
    }

    /// <summary>Builds the set of a version, with what it uses.</summary>
    public DefinitionSet? Set(DefinitionHead? head) => head is null ? null : Set(Parse(shelf.Text(head)));

    public DefinitionSet Set(WorkflowDefinition definition) => DefinitionSet.Build(
        definition,
        id => id == definition.DefinitionId ? definition : (shelf.Find(id, "Published") ?? shelf.Find(id, "Latest")) is { } used ? Parse(shelf.Text(used)) : null,
        catalog).Set;

    /// <summary>Works with the run of an instance; refused when it is gone.</summary>
    public T With<T>(string id, Func<PracticeWorld, PracticeInstance, T> work)
    {
        lock (_gate)
        {
            return Look(id) is { } found ? work(found.World, found.Instance) : throw StudioRefusal.NotFound("Deze oefening");
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

    public (long Mark, bool Runs)? Progress(string id)
    {
        lock (_gate)
        {
            return Look(id) is { } found ? (found.Instance.Steps, found.Instance.State.Status == WorkflowStatus.Running) : null;
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

            found.World.Cancel(found.Instance.State.Id);
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

            found.World.Remove(found.Instance.State.Id);
            if (found.World.Instances.Count == 0)
            {
                _worlds.Remove(found.World);
            }

            return true;
        }
    }

    private static string IdOf(PracticeInstance instance) => $"{Prefix}{instance.State.Id:N}";

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

    private static InstanceHead Head(PracticeInstance instance)
    {
        var state = instance.State;
        return new InstanceHead(
            IdOf(instance), state.DefinitionId, state.DefinitionVersionId, instance.Set.Root.Version, state.Status, state.SubStatus, "oefening",
            state.Name ?? $"Oefening: {instance.Set.Root.Name}", state.Incidents.Count, instance.CreatedAt, instance.UpdatedAt,
            state.Status == WorkflowStatus.Finished ? instance.UpdatedAt : null);
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

    private IEnumerable<InstanceHead> All() => _worlds.SelectMany(w => w.Instances.OrderByDescending(i => i.CreatedAt)).Select(Head);

    private (PracticeWorld World, PracticeInstance Instance)? Look(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParseExact(id.AsSpan(Prefix.Length), "N", out var wanted))
        {
            return null;
        }

        foreach (var world in _worlds)
        {
            if (world.Instances.FirstOrDefault(i => i.State.Id == wanted) is { } instance)
            {
                return (world, instance);
            }
        }

        return null;
    }
}
