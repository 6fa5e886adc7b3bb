using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>Reads and writes runs of recurring jobs.</summary>
public static class JobRows
{
    private const string Columns = "SELECT job, due_at, attempt, started_at, lease_until, ended_at, missed, failed, summary FROM job_run";

    /// <summary>The last runs of all jobs, newest first.</summary>
    public static IReadOnlyList<JobRunRow> Newest(StepTransaction transaction, int take)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(Columns + " ORDER BY due_at DESC, job LIMIT @take", Read, ("@take", take));
    }

    /// <summary>The last run of a job, or null.</summary>
    internal static JobRunRow? Last(StepTransaction transaction, string job) =>
        transaction.First(Columns + " WHERE job = @job ORDER BY due_at DESC LIMIT 1", Read, ("@job", job));

    /// <summary>Takes a moment of a job for this process. False when another one has it, or did it.</summary>
    internal static bool Claim(StepTransaction transaction, JobRunRow run) => transaction.Execute(
        """
        INSERT INTO job_run (job, due_at, attempt, started_at, lease_until, ended_at, missed, failed, summary)
        VALUES (@job, @due_at, 1, @started_at, @lease_until, NULL, @missed, 0, NULL)
        ON CONFLICT (job, due_at) DO UPDATE SET attempt = job_run.attempt + 1, started_at = excluded.started_at, lease_until = excluded.lease_until
        WHERE job_run.ended_at IS NULL AND job_run.attempt = @attempt AND job_run.lease_until <= @started_at
        """,
        ("@job", run.Job), ("@due_at", run.DueAt), ("@started_at", run.StartedAt), ("@lease_until", run.LeaseUntil), ("@missed", run.Missed), ("@attempt", run.Attempt - 1)) == 1;

    /// <summary>Writes the end of a run, if this process still holds it; or when it may be tried again.</summary>
    internal static bool End(StepTransaction transaction, JobRunRow run) => transaction.Execute(
        """
        UPDATE job_run SET ended_at = @ended_at, lease_until = @lease_until, failed = @failed, summary = @summary
        WHERE job = @job AND due_at = @due_at AND attempt = @attempt AND ended_at IS NULL
        """,
        ("@ended_at", run.EndedAt), ("@lease_until", run.LeaseUntil), ("@failed", run.Failed), ("@summary", run.Summary),
        ("@job", run.Job), ("@due_at", run.DueAt), ("@attempt", run.Attempt)) == 1;

    private static JobRunRow Read(StepRow row) => new()
    {
        Job = row.Text(0),
        DueAt = row.Instant(1),
        Attempt = (int)row.Number(2),
        StartedAt = row.Instant(3),
        LeaseUntil = row.Instant(4),
        EndedAt = row.InstantOrNull(5),
        Missed = (int)row.Number(6),
        Failed = row.Flag(7),
        Summary = row.TextOrNull(8),
    };
}
