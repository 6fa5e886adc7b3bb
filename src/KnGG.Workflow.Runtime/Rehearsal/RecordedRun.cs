using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>A recorded instance as it was read: its steps and how it was made.</summary>
internal sealed record Recording(Guid InstanceId, Guid? TrajectoryId, string? Correlation, (Guid, Guid?)? Parent, IReadOnlyList<StepRecordRow> Steps);

/// <summary>What a wait is in both runs: the visit it belongs to, its kind, and its name where an activity can have several.</summary>
internal readonly record struct WaitKey(string Place, int Visit, string Kind, string Name);

/// <summary>A wait of the recorded run: when it opened, when it was due, and what ended it.</summary>
internal sealed class RecordedWait
{
    public required Guid Id { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The step that answered it, or -1.</summary>
    public int AnsweredBy { get; set; } = -1;

    /// <summary>The step that withdrew it, or -1.</summary>
    public int WithdrawnBy { get; set; } = -1;
}

/// <summary>The recorded steps of an instance decided once more as they were, for what the rows do not tell: waits, tasks, mails.</summary>
internal sealed class RecordedRun
{
    private readonly Dictionary<Guid, WaitKey> _open = [];

    private RecordedRun(Recording recording, Course course)
    {
        Recording = recording;
        Course = course;
        States = new InstanceState[recording.Steps.Count];
        Stimuli = new Stimulus?[recording.Steps.Count];
        Moments = new DateTimeOffset[recording.Steps.Count];
    }

    public Recording Recording { get; }

    public Course Course { get; }

    public Dictionary<WaitKey, RecordedWait> Waits { get; } = [];

    /// <summary>The state after each step.</summary>
    public InstanceState[] States { get; }

    /// <summary>What each step took; null for a step that was a migration.</summary>
    public Stimulus?[] Stimuli { get; }

    /// <summary>The instant of each step, never before the one before it.</summary>
    public DateTimeOffset[] Moments { get; }

    /// <summary>The snapshots that steps read, parsed once.</summary>
    public Dictionary<int, object> Care { get; } = [];

    public InstanceState Last => States[^1];

    public static RecordedRun Of(Recording recording, Func<long, DefinitionSet> set, Func<long, DraftPlaces> places, ICareRows care)
    {
        var steps = recording.Steps;
        var course = new Course();
        var run = new RecordedRun(recording, course);
        var state = Stepper.NewInstance(recording.InstanceId, set(steps[0].SetId), recording.Correlation, recording.Parent);
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            run.Moments[i] = i > 0 && run.Moments[i - 1] > step.At ? run.Moments[i - 1] : step.At;
            if (step.State is { } migrated)
            {
                state = EngineDoor.ReadState(Encoding.UTF8.GetBytes(migrated));
                run.States[i] = state;
                continue;
            }

            var stimulus = StoredStimulus.Read(step.Kind, step.BookmarkId, step.Payload);
            run.Stimuli[i] = stimulus;
            if (step.Care is { } stored)
            {
                run.Care[i] = care.Restore(stored);
            }

            var context = new StepContext(
                step.At, new IdSource(step.IdSeed), ActorJson.Read(step.Actor), StepRunner.Culture, run.Care.GetValueOrDefault(i));
            var result = Stepper.Decide(set(step.SetId), state, stimulus, context);
            course.Add(result, step.At, places(step.SetId));
            run.Keep(i, stimulus, result);
            state = result.State;
            run.States[i] = state;
        }

        if (steps[^1].State is null && !SHA256.HashData(EngineDoor.WriteState(state)).AsSpan().SequenceEqual(steps[^1].StateHash))
        {
            throw new InvalidOperationException("The recorded course is decided otherwise now than it was.");
        }

        return run;
    }

    private void Keep(int step, Stimulus stimulus, StepResult result)
    {
        if (stimulus.WaitId is { } answered && _open.Remove(answered, out var key))
        {
            Waits[key].AnsweredBy = step;
        }

        foreach (var (id, opened, wait) in Course.NewWaits)
        {
            _open[id] = opened;
            Waits[opened] = new RecordedWait { Id = id, OpenedAt = Moments[step], DueAt = wait.DueAt };
        }

        foreach (var gone in _open.Keys.Where(id => !result.State.Bookmarks.Any(b => b.Id == id)).ToList())
        {
            Waits[_open[gone]].WithdrawnBy = step;
            _open.Remove(gone);
        }
    }
}
