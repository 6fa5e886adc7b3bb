using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>Makes room for what the coming months bring, and moves finished trajectories to the archive, a number each night.</summary>
internal sealed class ArchiveJob(StepDatabase database, ServiceClock clock, Archiver archiver) : IRecurringJob
{
    internal const string Id = "archive";
    internal const string At = "0 0 3 * * ?";

    // A region closes a few dozen a day; more is a backlog, and its nights are shared.
    private const int MostANight = 5000;

    public string Code => Id;

    public string Name => "Afgesloten trajecten naar het archief";

    public string Cron => At;

    public JobResult Run(DateTimeOffset dueAt)
    {
        database.MakeRoom(clock.Now);
        var due = archiver.Due(MostANight);
        var rest = due.Count == MostANight ? " De rest volgt de komende nachten." : "";
        return new JobResult(due.Count(archiver.Move) switch
        {
            0 => "Niets te doen.",
            1 => "1 traject ging naar het archief." + rest,
            var n => $"{n} trajecten gingen naar het archief." + rest,
        });
    }
}
