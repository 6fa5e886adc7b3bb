using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>What a run needs.</summary>
public sealed record SimulationRequest
{
    /// <summary>The definition to run.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>Gives other definitions by id; null when there is none.</summary>
    public Func<string, WorkflowDefinition?> Resolve { get; init; } = _ => null;

    /// <summary>The activity types that can run.</summary>
    public required ActivityCatalog Catalog { get; init; }

    /// <summary>Inputs of the definition.</summary>
    public ValueMap Input { get; init; } = ValueMap.Empty;

    /// <summary>What people will do.</summary>
    public IReadOnlyList<SimulationAnswer> Answers { get; init; } = [];

    /// <summary>What is known; without a file the definition is about no child.</summary>
    public CareSnapshot Care { get; init; } = CareSnapshot.National;

    /// <summary>When it starts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Nothing after this happens.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>Runs a definition in memory with a clock that jumps from due moment to due moment. The same request gives the same result.</summary>
public static class Simulation
{
    // A timer of a minute over ten years would fill the memory with its journal.
    private const long MostSteps = 250_000;

    /// <summary>Runs until nothing is left to do before the end of the period.</summary>
    public static SimulationResult Run(SimulationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var world = new SimulationWorld(
            id => id == request.Definition.DefinitionId ? request.Definition : request.Resolve(id), request.Catalog, request.Care, request.Start);
        var people = new SimulationPeople(request.Answers, request.Start);
        var root = world.Start(request.Definition, request.Input, request.Care.File?.Id.ToString(), Actor.System);
        world.Drain(MostSteps);
        while (world.Steps < MostSteps && Next(world, people) is var (at, isAnswer) && at <= request.Until)
        {
            world.Now = at > world.Now ? at : world.Now;
            if (isAnswer)
            {
                people.Give(world);
            }
            else
            {
                world.FireTimer();
            }

            world.Drain(MostSteps - world.Steps);
        }

        return Result(world, root, people);
    }

    // What is due at the same moment as an answer comes first: it was waiting already.
    private static (DateTimeOffset At, bool IsAnswer)? Next(SimulationWorld world, SimulationPeople people)
    {
        var timer = world.NextTimer;
        var answer = people.NextAt(world);
        return (timer, answer) switch
        {
            (null, null) => null,
            ({ } due, null) => (due, false),
            (null, { } given) => (given, true),
            ({ } due, { } given) => due <= given && due > world.Now || due < given ? (due, false) : (given, true),
        };
    }

    private static SimulationResult Result(SimulationWorld world, Guid root, SimulationPeople people)
    {
        var state = world.Instances.First(i => i.State.Id == root).State;
        List<string> notes = [.. people.Notes];
        if (world.Steps >= MostSteps)
        {
            notes.Add($"Gestopt na {MostSteps} stappen: er komt steeds weer iets nieuws.");
        }

        return new SimulationResult
        {
            Status = state.SubStatus,
            Outputs = state.Outputs,
            Variables = state.Variables,
            Console = [.. world.Journal.Where(j => IsLine(j.Line)).Select(j => j.Line.Data["Text"].AsText)],
            Journal =
            [
                .. world.Journal.Where(j => !IsLine(j.Line))
                    .Select(j => new SimulationLine(j.Line.At, j.Instance.Number, j.Line.ActivityId, j.Line.Type, j.Line.Event, j.Line.Data)),
            ],
            Waiting = [.. world.Instances.Where(i => i.State.Status == WorkflowStatus.Running).SelectMany(i => i.State.Bookmarks.Select(b => Wait(world, i.Number, b)))],
            Incidents = [.. world.Incidents.Select(i => (i.ActivityId, i.Message))],
            Mails = world.Mails,
            Notes = notes,
        };
    }

    // What a workflow writes itself has a place of its own in the result.
    private static bool IsLine(JournalLine line) => line.Event == "Line";

    private static SimulationWait Wait(SimulationWorld world, int instance, Bookmark wait) => new(
        wait.Kind, instance, wait.ActivityId, wait.Name ?? "", wait.DueAt ?? world.Tasks.Find(t => t.Id == wait.Id)?.DueAt);
}

/// <summary>The people of a run: they answer in the order of the list, each the first wait that fits.</summary>
internal sealed class SimulationPeople(IReadOnlyList<SimulationAnswer> answers, DateTimeOffset start)
{
    private readonly List<SimulationAnswer> _pending = [.. answers];
    private readonly List<string> _notes = [];
    private DateTimeOffset _last = start;

    public IEnumerable<string> Notes => _notes.Concat(_pending.Select(a => $"Antwoord op '{a.Name}' is niet gebruikt: daar werd niet op gewacht."));

    /// <summary>When the next answer is given, or null when nobody waits for one.</summary>
    public DateTimeOffset? NextAt(SimulationWorld world)
    {
        if (_pending.Find(a => Fits(world, a)) is not { } answer)
        {
            return null;
        }

        var at = answer.After.AddTo(_last);
        return at > world.Now ? at : world.Now;
    }

    /// <summary>Gives the next answer.</summary>
    public void Give(SimulationWorld world)
    {
        if (_pending.Find(a => Fits(world, a)) is not { } answer)
        {
            return;
        }

        _pending.Remove(answer);
        _last = world.Now;
        if (answer.Event is { } name)
        {
            foreach (var instance in world.Events.Where(e => e.Name == name).Select(e => e.Instance).Distinct().ToArray())
            {
                world.Send(instance, new EventReceived(name, answer.Content), Actor.System);
            }

            return;
        }

        var task = world.Tasks.First(t => IsFor(answer, t));
        if (world.Care.Forms.Find(task.Form) is { } form)
        {
            _notes.AddRange(FormValidator.Validate(form, answer.Content).Select(e => $"Antwoord op '{task.Title}': {e.Field}: {e.Message}"));
        }

        world.Tasks.Remove(task);
        world.Send(task.Instance, new TaskAnswered(task.Id, answer.Outcome, answer.Content), new Actor("simulatie", task.Role, task.OrganisationId?.ToString()));
    }

    // A faulted instance takes no answers until somebody repairs it, and in a run nobody does.
    private static bool Fits(SimulationWorld world, SimulationAnswer answer) => answer.Event is { } name
        ? world.Events.Exists(e => e.Name == name && Takes(world, e.Instance))
        : world.Tasks.Exists(t => IsFor(answer, t) && Takes(world, t.Instance));

    private static bool IsFor(SimulationAnswer answer, OpenTaskNote task) => task.Title == answer.Task || task.ActivityId == answer.Task;

    private static bool Takes(SimulationWorld world, Guid instance) => world.Instances.Any(i => i.State.Id == instance && i.State.SubStatus != WorkflowSubStatus.Faulted);
}
