using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>One run of a recurring job. Its key is the moment for which it ran, so that of many nodes only one can run it.</summary>
public sealed class JobRunRow
{
    /// <summary>Code of the job.</summary>
    public string Job { get; set; } = "";

    /// <summary>The moment of the schedule for which it ran, by the service's clock.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Number of the attempt; the fence of every write.</summary>
    public int Attempt { get; set; }

    /// <summary>When it began, in real time.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Until when its node is given to finish, in real time; after that another one takes over.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>When it ended, in real time, or null while it runs or when its node died.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many moments before this one were missed and are done with it.</summary>
    public int Missed { get; set; }

    /// <summary>Whether it failed.</summary>
    public bool Failed { get; set; }

    /// <summary>What it found, one Dutch sentence without persons; or null.</summary>
    public string? Summary { get; set; }
}

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRunRow>
{
    public void Configure(EntityTypeBuilder<JobRunRow> builder) => builder.ToTable("job_run").HasKey(r => new { r.Job, r.DueAt });
}
