using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;

namespace KnGG.Workflow.Runtime.Jobs;

/// <summary>Counts what is stuck, for the night that is written down.</summary>
internal sealed class StuckScanJob(StepDatabase database, StuckList list) : IRecurringJob
{
    internal const string Id = "stuck-scan";
    internal const string At = "0 30 1 * * ?";

    public string Code => Id;

    public string Name => "Tellen wat vastloopt";

    public string Cron => At;

    public JobResult Run(DateTimeOffset dueAt)
    {
        var counts = list.Counts(new StuckFilter());
        var night = DutchTime.ToLocalDate(dueAt);
        database.Write(t => StuckNights.Write(t, night, counts));
        var causes = counts.Select(c => c.Cause).Distinct().Count();
        return new JobResult(counts.Sum(c => c.Trajectories) switch
        {
            0 => "Er loopt niets vast.",
            1 => "Er loopt 1 traject vast.",
            var n when causes == 1 => $"Er lopen {n} trajecten vast, met dezelfde oorzaak.",
            var n => $"Er lopen {n} trajecten vast, met {causes} oorzaken.",
        });
    }
}

/// <summary>Checks every promise that can be read from the rows.</summary>
internal sealed class InvariantsJob(StepDatabase database, InvariantCheck check) : IRecurringJob
{
    private const int MostNamed = 5;
    internal const string Id = "invariants";
    internal const string At = "0 0 2 * * ?";

    public string Code => Id;

    public string Name => "Nakijken of alle gegevens kloppen";

    public string Cron => At;

    public JobResult Run(DateTimeOffset dueAt)
    {
        var found = database.Read(t => check.Run(t));
        if (found.Count == 0)
        {
            return new JobResult("Alles klopt.");
        }

        var kinds = found.GroupBy(v => v.Code).OrderByDescending(g => g.Count()).ToList();
        var named = string.Join(" ", kinds.Take(MostNamed).Select(g => $"{g.First().Message.TrimEnd('.')} ({g.Count()} keer)."));
        return new JobResult(
            found.Count == 1 ? "1 ding klopt niet." : $"{found.Count} dingen kloppen niet.",
            $"Bij het nakijken van de gegevens klopte niet alles. {named} De hele lijst geeft './kngg invariants'.");
    }
}

/// <summary>Gives everybody whose absence ended the next one that was planned.</summary>
internal sealed class AbsencesJob(AbsenceDesk desk) : IRecurringJob
{
    internal const string Id = "absences";
    internal const string At = "0 5 0 * * ?";

    public string Code => Id;

    public string Name => "Volgende afwezigheid klaarzetten";

    public string Cron => At;

    public JobResult Run(DateTimeOffset dueAt) => new(desk.RefreshAll() switch { 0 => "Niets te doen.", 1 => "Voor 1 persoon.", var n => $"Voor {n} personen." });
}
