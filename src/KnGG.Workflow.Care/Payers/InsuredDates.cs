using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Care.Payers;

/// <summary>The dates that start the insured clocks. A re-entry or a pause does not restart or stop them.</summary>
/// <param name="BroadIntakeOn">Day of the broad intake by the CZV.</param>
/// <param name="GliStartedOn">First day of the kinder-GLI.</param>
/// <param name="GliEndedOn">Last day of the kinder-GLI.</param>
/// <param name="CzvFirstChargedOn">First day that the CZV charged to the insurer.</param>
/// <param name="CzvEndedOn">Last day that the CZV charged to the insurer.</param>
public sealed record InsuredDates(DateOnly? BroadIntakeOn, DateOnly? GliStartedOn, DateOnly? GliEndedOn, DateOnly? CzvFirstChargedOn, DateOnly? CzvEndedOn)
{
    /// <summary>The insurer agreed in writing to a later start of the kinder-GLI.</summary>
    public bool InsurerAgreedToLaterStart { get; init; }

    /// <summary>
    /// First day of the newest uninterrupted kinder-GLI, which its longest length is counted from ("aaneengesloten"); null: the same as
    /// <see cref="GliStartedOn"/>. Programmes that follow on each other without a day between them are one.
    /// </summary>
    public DateOnly? GliRunFrom { get; init; }

    /// <summary>The dates that a file holds.</summary>
    public static InsuredDates Of(TrajectoryFile file)
    {
        // The newest version of each item: a plan that is adjusted may begin or end one, and leaves the older versions as they were.
        var programmes = file.Process.Plans.Reverse().SelectMany(p => p.Items).DistinctBy(i => i.Id)
            .Where(i => i is { Kind: ItemKinds.KinderGli, StartedOn: not null }).Select(i => (From: i.StartedOn!.Value, Until: i.EndedOn)).OrderBy(i => i.From).ToArray();
        var insured = file.Health.Payers.Where(p => p.Component.StartsWith("czv-", StringComparison.Ordinal) && p.Payer == "insurer").ToArray();
        DateOnly? czv = file.Process.Team.Where(m => m.Role == "czv").Select(m => (DateOnly?)DutchTime.ToLocalDate(m.From)).Min();
        DateOnly? from = insured.Select(p => (DateOnly?)p.From).Min();
        var run = Run(programmes);
        return new InsuredDates(
            file.Health.BroadIntakeOn,
            programmes.Length > 0 ? programmes[0].From : null,
            run?.Until,
            from is { } first && czv is { } here ? first > here ? first : here : null,
            insured.Length > 0 && insured.All(p => p.Until is not null) ? insured.Max(p => p.Until!.Value).AddDays(-1) : null)
        {
            GliRunFrom = run?.From,
            InsurerAgreedToLaterStart = file.Health.Insurance.LaterStartAgreedOn is not null,
        };
    }

    // The newest stretch without a gap; it has no end while one programme of it runs.
    private static (DateOnly From, DateOnly? Until)? Run((DateOnly From, DateOnly? Until)[] programmes)
    {
        (DateOnly From, DateOnly? Until)? run = null;
        foreach (var (from, until) in programmes)
        {
            run = run is not { } before || (before.Until is { } end && from > end.AddDays(1))
                ? (from, until)
                : (before.From, before.Until is null || until is null ? null : until > before.Until ? until : before.Until);
        }

        return run;
    }
}
