using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>Repair of incidents, and the answers that came while an instance was faulted.</summary>
internal sealed partial class StepRun
{
    public bool Retry(Guid incidentId)
    {
        if (Reopen(incidentId, "retried") is not { } failed)
        {
            return false;
        }

        if (failed.Parent is not { } parent)
        {
            failed.Status = ExecutionStatus.Running;
            BeginWorkflow(failed);
            return true;
        }

        End(failed);
        var again = Schedule(parent, failed.Node, failed.Variables);
        if (failed.Node.Container is not null)
        {
            // A loop goes on where it was; running all rounds again would do work twice.
            again.Counter = failed.Counter;
            again.Kept = failed.Kept;
        }

        TakeParked();
        return true;
    }

    public bool Skip(Guid incidentId, string? outcome)
    {
        if (Reopen(incidentId, "skipped") is not { } failed)
        {
            return false;
        }

        failed.Status = ExecutionStatus.Running;
        Complete(failed, outcome is null ? DoneOnly : [outcome]);
        if (!HasEnded)
        {
            TakeParked();
        }

        return true;
    }

    private Execution? Reopen(Guid incidentId, string resolution)
    {
        var incident = _incidents.FirstOrDefault(i => i.Id == incidentId);
        var failed = incident is null ? null : _executions.Find(e => e.Id == incident.ActivityInstanceId && e.Status == ExecutionStatus.Faulted);
        if (failed is null)
        {
            return null;
        }

        CloseIncidents(failed, resolution);
        return failed;
    }

    private void CloseIncidents(Execution execution, string resolution)
    {
        foreach (var incident in _incidents)
        {
            if (incident.ActivityInstanceId == execution.Id)
            {
                Emit(new CloseIncident(incident.Id, resolution));
            }
        }

        _incidents = [.. _incidents.Where(i => i.ActivityInstanceId != execution.Id)];
        if (_incidents.Count == 0 && SubStatus == WorkflowSubStatus.Faulted)
        {
            SubStatus = WorkflowSubStatus.Executing;
        }
    }

    // A failed child that was repaired and ended after all: its parent's incident is over, and its outputs arrive.
    private bool Heal(ChildEnded ended)
    {
        var failed = ended.SubStatus == WorkflowSubStatus.Faulted
            ? null
            : _executions.Find(e => e.Status == ExecutionStatus.Faulted && e.Kept.Find(ended.BookmarkId.ToString("N")) >= 0);
        if (failed is null)
        {
            return false;
        }

        CloseIncidents(failed, "child-ended");
        failed.Status = ExecutionStatus.Running;
        var wait = NewWait(failed, ended.BookmarkId, BookmarkKinds.Child, null, null, Value.MapOf((Waits.ChildId, Value.Of(ended.ChildInstanceId.ToString()))));
        _queue.Enqueue(new WorkItem(failed, wait, ended));
        TakeParked();
        return true;
    }

    // While an instance is faulted nothing in it moves, but an answer that people gave or a date that came is not lost.
    private bool Park(Stimulus stimulus, Bookmark wait)
    {
        if (_parked.Any(p => p.WaitId == wait.Id))
        {
            return false;
        }

        _parked = [.. _parked, stimulus];
        Emit(new DropWait(wait.Id, wait.Kind, Consumed: true));
        TellWorkflow("AnswerKept", Value.MapOf(("Kind", Value.Of(wait.Kind)), ("Name", Value.Of(wait.Name))));
        return true;
    }

    private void TakeParked()
    {
        if (SubStatus == WorkflowSubStatus.Faulted)
        {
            return;
        }

        foreach (var execution in _executions)
        {
            // Left behind by a step that ran too long; everything new is already in the queue.
            if (execution.Status == ExecutionStatus.Scheduled && !_queue.Any(w => w.Execution == execution))
            {
                _queue.Enqueue(new WorkItem(execution, null, null));
            }
        }

        var parked = _parked;
        _parked = [];
        foreach (var stimulus in parked)
        {
            if (stimulus.WaitId is { } id && FindWait(id) is var (execution, wait))
            {
                Consume(execution, wait, stimulus, rowIsGone: true);
            }
        }
    }
}
