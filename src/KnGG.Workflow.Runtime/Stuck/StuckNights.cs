using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Stuck;

/// <summary>How many were stuck on one night, all places and steps together.</summary>
/// <param name="Night">The night.</param>
/// <param name="Cause">Code of the cause; empty for a night on which nothing was stuck.</param>
/// <param name="Trajectories">How many.</param>
public sealed record StuckNightCount(DateOnly Night, string Cause, long Trajectories);

/// <summary>Writes and reads what was stuck on past nights.</summary>
public static class StuckNights
{
    /// <summary>Writes a night; what was there of it is replaced, so that a run that died half-way does no harm.</summary>
    internal static void Write(StepTransaction transaction, DateOnly night, IReadOnlyList<StuckCount> counts)
    {
        transaction.Execute("DELETE FROM stuck_night WHERE night = @night", ("@night", night));
        foreach (var count in counts)
        {
            transaction.Execute(
                "INSERT INTO stuck_night (night, cause, region, municipality, step, trajectories) VALUES (@night, @cause, @region, @municipality, @step, @trajectories)",
                ("@night", night), ("@cause", count.Cause), ("@region", count.Region), ("@municipality", count.Municipality), ("@step", count.Step), ("@trajectories", count.Trajectories));
        }
    }

    /// <summary>The counts of the nights from a day on, by cause, the newest night first.</summary>
    public static IReadOnlyList<StuckNightCount> From(StepTransaction transaction, DateOnly first)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT night, cause, sum(trajectories) FROM stuck_night WHERE night >= @first GROUP BY night, cause ORDER BY night DESC, sum(trajectories) DESC, cause",
            r => new StuckNightCount(r.Date(0), r.Text(1), r.Number(2)), ("@first", first));
    }
}
