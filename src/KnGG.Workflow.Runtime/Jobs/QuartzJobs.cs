using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>
/// The one place where recurring jobs meet Quartz. It keeps its triggers in memory and only says when to look; what is due, and who does it, is in
/// the rows (see ADR 0021). So any number of nodes on one database is safe, and a store of Quartz's own would add nothing.
/// </summary>
internal static class QuartzJobs
{
    // Takes over from a node that died and tries again what failed.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    public static void Add(IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => o.InstanceName = "kngg");
            var key = new JobKey("terugkerend-werk");
            quartz.AddJob<DueJobs>(j => j.WithIdentity(key).StoreDurably());

            // At the start: what was missed while nothing ran.
            quartz.AddTrigger(t => t.ForJob(key).WithIdentity("inhalen").StartNow().WithSimpleSchedule(s => s.WithInterval(LookAgain).RepeatForever()));
            foreach (var (code, cron) in RecurringJobs.Schedules)
            {
                quartz.AddTrigger(t => t.ForJob(key).WithIdentity(code).WithCronSchedule(cron, c => c.InTimeZone(JobSchedule.Zone)));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>Looks at what is due. Two at once in one process would only wait for each other.</summary>
    [DisallowConcurrentExecution]
    internal sealed class DueJobs(JobDesk desk) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await desk.RunDue(cancellationToken);
    }
}
