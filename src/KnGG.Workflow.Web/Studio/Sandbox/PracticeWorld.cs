using System.Globalization;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Web.Studio.Sandbox;

/// <summary>
/// What one practice run consists of: its instances, waits, clock and made-up child, all in memory. Steps are decided by the real engine;
/// what a commit would write to the database is kept here, and a mail is not even made. Nothing of it can reach a real child.
/// </summary>
internal sealed class PracticeWorld
{
    // A definition that never waits would otherwise run for ever.
    private const int MostStepsAtOnce = 2_000;

    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("nl-NL");

    private readonly Func<string, DefinitionSet?> _sets;
    private readonly Dictionary<Guid, PracticeInstance> _instances = [];
    private readonly Queue<(Guid Instance, Stimulus Stimulus, Actor Actor)> _queue = new();
    private readonly Dictionary<Guid, PracticeWait> _waits = [];
    private readonly Actor _actor;
    private CareSnapshot _care;

    public PracticeWorld(Func<string, DefinitionSet?> sets, CareSnapshot care, Actor actor, DateTimeOffset now)
    {
        _sets = sets;
        _care = care;
        _actor = actor;
        Now = now;
    }

    /// <summary>The run's own clock; it moves only when somebody asks for the next due moment.</summary>
    public DateTimeOffset Now { get; private set; }

    public IReadOnlyCollection<PracticeInstance> Instances => _instances.Values;

    public IEnumerable<PracticeWait> Waits => _waits.Values.OrderBy(w => w.DueAt ?? DateTimeOffset.MaxValue).ThenBy(w => w.Title, StringComparer.Ordinal);

    public PracticeInstance Start(DefinitionSet set, ValueMap input)
    {
        var instance = Add(Ids.New(Now), set, input, _care.File?.Id.ToString(), parent: null);
        Drain();
        return instance;
    }

    /// <summary>Answers a task or event. False when nobody waits for it (any more).</summary>
    public bool Answer(Guid waitId, string? outcome, Value content)
    {
        if (!_waits.TryGetValue(waitId, out var wait) || wait.Kind is not (BookmarkKinds.Task or BookmarkKinds.Event))
        {
            return false;
        }

        Stimulus stimulus = wait.Kind == BookmarkKinds.Task
            ? new TaskAnswered(waitId, outcome ?? (wait.Outcomes.Count > 0 ? wait.Outcomes[0] : null), content)
            : new EventReceived(wait.Title, content);
        _waits.Remove(waitId);
        _queue.Enqueue((wait.InstanceId, stimulus, _actor));
        Drain();
        return true;
    }

    /// <summary>Moves the clock to the next due moment and lets it happen. False when nothing is due, ever.</summary>
    public bool Forward()
    {
        if (_waits.Values.Where(w => w.Kind == BookmarkKinds.Timer).MinBy(w => w.DueAt) is not { DueAt: { } due } timer)
        {
            return false;
        }

        Now = due > Now ? due : Now;
        _waits.Remove(timer.Id);
        _queue.Enqueue((timer.InstanceId, new TimerDue(timer.Id), Actor.System));
        Drain();
        return true;
    }

    public void Cancel(Guid instanceId)
    {
        _queue.Enqueue((instanceId, new CancelInstance("Geannuleerd in Studio."), _actor));
        Drain();
    }

    public void Remove(Guid instanceId)
    {
        foreach (var wait in _waits.Values.Where(w => w.InstanceId == instanceId).ToList())
        {
            _waits.Remove(wait.Id);
        }

        _instances.Remove(instanceId);
    }

    private PracticeInstance Add(Guid id, DefinitionSet set, ValueMap input, string? correlationId, (Guid, Guid?)? parent)
    {
        var instance = new PracticeInstance(set, Stepper.NewInstance(id, set, correlationId, parent), Now);
        _instances.Add(id, instance);
        _queue.Enqueue((id, new StartInstance(input), _actor));
        return instance;
    }

    private void Drain()
    {
        for (var steps = 0; steps < MostStepsAtOnce && _queue.TryDequeue(out var next); steps++)
        {
            Take(next.Instance, next.Stimulus, next.Actor);
        }

        _queue.Clear();
    }

    private void Take(Guid id, Stimulus stimulus, Actor actor)
    {
        if (!_instances.TryGetValue(id, out var instance) || instance.State.Status == WorkflowStatus.Finished)
        {
            return;
        }

        var care = instance.Set.NeedsCare ? _care with { Tasks = OpenTasks() } : null;
        var result = Stepper.Decide(instance.Set, instance.State, stimulus, new StepContext(Now, new IdSource(Ids.New(Now)), actor, Culture, care));
        instance.Take(result.State, result.Facts, actor.Id, Now);
        foreach (var intent in result.Intents)
        {
            Keep(instance, intent, actor);
        }
    }

    private void Keep(PracticeInstance instance, Intent intent, Actor actor)
    {
        var id = instance.State.Id;
        switch (intent)
        {
            case SetTimer timer:
                _waits[timer.BookmarkId] = new PracticeWait(timer.BookmarkId, BookmarkKinds.Timer, id, timer.ActivityId, "", timer.DueAt);
                break;
            case OpenTask task:
                _waits[task.TaskId] = new PracticeWait(task.TaskId, BookmarkKinds.Task, id, task.ActivityId, task.Name, null);
                break;
            case OpenHumanTask task:
                _waits[task.TaskId] = new PracticeWait(task.TaskId, BookmarkKinds.Task, id, task.ActivityId, task.Title, task.DueAt)
                {
                    Role = task.Role,
                    Form = task.Form,
                    Outcomes = task.Outcomes,
                };
                break;
            case AwaitEvent wait:
                _waits[wait.BookmarkId] = new PracticeWait(wait.BookmarkId, BookmarkKinds.Event, id, wait.ActivityId, wait.Name, null);
                break;
            case DropWait drop:
                _waits.Remove(drop.BookmarkId);
                break;
            case StartChild child:
                StartChild(instance, child);
                break;
            case CancelChild cancel:
                _queue.Enqueue((cancel.ChildId, new CancelInstance(cancel.Reason), Actor.System));
                break;
            case NotifyParent notify:
                _queue.Enqueue((notify.ParentInstanceId, notify.Ended, actor));
                break;
            case PublishEventIntent published:
                foreach (var receiver in published.Local ? [id] : _waits.Values.Where(w => w.Kind == BookmarkKinds.Event && w.Title == published.Name).Select(w => w.InstanceId).Distinct().ToList())
                {
                    _queue.Enqueue((receiver, new EventReceived(published.Name, published.Payload), actor));
                }

                break;
            case WriteCare write when _care.File is { } file:
                _care = _care with { File = file.With(write.Writes) };
                break;
            default:
                // Mails, escalations and owners of incidents are for real people.
                break;
        }
    }

    private void StartChild(PracticeInstance parent, StartChild child)
    {
        if (_sets(child.DefinitionId) is { } set)
        {
            Add(child.ChildId, set, child.Input, child.CorrelationId ?? parent.State.CorrelationId, (parent.State.Id, child.BookmarkId));
        }
        else if (child.BookmarkId is { } bookmark)
        {
            var message = $"Workflow '{child.DefinitionId}' kan niet starten: er is geen definitie van.";
            _queue.Enqueue((parent.State.Id, new ChildEnded(bookmark, child.ChildId, WorkflowSubStatus.Faulted, ValueMap.Empty, message), Actor.System));
        }
    }

    private List<TaskNote> OpenTasks() => [.. _waits.Values.Where(w => w.Role is not null).Select(w => new TaskNote(w.Id, w.Role!, null))];
}

/// <summary>Something that a practice run waits for.</summary>
/// <param name="Id">The wait.</param>
/// <param name="Kind">timer, task or event.</param>
/// <param name="InstanceId">Whose.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="Title">Title of the task, name of the event, or empty.</param>
/// <param name="DueAt">When it is due, or null.</param>
internal sealed record PracticeWait(Guid Id, string Kind, Guid InstanceId, string ActivityId, string Title, DateTimeOffset? DueAt)
{
    public string? Role { get; init; }

    public string? Form { get; init; }

    public IReadOnlyList<string> Outcomes { get; init; } = [];
}

/// <summary>One instance of a practice run, with its journal.</summary>
internal sealed class PracticeInstance(DefinitionSet set, InstanceState state, DateTimeOffset now)
{
    private readonly List<JournalLine> _journal = [];

    public DefinitionSet Set { get; } = set;

    public InstanceState State { get; private set; } = state;

    public DateTimeOffset CreatedAt { get; } = now;

    public DateTimeOffset UpdatedAt { get; private set; } = now;

    public long Steps { get; private set; }

    public IReadOnlyList<JournalLine> Journal => _journal;

    public void Take(InstanceState next, IReadOnlyList<Fact> facts, string actor, DateTimeOffset at)
    {
        State = next;
        Steps++;
        // Studio takes an instance as changed when this has grown, and the run's own clock stands still between waits.
        UpdatedAt = CreatedAt + (at - CreatedAt) + TimeSpan.FromMilliseconds(Steps);
        foreach (var fact in facts)
        {
            _journal.Add(new JournalLine(_journal.Count + 1, Steps, at, actor, fact.ActivityId, fact.NodeId, fact.Type, fact.ActivityInstanceId, fact.Event, fact.Data));
        }
    }
}
