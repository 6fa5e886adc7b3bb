using System.Buffers.Binary;
using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>
/// Everything that a database would hold during a run: instances, timers, tasks, events, the file. Takes one stimulus at a time and keeps
/// what the step wants, in the order in which a commit would write it. The verb <c>run</c> and the practice of coordinators both live in one.
/// </summary>
internal sealed class SimulationWorld
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly Func<string, WorkflowDefinition?> _resolve;
    private readonly ActivityCatalog _catalog;
    private readonly Dictionary<string, DefinitionSet> _sets;
    private readonly Dictionary<Guid, SimulatedInstance> _instances = [];
    private readonly Queue<(Guid Instance, Stimulus Stimulus, Actor Actor)> _queue = new();
    private readonly List<(string Name, Value Payload, string? Correlation, DateTimeOffset Until)> _keptEvents = [];
    private readonly PriorityQueue<(Guid Instance, Guid Bookmark), (DateTimeOffset Due, long Seq)> _timers = new();
    private readonly HashSet<Guid> _liveTimers = [];
    private readonly HashSet<(Guid? Task, string Stage, string Role)> _sent = [];
    private readonly Guid _origin;
    private CareSnapshot _care;
    private uint _ids;
    private long _seq;
    private int _started;

    /// <summary>An empty world. Its ids come from a counter; an origin of its own keeps them apart from those of other worlds.</summary>
    public SimulationWorld(Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog, CareSnapshot care, DateTimeOffset start, Guid? origin = null)
        : this(resolve, catalog, care, start, origin ?? new Guid(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0), new Dictionary<string, DefinitionSet>(StringComparer.Ordinal))
    {
    }

    private SimulationWorld(
        Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog, CareSnapshot care, DateTimeOffset start, Guid origin, Dictionary<string, DefinitionSet> sets)
    {
        _sets = sets;
        _origin = origin;
        _resolve = resolve;
        _catalog = catalog;
        _care = care;
        Now = start;
    }

    public DateTimeOffset Now { get; set; }

    public long Steps { get; private set; }

    public List<OpenTaskNote> Tasks { get; } = [];

    public List<(string Name, Guid Bookmark, Guid Instance)> Events { get; } = [];

    /// <summary>The journals of all instances, in the order in which things happened.</summary>
    public List<(SimulatedInstance Instance, JournalLine Line)> Journal { get; } = [];

    public List<Incident> Incidents { get; } = [];

    public List<(DateTimeOffset At, string To, string Template)> Mails { get; } = [];

    /// <summary>The instances, the first started first.</summary>
    public IEnumerable<SimulatedInstance> Instances => _instances.Values.OrderBy(i => i.Number);

    public CareSnapshot Care => _care;

    /// <summary>The file learns something that no activity of these definitions writes, such as what a desk or an import does.</summary>
    public void Learn(CareWrite write) => _care = _care with { File = _care.File?.With(write) };

    /// <summary>When the next timer is due, or null.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            while (_timers.TryPeek(out var timer, out var key))
            {
                if (_liveTimers.Contains(timer.Bookmark))
                {
                    return key.Due;
                }

                _timers.Dequeue();
            }

            return null;
        }
    }

    /// <summary>The pending timers, the first due first.</summary>
    public IEnumerable<(DateTimeOffset Due, Guid Instance, Guid Bookmark)> Timers => _timers.UnorderedItems
        .Where(t => _liveTimers.Contains(t.Element.Bookmark)).OrderBy(t => t.Priority).Select(t => (t.Priority.Due, t.Element.Instance, t.Element.Bookmark));

    /// <summary>A world of its own that stands where this one stands: what happens in one does not happen in the other. The story so far stays here.</summary>
    public SimulationWorld Copy()
    {
        var copy = new SimulationWorld(_resolve, _catalog, _care, Now, _origin, _sets) { Steps = Steps, _ids = _ids, _seq = _seq, _started = _started };
        foreach (var (id, live) in _instances)
        {
            copy._instances.Add(id, new SimulatedInstance(live.Number, live.Set, live.State, live.CreatedAt));
        }

        copy._keptEvents.AddRange(_keptEvents);
        copy._timers.EnqueueRange(_timers.UnorderedItems);
        copy._liveTimers.UnionWith(_liveTimers);
        copy._sent.UnionWith(_sent);
        copy.Tasks.AddRange(Tasks);
        copy.Events.AddRange(Events);
        copy.Incidents.AddRange(Incidents);
        return copy;
    }

    /// <summary>Changes the file beside the workflows, as a desk does that needs no step.</summary>
    public void Apply(IEnumerable<CareWrite> writes)
    {
        if (_care.File is { } file)
        {
            _care = _care with { File = file.With(writes) };
        }
    }

    /// <summary>Starts an instance; returns its id.</summary>
    public Guid Start(WorkflowDefinition definition, ValueMap input, string? correlationId, Actor actor) =>
        Start(NextSeed(), Set(definition), input, correlationId, parent: null, actor);

    /// <summary>What there is of an instance, or null.</summary>
    public SimulatedInstance? Find(Guid instance) => _instances.GetValueOrDefault(instance);

    /// <summary>Forgets an instance and what it waits for.</summary>
    public void Remove(Guid instance)
    {
        if (_instances.Remove(instance, out var gone))
        {
            foreach (var wait in gone.State.Bookmarks)
            {
                Drop(wait.Id);
            }

            Journal.RemoveAll(j => j.Instance == gone);
        }
    }

    /// <summary>Queues a stimulus for an instance.</summary>
    public void Send(Guid instance, Stimulus stimulus, Actor actor) => _queue.Enqueue((instance, stimulus, actor));

    /// <summary>Queues the first due timer.</summary>
    public void FireTimer()
    {
        if (NextTimer is not null)
        {
            var (instance, bookmark) = _timers.Dequeue();
            _liveTimers.Remove(bookmark);
            Send(instance, new TimerDue(bookmark), Actor.System);
        }
    }

    /// <summary>Takes steps until the queue is empty. False when that took more steps than allowed; what was left is forgotten.</summary>
    public bool Drain(long most = long.MaxValue)
    {
        for (; most > 0 && _queue.TryDequeue(out var next); most--)
        {
            Take(next.Instance, next.Stimulus, next.Actor);
        }

        var done = _queue.Count == 0;
        _queue.Clear();
        return done;
    }

    private Guid Start(Guid id, DefinitionSet set, ValueMap input, string? correlationId, (Guid, Guid?)? parent, Actor actor)
    {
        _instances.Add(id, new SimulatedInstance(++_started, set, Stepper.NewInstance(id, set, correlationId, parent), Now));
        Send(id, new StartInstance(input), actor);
        return id;
    }

    private void Take(Guid id, Stimulus stimulus, Actor actor)
    {
        if (!_instances.TryGetValue(id, out var live))
        {
            return;
        }

        Steps++;
        var care = live.Set.NeedsCare ? _care with { Tasks = [.. Tasks.Where(t => t.Role is not null).Select(t => new TaskNote(t.Id, t.Role!, t.OrganisationId))] } : null;
        var context = new StepContext(DutchTime.ToLocal(Now), new IdSource(NextSeed()), actor, Culture, care);
        var result = Stepper.Decide(live.Set, live.State, stimulus, context);
        Journal.AddRange(live.Take(result, actor, Now).Select(line => (live, line)));

        var cancels = new List<CancelChild>();
        foreach (var intent in result.Intents)
        {
            if (intent is CancelChild cancel)
            {
                cancels.Add(cancel);
            }
            else
            {
                Write(live, intent, actor);
            }
        }

        // As in the database: whatever a step ends, ends in the same commit.
        foreach (var cancel in cancels)
        {
            Take(cancel.ChildId, new CancelInstance(cancel.Reason), Actor.System);
        }
    }

    private void Write(SimulatedInstance live, Intent intent, Actor actor)
    {
        switch (intent)
        {
            case SetTimer timer:
                _liveTimers.Add(timer.BookmarkId);
                _timers.Enqueue((live.State.Id, timer.BookmarkId), (timer.DueAt, ++_seq));
                break;
            case OpenTask task:
                Tasks.Add(new OpenTaskNote(task.TaskId, live.State.Id, task.Name, task.ActivityId, null, null, null, null));
                break;
            case OpenHumanTask task:
                Tasks.Add(new OpenTaskNote(task.TaskId, live.State.Id, task.Title, task.ActivityId, task.Role, task.OrganisationId, task.DueAt, task.Form) { Outcomes = task.Outcomes });
                break;
            case AwaitEvent wait:
                Await(live, wait);
                break;
            case DropWait drop:
                Drop(drop.BookmarkId);
                break;
            case StartChild child:
                StartChild(live, child, actor);
                break;
            case NotifyParent notify:
                Send(notify.ParentInstanceId, notify.Ended, actor);
                break;
            case PublishEventIntent published:
                Publish(live, published, actor);
                break;
            case OpenIncident open:
                Incidents.Add(open.Incident);
                break;
            case CloseIncident close:
                Incidents.RemoveAll(i => i.Id == close.IncidentId);
                break;
            case WriteCare write when _care.File is { } file:
                _care = _care with { File = file.With(write.Writes) };
                break;
            case MoveTaskDue moved when Tasks.FindIndex(t => t.Id == moved.TaskId) is var at and >= 0:
                Tasks[at] = Tasks[at] with { DueAt = moved.DueAt };
                break;
            case PostponeTrajectory postponed:
                foreach (var running in _instances.Values.Where(i => i.State.Status == WorkflowStatus.Running))
                {
                    Send(running.State.Id, new Postpone(postponed.From, postponed.Until), actor);
                }

                break;
            case SendMail mail when mail.TaskId is null || _sent.Add((mail.TaskId, mail.Stage, mail.Role)):
                Mails.Add((Now, mail.Role, mail.Template));
                break;
            default:
                // Escalation changes who may do a task; here everybody may do everything.
                break;
        }
    }

    private void Drop(Guid wait)
    {
        _liveTimers.Remove(wait);
        Tasks.RemoveAll(t => t.Id == wait);
        Events.RemoveAll(e => e.Bookmark == wait);
    }

    private void Await(SimulatedInstance live, AwaitEvent wait)
    {
        Events.Add((wait.Name, wait.BookmarkId, live.State.Id));
        _keptEvents.RemoveAll(e => e.Until <= Now);
        var kept = _keptEvents.FindIndex(e => e.Name == wait.Name && (e.Correlation is null || e.Correlation == live.State.CorrelationId));
        if (kept >= 0)
        {
            Send(live.State.Id, new EventReceived(wait.Name, _keptEvents[kept].Payload), Actor.System);
            _keptEvents.RemoveAt(kept);
        }
    }

    private void Publish(SimulatedInstance live, PublishEventIntent published, Actor actor)
    {
        if (published.Local)
        {
            Send(live.State.Id, new EventReceived(published.Name, published.Payload), actor);
            return;
        }

        var receivers = Events.Where(e => e.Name == published.Name
            && (published.CorrelationId is null || _instances[e.Instance].State.CorrelationId == published.CorrelationId)).Select(e => e.Instance).Distinct().ToArray();
        foreach (var receiver in receivers)
        {
            Send(receiver, new EventReceived(published.Name, published.Payload), actor);
        }

        if (receivers.Length == 0)
        {
            _keptEvents.Add((published.Name, published.Payload, published.CorrelationId, Now + KeptFor));
        }
    }

    private void StartChild(SimulatedInstance parent, StartChild child, Actor actor)
    {
        if (_resolve(child.DefinitionId) is { } definition)
        {
            Start(child.ChildId, Set(definition), child.Input, child.CorrelationId ?? parent.State.CorrelationId, (parent.State.Id, child.BookmarkId), actor);
            return;
        }

        var message = $"Workflow '{child.DefinitionId}' kan niet starten: er is geen definitie van.";
        if (child.BookmarkId is { } bookmark)
        {
            Send(parent.State.Id, new ChildEnded(bookmark, child.ChildId, WorkflowSubStatus.Faulted, ValueMap.Empty, message), Actor.System);
        }
        else
        {
            Incidents.Add(new Incident(NextSeed(), child.ActivityId, child.ActivityId, "", Guid.Empty, message, Now));
        }
    }

    private DefinitionSet Set(WorkflowDefinition definition)
    {
        if (!_sets.TryGetValue(definition.DefinitionId, out var set))
        {
            set = DefinitionSet.Build(definition, _resolve, _catalog).Set;
            _sets.Add(definition.DefinitionId, set);
        }

        return set;
    }

    // Seeds differ in their first half, so the ids that steps make from them (which differ in the second) never meet.
    private Guid NextSeed()
    {
        Span<byte> bytes = stackalloc byte[16];
        _origin.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ++_ids);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>An open task of a run.</summary>
internal sealed record OpenTaskNote(Guid Id, Guid Instance, string Title, string ActivityId, string? Role, Guid? OrganisationId, DateTimeOffset? DueAt, string? Form)
{
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}
