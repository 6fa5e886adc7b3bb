using System.Globalization;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Stepping;

/// <summary>
/// Runs definitions in memory with a simulated clock, as a host would: rows for waits, later steps for events and children.
/// Every step is decided twice and every state goes through its JSON, so that each story also tests determinism and storage.
/// </summary>
internal sealed class Story
{
    private readonly Dictionary<string, WorkflowDefinition> _definitions = [];
    private readonly Dictionary<Guid, (DefinitionSet Set, InstanceState State)> _instances = [];
    private readonly Queue<(Guid Instance, Stimulus Stimulus)> _later = new();
    private readonly Dictionary<Guid, (Guid Instance, DateTimeOffset DueAt)> _timers = [];
    private readonly ActivityCatalog _catalog;
    private int _seed;

    public Story(string definition, params string[] others)
        : this(PrimitiveActivities.Catalog, definition, others)
    {
    }

    public Story(ActivityCatalog catalog, string definition, params string[] others)
    {
        _catalog = catalog;
        foreach (var other in others.Append(definition))
        {
            var parsed = DefinitionReader.Parse(other);
            _definitions[parsed.DefinitionId] = parsed;
        }

        Root = DefinitionReader.Parse(definition).DefinitionId;
    }

    public string Root { get; }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(1));

    public Guid Id { get; private set; }

    public List<Fact> Facts { get; } = [];

    public List<Intent> Intents { get; } = [];

    public List<string> Console { get; } = [];

    public string Lines => string.Join(" ", Console);

    public StepResult Last { get; private set; } = null!;

    public InstanceState State => _instances[Id].State;

    public DefinitionSet Set => _instances[Id].Set;

    public IEnumerable<InstanceState> Children => _instances.Values.Select(i => i.State).Where(s => s.ParentInstanceId == Id);

    public string Waiting => string.Join(" ", State.Bookmarks.Select(b => b.ActivityId));

    public string Incident => State.Incidents.Single().Message;

    public Story Start(params (string Name, Value Value)[] input) => StartAt(null, input);

    public Story StartAt(string? trigger, params (string Name, Value Value)[] input)
    {
        Id = Create(Root, null, null);
        return Give(new StartInstance(ValueMap.Of(input), trigger));
    }

    public Story Give(Stimulus stimulus, bool settle = true) => GiveTo(Id, stimulus, settle);

    public Story GiveTo(Guid instance, Stimulus stimulus, bool settle = true)
    {
        Step(instance, stimulus);
        while (settle && _later.TryDequeue(out var next))
        {
            Step(next.Instance, next.Stimulus);
        }

        return this;
    }

    public Story Event(string name, Value payload = default) =>
        Give(new EventReceived(name, payload.Kind == ValueKind.Undefined ? Value.Of(ValueMap.Empty) : payload));

    public Story Answer(string activityId, string? outcome = null, params (string Name, Value Value)[] fields) =>
        Give(new TaskAnswered(Wait(activityId).Id, outcome, Value.MapOf(fields)));

    public Bookmark Wait(string activityId) => State.Bookmarks.Single(b => b.ActivityId == activityId);

    /// <summary>Moves the clock to the next due time and wakes what is due then.</summary>
    public Story Next()
    {
        var (id, timer) = _timers.OrderBy(t => t.Value.DueAt).ThenBy(t => t.Key).First();
        Now = timer.DueAt > Now ? timer.DueAt : Now;
        return GiveTo(timer.Instance, new TimerDue(id));
    }

    public Story Until(DateTimeOffset until)
    {
        while (_timers.Values.Any(t => t.DueAt <= until))
        {
            Next();
        }

        Now = until;
        return this;
    }

    private Guid Create(string definitionId, Guid? id, (Guid, Guid?)? parent)
    {
        var set = DefinitionSet.Build(_definitions[definitionId], d => _definitions.GetValueOrDefault(d), _catalog).Set;
        var instance = id ?? new Guid($"00000000-0000-7000-8000-{_instances.Count + 1:x12}");
        _instances[instance] = (set, Stepper.NewInstance(instance, set, "corr", parent));
        return instance;
    }

    private void Step(Guid instance, Stimulus stimulus)
    {
        var (set, state) = _instances[instance];
        var seed = new Guid($"{++_seed:x8}-0000-7000-8000-000000000000");
        var result = Stepper.Decide(set, state, stimulus, Context(seed));
        var again = Stepper.Decide(set, state, stimulus, Context(seed));
        Assert.Equal(Recorded.Of(result), Recorded.Of(again));
        var stored = InstanceStateJson.Write(result.State);
        var read = InstanceStateJson.Read(stored);
        Assert.Equal(stored, InstanceStateJson.Write(read));
        _instances[instance] = (set, read);
        Last = result;
        Facts.AddRange(result.Facts);
        Intents.AddRange(result.Intents);
        Console.AddRange(result.Facts.OfType<LineWritten>().Select(l => l.Text));
        foreach (var intent in result.Intents)
        {
            Carry(instance, intent);
        }
    }

    private void Carry(Guid instance, Intent intent)
    {
        switch (intent)
        {
            case SetTimer timer:
                _timers[timer.BookmarkId] = (instance, timer.DueAt);
                break;
            case DropWait drop:
                _timers.Remove(drop.BookmarkId);
                break;
            case PublishEventIntent { Local: true } local:
                _later.Enqueue((instance, new EventReceived(local.Name, local.Payload)));
                break;
            case PublishEventIntent global:
                foreach (var id in _instances.Keys)
                {
                    _later.Enqueue((id, new EventReceived(global.Name, global.Payload)));
                }

                break;
            case StartChild child when _definitions.ContainsKey(child.DefinitionId):
                Create(child.DefinitionId, child.ChildId, (instance, child.BookmarkId));
                _later.Enqueue((child.ChildId, new StartInstance(child.Input)));
                break;
            case StartChild { BookmarkId: { } wait } child:
                _later.Enqueue((instance, new ChildEnded(wait, child.ChildId, WorkflowSubStatus.Faulted, ValueMap.Empty, "de workflow bestaat niet")));
                break;
            case CancelChild cancel:
                _later.Enqueue((cancel.ChildId, new CancelInstance(cancel.Reason)));
                break;
            case NotifyParent notify:
                _later.Enqueue((notify.ParentInstanceId, notify.Ended));
                break;
            default:
                break;
        }
    }

    private StepContext Context(Guid seed) => new(Now, new IdSource(seed), Actor.System, CultureInfo.GetCultureInfo("nl-NL"));
}
