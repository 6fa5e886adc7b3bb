using System.Diagnostics;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>
/// Takes what is due from the queue, several steps in one commit when many are due. A step that fails does not take the others with it:
/// they are taken again one by one, the failing one backs off, and after five attempts it waits for a person.
/// </summary>
internal sealed class StepLoop : IDueWork
{
    public const int MostAttempts = 5;

    private static readonly DateTimeOffset Always = DateTimeOffset.FromUnixTimeMilliseconds(long.MaxValue / 100_000);

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly StepRunner _runner;
    private readonly IncidentWriter _incidents;
    private readonly RuntimeOptions _options;
    private readonly Node _node;
    private readonly ILogger<StepLoop> _log;

    public StepLoop(StepDatabase database, ServiceClock clock, StepRunner runner, IncidentWriter incidents, RuntimeOptions options, Node node, ILogger<StepLoop> log)
    {
        _node = node;
        _database = database;
        _clock = clock;
        _runner = runner;
        _incidents = incidents;
        _options = options;
        _log = log;
    }

    public int Order => 0;

    // With the simulated clock nothing waits in real time: a step that fails uses up its attempts at once.
    private DateTimeOffset RealNow => _clock.IsSimulated ? Always : _clock.RealNow;

    public Task<bool> RunDue(CancellationToken stop) => Task.FromResult(RunOnce() > 0);

    public DateTimeOffset? NextDue() => _database.Read(StimulusClaim.NextDue);

    /// <summary>Takes the next due steps. Returns how many stimuli were dealt with; 0 when nothing was due.</summary>
    public int RunOnce()
    {
        List<ClaimedStimulus> taken = [];
        try
        {
            var now = _clock.Now;
            var began = Stopwatch.GetTimestamp();
            _database.WriteBeside(transaction =>
            {
                taken = StimulusClaim.Next(transaction, _database.IsShared, now, RealNow, _options.StepsPerCommit);
                if (taken.Count == _options.StepsPerCommit)
                {
                    // There may be more than one loop can do: another one looks too.
                    transaction.Wake(LoopKinds.Steps);
                }

                CrashPoint.Hit(CrashPoint.AfterClaim);
                foreach (var claimed in taken)
                {
                    _runner.Run(transaction, claimed, now);
                }

                CrashPoint.Hit(CrashPoint.BeforeCommit);
            });
            CrashPoint.Hit(CrashPoint.AfterCommit);
            if (taken.Count > 0)
            {
                WorkflowTelemetry.Committed(taken.Count, Stopwatch.GetElapsedTime(began));
            }
        }
        catch (Exception lost) when (_database.FailureOf(lost) == DatabaseFailure.Conflict)
        {
            // Two nodes waited for each other and the database chose this one to let go: nothing is written, and it is all taken up again.
            return Math.Max(1, taken.Count);
        }
        catch (Exception exception) when (taken.Count > 0 && IsFailureOfAStep(exception))
        {
            OneByOne(taken);
        }

        _node.Did(taken.Count);
        return taken.Count;
    }

    private void OneByOne(List<ClaimedStimulus> taken)
    {
        foreach (var claimed in taken)
        {
            try
            {
                var now = _clock.Now;
                var began = Stopwatch.GetTimestamp();
                var ran = false;
                _database.WriteBeside(transaction =>
                {
                    if (StimulusClaim.Again(transaction, claimed) is { } still)
                    {
                        _runner.Run(transaction, still, now);
                        ran = true;
                    }
                });
                if (ran)
                {
                    WorkflowTelemetry.Committed(1, Stopwatch.GetElapsedTime(began));
                }
            }
            catch (Exception lost) when (lost is StaleInstanceException || _database.FailureOf(lost) == DatabaseFailure.Conflict)
            {
                // Somebody else was first; the stimulus, if it is still there, is taken up again in the next round.
            }
            catch (Exception exception) when (IsFailureOfAStep(exception))
            {
                BackOff(claimed, exception);
            }
        }
    }

    private void BackOff(ClaimedStimulus claimed, Exception exception)
    {
        WorkflowTelemetry.Failed(exception.GetType().Name);

        // The message of an exception may quote a value of the file; its type and place do not.
        _log.LogError(
            "A step of instance {Instance} failed on stimulus {Kind} {Seq}, attempt {Attempt}: {Exception} {Place}",
            claimed.InstanceId, claimed.Kind, claimed.Seq, claimed.Attempt + 1, exception.GetType().Name, exception.StackTrace);
        var attempt = claimed.Attempt + 1;
        var later = _clock.RealNow + StepRetryPolicy.Delay(attempt);
        var now = _clock.Now;
        _database.WriteBeside(transaction =>
        {
            var changed = transaction.Execute(
                "UPDATE stimulus SET attempt = @next, not_before = @later, state = @state WHERE seq = @seq AND attempt = @attempt AND state = 0",
                ("@next", attempt), ("@later", later), ("@state", attempt >= MostAttempts ? (int)StimulusState.Parked : (int)StimulusState.Pending),
                ("@seq", claimed.Seq), ("@attempt", claimed.Attempt));
            if (changed == 1 && attempt >= MostAttempts)
            {
                var trajectory = transaction.First("SELECT trajectory_id FROM instance WHERE id = @id", r => r.IdOrNull(0), ("@id", claimed.InstanceId));
                _incidents.Parked(
                    transaction, claimed.InstanceId, trajectory, claimed.Seq,
                    $"Een stap is {MostAttempts} keer mislukt door een fout in het programma ({exception.GetType().Name}); er is niets verloren gegaan.", now);
            }
        });
    }

    // A database that is full, locked or gone is nobody's step: the loop waits and tries again. A broken constraint is a step's own fault.
    private bool IsFailureOfAStep(Exception exception) => exception switch
    {
        CrashException or OperationCanceledException or ObjectDisposedException or OutOfMemoryException => false,
        _ => _database.FailureOf(exception) == DatabaseFailure.OfTheWork,
    };
}

/// <summary>How long a step that failed waits before it is tried again.</summary>
internal static class StepRetryPolicy
{
    public static TimeSpan Delay(int attempt) => attempt switch
    {
        1 => TimeSpan.FromSeconds(1),
        2 => TimeSpan.FromSeconds(10),
        3 => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromMinutes(10),
    };
}
