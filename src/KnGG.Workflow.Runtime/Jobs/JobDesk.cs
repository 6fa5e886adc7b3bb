using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>
/// Runs what is due of the recurring jobs. Each moment of a schedule is a row: of many processes one gets it, a restart does not do it again,
/// and of the moments that were missed the last one stands for all. A run whose process died is done again when its lease is over.
/// </summary>
public sealed class JobDesk : IDueWork
{
    /// <summary>Longer than the longest run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>After a failure it is tried again after this time.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>After this many attempts a run is given up, with an incident.</summary>
    public const int MostAttempts = 3;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly IncidentWriter _incidents;
    private readonly ILogger _log;
    private readonly IReadOnlyList<(IRecurringJob Job, JobSchedule Schedule)> _jobs;

    internal JobDesk(StepDatabase database, ServiceClock clock, IncidentWriter incidents, IEnumerable<IRecurringJob> jobs, ILogger<JobDesk> log)
    {
        (_database, _clock, _incidents, _log) = (database, clock, incidents, log);
        _jobs = [.. jobs.Select(j => (j, new JobSchedule(j.Cron)))];
    }

    /// <summary>Every job.</summary>
    public IEnumerable<IRecurringJob> Jobs => _jobs.Select(j => j.Job);

    /// <summary>Before all else: with the simulated clock, what became due since it stood still last lies before what is due now.</summary>
    public int Order => -10;

    /// <summary>The next moment of a job.</summary>
    public DateTimeOffset NextOf(IRecurringJob job) => _jobs.First(j => j.Job == job).Schedule.NextAfter(_clock.Now);

    /// <inheritdoc/>
    public DateTimeOffset? NextDue()
    {
        var (now, real) = (_clock.Now, _clock.RealNow);

        // The simulated clock is not held up by nights in which nothing else happens: a leap of ten years does the last of them.
        return _database.Read(t => _jobs.Select(j => Find(t, j, now, real)?.DueAt ?? (_clock.IsSimulated ? null : j.Schedule.NextAfter(now))).Min());
    }

    /// <inheritdoc/>
    public Task<bool> RunDue(CancellationToken stop)
    {
        var did = false;
        foreach (var job in _jobs)
        {
            stop.ThrowIfCancellationRequested();
            did |= RunDue(job);
        }

        return Task.FromResult(did);
    }

    private bool RunDue((IRecurringJob Job, JobSchedule Schedule) job)
    {
        var (now, real) = (_clock.Now, _clock.RealNow);
        if (_database.Read(t => Find(t, job, now, real)) is null)
        {
            return false;
        }

        var run = _database.Write(t => Find(t, job, now, real) is { } due && JobRows.Claim(t, due) ? due : null);
        if (run is null)
        {
            return false;
        }

        CrashPoint.Hit(CrashPoint.JobClaimed);
        var result = Do(job.Job, run);
        return _database.Write(t =>
        {
            run.EndedAt = result is not null || run.Attempt >= MostAttempts ? _clock.RealNow : null;
            run.LeaseUntil = _clock.RealNow + RetryAfter;
            run.Failed = result is null;
            run.Summary = result?.Summary ?? "Mislukt.";
            if (JobRows.End(t, run))
            {
                Report(t, job.Job, run, result, now);
            }

            return true;
        });
    }

    // The due moment that can be taken now, as the row to write; null when there is none.
    private static JobRunRow? Find(StepTransaction transaction, (IRecurringJob Job, JobSchedule Schedule) job, DateTimeOffset now, DateTimeOffset real)
    {
        var last = JobRows.Last(transaction, job.Job.Code);
        var open = last is { EndedAt: null };
        if (job.Schedule.Due(last?.DueAt, now) is { } due)
        {
            return Row(job.Job, due.At, attempt: 1, due.Missed, real);
        }

        return open && last!.LeaseUntil <= real ? Row(job.Job, last.DueAt, last.Attempt + 1, last.Missed, real) : null;
    }

    private static JobRunRow Row(IRecurringJob job, DateTimeOffset at, int attempt, int missed, DateTimeOffset real) =>
        new() { Job = job.Code, DueAt = at, Attempt = attempt, Missed = missed, StartedAt = real, LeaseUntil = real + Lease };

    private JobResult? Do(IRecurringJob job, JobRunRow run)
    {
        try
        {
            return job.Run(run.DueAt);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException and not CrashException)
        {
            // Its message could hold a value of a file; its kind and place do not.
            _log.LogError("Recurring job {Job} failed: {Exception} {Place}", job.Code, exception.GetType().Name, exception.StackTrace);
            return null;
        }
    }

    private void Report(StepTransaction transaction, IRecurringJob job, JobRunRow run, JobResult? result, DateTimeOffset now)
    {
        var open = transaction.First(
            "SELECT id FROM incident WHERE closed_at IS NULL AND kind = @kind AND activity_id = @job", r => (Guid?)r.Id(0), ("@kind", IncidentKinds.Job), ("@job", job.Code));
        var problem = result is not null ? result.Problem
            : run.EndedAt is not null ? $"'{job.Name}' is {run.Attempt} keer mislukt. De volgende keer wordt het opnieuw geprobeerd; lees het logboek van de dienst." : null;
        if (problem is not null && open is null)
        {
            _incidents.JobProblem(transaction, job.Code, problem, now);
        }
        else if (problem is null && result is not null && open is { } solved)
        {
            IncidentWriter.Close(transaction, solved, "recovered", Actor.System, now);
        }
    }
}
