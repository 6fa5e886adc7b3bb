using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>Work that is done again and again. A run can die half-way and is then done again from its start, so doing it twice must be like doing it once.</summary>
public interface IRecurringJob
{
    /// <summary>Stable code.</summary>
    string Code { get; }

    /// <summary>Dutch name for the administrator.</summary>
    string Name { get; }

    /// <summary>When, as a Quartz cron expression in local time of the Netherlands.</summary>
    string Cron { get; }

    /// <summary>Does it.</summary>
    /// <param name="dueAt">The moment of the schedule for which it is done.</param>
    /// <returns>What came of it.</returns>
    JobResult Run(DateTimeOffset dueAt);
}

/// <summary>What came of a run.</summary>
/// <param name="Summary">One Dutch sentence without persons.</param>
/// <param name="Problem">What an administrator must look at, one Dutch sentence, or null when all is well.</param>
public sealed record JobResult(string Summary, string? Problem = null);
