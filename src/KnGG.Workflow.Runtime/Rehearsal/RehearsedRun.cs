using System.Text;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>
/// A recorded instance through the draft, in memory, with a clock that jumps from moment to moment. Timers fire when the draft has them
/// due; people answer as they did, as long after the task was opened as they did; events come when they came.
/// </summary>
internal sealed class RehearsedRun
{
    private readonly RecordedRun _recorded;
    private readonly DefinitionSet _draft;
    private readonly DraftPlaces _places;
    private readonly Func<long, DraftPlaces> _recordedPlaces;
    private readonly ICareRows _careRows;
    private readonly PriorityQueue<Planned, (DateTimeOffset At, long Order)> _queue = new();
    private readonly Dictionary<WaitKey, Guid> _openByKey = [];
    private readonly List<int> _deferredEvents = [];
    private readonly Dictionary<Guid, Guid> _twins = [];
    private InstanceState _state;
    private object? _lastCare;
    private int _fromRecord;
    private uint _seeds;

    private RehearsedRun(RecordedRun recorded, DefinitionSet draft, DraftPlaces places, Func<long, DraftPlaces> recordedPlaces, ICareRows careRows)
    {
        (_recorded, _draft, _places, _recordedPlaces, _careRows) = (recorded, draft, places, recordedPlaces, careRows);
        _state = Stepper.NewInstance(recorded.Recording.InstanceId, draft, recorded.Recording.Correlation, recorded.Recording.Parent);
        _lastCare = recorded.Care.OrderBy(c => c.Key).Select(c => c.Value).FirstOrDefault();
    }

    public Course Course { get; } = new();

    public int Decisions { get; private set; }

    /// <summary>From when the record says nothing about what happens next, and why; null when it could be followed to its end.</summary>
    public (DateTimeOffset At, RehearsalStop Why, string Activity)? Stopped { get; private set; }

    public static RehearsedRun Of(RecordedRun recorded, DefinitionSet draft, DraftPlaces places, Func<long, DraftPlaces> recordedPlaces, ICareRows careRows)
    {
        var run = new RehearsedRun(recorded, draft, places, recordedPlaces, careRows);
        run.Run();
        return run;
    }

    private void Run()
    {
        for (var i = 0; i < _recorded.Stimuli.Length; i++)
        {
            if (_recorded.Stimuli[i] is { } stimulus && stimulus.WaitId is null)
            {
                Plan(new Planned(stimulus, i, null), _recorded.Moments[i], 2L * i);
            }
        }

        var horizon = _recorded.Moments[^1];
        while (_queue.TryDequeue(out var planned, out var key) && Decisions < 50_000)
        {
            if (planned.Step < 0 && key.At > horizon && _fromRecord == 0)
            {
                break;
            }

            if (planned.Step >= 0)
            {
                _fromRecord--;
            }

            Take(planned, key.At);
        }

        Stopped ??= Unanswered();
    }

    private void Take(Planned planned, DateTimeOffset at)
    {
        if (planned.Key is { } key && !_openByKey.ContainsKey(key))
        {
            return;
        }

        if (planned.Stimulus is EventReceived received && IsTooEarly(received, planned.Step))
        {
            _deferredEvents.Add(planned.Step);
            return;
        }

        var step = planned.Step;
        var seed = step >= 0 ? _recorded.Recording.Steps[step].IdSeed : new Guid(++_seeds, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
        var actor = step >= 0 ? ActorJson.Read(_recorded.Recording.Steps[step].Actor) : Actor.System;
        var context = new StepContext(at.ToUniversalTime(), new IdSource(seed), actor, StepRunner.Culture, CareAt(step));
        var result = Stepper.Decide(_draft, _state, Translated(planned), context);
        Decisions++;
        Course.Add(result, context.Now, _places);
        _state = result.State;
        foreach (var (waitKey, id) in _openByKey.Where(w => !_state.Bookmarks.Any(b => b.Id == w.Value)).ToList())
        {
            _openByKey.Remove(waitKey);
        }

        foreach (var (id, opened, wait) in Course.NewWaits)
        {
            if (_state.Bookmarks.Any(b => b.Id == id))
            {
                Opened(id, opened, wait, at);
            }
        }

        if (step >= 0)
        {
            Pair(step);
        }
    }

    // When does a wait that has just opened end? As the record has it, shifted by as much as it opened or is due earlier or later.
    private void Opened(Guid id, WaitKey key, Bookmark wait, DateTimeOffset at)
    {
        _openByKey[key] = id;
        if (key.Kind == BookmarkKinds.Event)
        {
            foreach (var step in _deferredEvents.Where(s => ((EventReceived)_recorded.Stimuli[s]!).Name == wait.Name).ToList())
            {
                _deferredEvents.Remove(step);
                Plan(new Planned(_recorded.Stimuli[step]!, step, null), at, 2L * step);
            }

            return;
        }

        var known = _recorded.Waits.GetValueOrDefault(key);
        if (known is { AnsweredBy: >= 0 and var answered })
        {
            Twin(known.Id, id);
            var moment = _recorded.Moments[answered];
            var shifted = wait.DueAt is { } due && known.DueAt is { } was ? (due == was ? moment : Later(due, moment + (due - was)))
                : at == known.OpenedAt ? moment : Later(at, moment + (at - known.OpenedAt));
            Plan(new Planned(_recorded.Stimuli[answered]!, answered, key), shifted, 2L * answered);
        }
        else if (key.Kind == BookmarkKinds.Timer && wait.DueAt is { } own && !(known is { WithdrawnBy: < 0 } && known.DueAt <= own))
        {
            // Withdrawn in the record: it comes only if the draft does not withdraw it as well.
            var (moment, order) = known is { WithdrawnBy: >= 0 and var withdrawn } ? (Later(own, _recorded.Moments[withdrawn]), 2L * withdrawn + 1) : (own, long.MaxValue);
            Plan(new Planned(new TimerDue(id), -1, key), moment, order);
        }
    }

    private void Plan(Planned planned, DateTimeOffset at, long order)
    {
        _fromRecord += planned.Step >= 0 ? 1 : 0;
        _queue.Enqueue(planned, (at, order));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // In the record somebody waited for it; in the draft that wait opens later, or never.
    private bool IsTooEarly(EventReceived received, int step) =>
        step > 0 && _recorded.States[step - 1].Bookmarks.Any(b => b.Kind == BookmarkKinds.Event && b.Name == received.Name)
        && !_state.Bookmarks.Any(b => b.Kind == BookmarkKinds.Event && b.Name == received.Name);

    private object? CareAt(int step)
    {
        if (step >= 0 && _recorded.Care.TryGetValue(step, out var care))
        {
            _lastCare = care = _twins.Count == 0 ? care : _careRows.Restore(Twinned(_recorded.Recording.Steps[step].Care!));
        }

        return _lastCare;
    }

    private Stimulus Translated(Planned planned)
    {
        var stimulus = planned.Stimulus;
        if (planned is { Step: >= 0, Key: { } key })
        {
            var id = _openByKey[key];
            var step = _recorded.Recording.Steps[planned.Step];
            if (_twins.Count > 0 && step.Payload is { } payload)
            {
                stimulus = StoredStimulus.Read(step.Kind, step.BookmarkId, Twinned(payload));
            }

            stimulus = stimulus switch
            {
                TimerDue => new TimerDue(id),
                TaskAnswered task => task with { TaskId = id },
                TaskReturned back => back with { TaskId = id },
                ChildEnded child => child with { BookmarkId = id },
                _ => stimulus,
            };
        }

        return stimulus switch
        {
            RetryIncident retry => new RetryIncident(IncidentLike(planned.Step, retry.IncidentId)),
            SkipIncident skip => new SkipIncident(IncidentLike(planned.Step, skip.IncidentId), skip.Outcome),
            _ => stimulus,
        };
    }

    private Guid IncidentLike(int step, Guid incident)
    {
        var was = step > 0 ? _recorded.States[step - 1].Incidents.FirstOrDefault(i => i.Id == incident) : null;
        var place = was is null ? null : _recordedPlaces(_recorded.Recording.Steps[step].SetId).Of(was.NodeId);
        return _state.Incidents.FirstOrDefault(i => i.NodeId == place)?.Id ?? incident;
    }

    private void Pair(int step)
    {
        var map = _recordedPlaces(_recorded.Recording.Steps[step].SetId).Map;
        foreach (var (one, other) in StateIds.Pairs(_recorded.States[step], _state, map))
        {
            Twin(one, other);
        }
    }

    private void Twin(Guid recorded, Guid rehearsed)
    {
        if (recorded != rehearsed)
        {
            _twins[recorded] = rehearsed;
        }
    }

    // The file was written with the ids of the recorded course.
    private string Twinned(string json)
    {
        var text = new StringBuilder(json);
        foreach (var (recorded, rehearsed) in _twins)
        {
            text.Replace(recorded.ToString("D"), rehearsed.ToString("D"));
        }

        return text.ToString();
    }

    private (DateTimeOffset, RehearsalStop, string)? Unanswered()
    {
        if (_state.Incidents.FirstOrDefault(i => !_recorded.Last.Incidents.Any(k => _recordedPlaces(_recorded.Recording.Steps[^1].SetId).Of(k.NodeId) == i.NodeId)) is { } incident)
        {
            return (incident.At, RehearsalStop.Fault, _places.NameOf(incident.NodeId));
        }

        foreach (var visit in Course.Visits)
        {
            if (visit is { Outcome: null, Withdrawn: false, Failed: false } && OpenWait(visit) is { } why)
            {
                return (visit.At, why, _places.NameOf(visit.Place));
            }
        }

        return null;
    }

    // A task, event or child workflow that the record knows nothing about: nobody can say what would come of it.
    private RehearsalStop? OpenWait(Visit visit)
    {
        foreach (var (key, _) in _openByKey)
        {
            if (key.Place == visit.Place && key.Visit == visit.Number && key.Kind != BookmarkKinds.Timer && !_recorded.Waits.ContainsKey(key))
            {
                return key.Kind switch
                {
                    BookmarkKinds.Task => RehearsalStop.NewTask,
                    BookmarkKinds.Child => RehearsalStop.NewChild,
                    _ => RehearsalStop.NewEvent,
                };
            }
        }

        return null;
    }

    private sealed record Planned(Stimulus Stimulus, int Step, WaitKey? Key);
}
