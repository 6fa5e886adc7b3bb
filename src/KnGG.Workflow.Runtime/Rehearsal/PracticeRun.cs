using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>
/// A definition that somebody tries out by hand: answers are given and time passes when that person says so. Everything is in memory,
/// nothing of it can reach a real child, and a mail is only noted.
/// </summary>
public sealed class PracticeRun
{
    // A definition that never waits would otherwise run for ever.
    private const int MostStepsAtOnce = 2_000;

    private readonly SimulationWorld _world;
    private readonly Actor _actor;

    /// <summary>Starts a definition and runs it until its first wait.</summary>
    /// <param name="definition">What is tried.</param>
    /// <param name="resolve">Gives other definitions by id; null when there is none.</param>
    /// <param name="catalog">The activity types that can run.</param>
    /// <param name="care">What is known, with a made-up child.</param>
    /// <param name="input">Inputs of the definition.</param>
    /// <param name="actor">Who tries.</param>
    /// <param name="now">The moment at which the run's clock stands.</param>
    public PracticeRun(
        WorkflowDefinition definition, Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog, CareSnapshot care, ValueMap input, Actor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(resolve);
        ArgumentNullException.ThrowIfNull(care);
        _actor = actor;
        _world = new SimulationWorld(id => id == definition.DefinitionId ? definition : resolve(id), catalog, care, now, Ids.New(now));
        Root = _world.Find(_world.Start(definition, input, care.File?.Id.ToString(), actor))!;
        Drain();
    }

    /// <summary>The run's own clock; it moves only when somebody asks for the next due moment.</summary>
    public DateTimeOffset Now => _world.Now;

    /// <summary>The instance that was started.</summary>
    public SimulatedInstance Root { get; }

    /// <summary>Whether it was stopped because it went on and on without waiting for anybody; what was left then is forgotten.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>All instances, the first started first.</summary>
    public IEnumerable<SimulatedInstance> Instances => _world.Instances;

    /// <summary>Everything that is waited for, the first due first; what waits for a child workflow is told by that child.</summary>
    public IEnumerable<PracticeWait> Waits => _world.Instances
        .Where(i => i.State.Status == WorkflowStatus.Running)
        .SelectMany(i => i.State.Bookmarks.Where(b => b.Kind != BookmarkKinds.Child).Select(b => Wait(i, b)))
        .OrderBy(w => w.DueAt ?? DateTimeOffset.MaxValue).ThenBy(w => w.Title, StringComparer.Ordinal);

    /// <summary>An instance of this run, or null.</summary>
    public SimulatedInstance? Find(Guid instance) => _world.Find(instance);

    /// <summary>Answers a task or lets an event happen. False when nobody waits for it (any more).</summary>
    /// <param name="wait">Which wait.</param>
    /// <param name="outcome">The chosen outcome; null is the first.</param>
    /// <param name="content">Fields of the answer, or what comes with the event.</param>
    public bool Answer(Guid wait, string? outcome, Value content)
    {
        if (_world.Tasks.Find(t => t.Id == wait) is { } task)
        {
            _world.Tasks.Remove(task);
            _world.Send(task.Instance, new TaskAnswered(wait, outcome ?? (task.Outcomes.Count > 0 ? task.Outcomes[0] : null), content), _actor);
        }
        else if (_world.Events.FindIndex(e => e.Bookmark == wait) is var at and >= 0)
        {
            _world.Send(_world.Events[at].Instance, new EventReceived(_world.Events[at].Name, content), _actor);
        }
        else
        {
            return false;
        }

        Drain();
        return true;
    }

    /// <summary>Moves the clock to the next due moment and lets it happen. False when nothing is due, ever.</summary>
    public bool Forward()
    {
        if (_world.NextTimer is not { } due)
        {
            return false;
        }

        _world.Now = due > _world.Now ? due : _world.Now;
        _world.FireTimer();
        Drain();
        return true;
    }

    /// <summary>Ends an instance.</summary>
    public void Cancel(Guid instance, string reason)
    {
        _world.Send(instance, new CancelInstance(reason), _actor);
        Drain();
    }

    /// <summary>Forgets an instance. False when it was the last.</summary>
    public bool Remove(Guid instance)
    {
        _world.Remove(instance);
        return _world.Instances.Any();
    }

    private void Drain() => WasStopped |= !_world.Drain(MostStepsAtOnce);

    private PracticeWait Wait(SimulatedInstance instance, Bookmark wait)
    {
        var task = _world.Tasks.Find(t => t.Id == wait.Id);
        return new PracticeWait(wait.Id, wait.Kind, instance.State.Id, task?.Title ?? (wait.Kind == BookmarkKinds.Timer ? "" : wait.Name ?? ""), wait.DueAt ?? task?.DueAt)
        {
            Role = task?.Role,
            Form = task?.Form,
            Outcomes = task?.Outcomes ?? [],
        };
    }
}

/// <summary>Something that a practice run waits for.</summary>
/// <param name="Id">The wait.</param>
/// <param name="Kind">timer, task or event.</param>
/// <param name="InstanceId">Whose.</param>
/// <param name="Title">Title of the task, name of the event, or empty.</param>
/// <param name="DueAt">When it is due, or null.</param>
public sealed record PracticeWait(Guid Id, string Kind, Guid InstanceId, string Title, DateTimeOffset? DueAt)
{
    /// <summary>Whose task it is, or null.</summary>
    public string? Role { get; init; }

    /// <summary>The form of the task, or null.</summary>
    public string? Form { get; init; }

    /// <summary>The answers that the task knows.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}
