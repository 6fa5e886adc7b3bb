using KnGG.Workflow.Runtime.Archive;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>Where recurring jobs are declared.</summary>
internal static class RecurringJobs
{
    /// <summary>Code and schedule of each.</summary>
    public static IReadOnlyList<(string Code, string Cron)> Schedules { get; } =
        [(AbsencesJob.Id, AbsencesJob.At), (StuckScanJob.Id, StuckScanJob.At), (InvariantsJob.Id, InvariantsJob.At), (ArchiveJob.Id, ArchiveJob.At)];

    /// <summary>Registers them; with <paramref name="run"/> they also run, by the clock on the wall or with the simulated one.</summary>
    public static void AddRecurringJobs(this IServiceCollection services, bool run)
    {
        services.AddSingleton<IRecurringJob, AbsencesJob>();
        services.AddSingleton<IRecurringJob, StuckScanJob>();
        services.AddSingleton<IRecurringJob, InvariantsJob>();
        services.AddSingleton<IRecurringJob, ArchiveJob>();
        services.AddSingleton(s => new JobDesk(
            s.GetRequiredService<StepDatabase>(), s.GetRequiredService<ServiceClock>(), s.GetRequiredService<IncidentWriter>(), s.GetServices<IRecurringJob>(),
            s.GetRequiredService<ILogger<JobDesk>>()));
        if (run)
        {
            services.AddSingleton<IDueWork>(s => s.GetRequiredService<JobDesk>());
            QuartzJobs.Add(services);
        }
    }
}
