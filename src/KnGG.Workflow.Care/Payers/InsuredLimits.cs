using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Payers;

/// <summary>
/// Counts the three insured limits exactly. "Within 6 months" of 15 January still holds on 15 July; "at most 24 months" from 15 January ends on 14 January two years later.
/// Months clamp to the end of a shorter month.
/// </summary>
public static class InsuredLimits
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "verzekerde-grenzen@1";

    /// <summary>The state of all three limits on a day, in a fixed order: GLI start, GLI length, insured CZV.</summary>
    public static IReadOnlyList<LimitStatus> Count(InsuredDates dates, InsurerLimits limits, DateOnly on) =>
        [GliStart(dates, limits, on), Length("gli.duur.max", "De kinder-GLI", dates.GliRunFrom ?? dates.GliStartedOn, dates.GliEndedOn, limits.GliAtMost, limits, on),
            Length("czv.verzekerd.max", "De verzekerde inzet van de CZV", dates.CzvFirstChargedOn, dates.CzvEndedOn, limits.CzvAtMost, limits, on)];

    /// <summary>The number of the charge unit (quarter) in which a day lies, from 1; 0 before the first charged day. A quarter starts on any date (NZa).</summary>
    public static int QuarterOf(DateOnly firstChargedOn, DateOnly on, Term chargeUnit)
    {
        if (on < firstChargedOn || chargeUnit.Amount <= 0)
        {
            return 0;
        }

        var quarter = 1;
        while (Plus(firstChargedOn, chargeUnit with { Amount = chargeUnit.Amount * quarter }) <= on)
        {
            quarter++;
        }

        return quarter;
    }

    private static LimitStatus GliStart(InsuredDates dates, InsurerLimits limits, DateOnly on)
    {
        const string Key = "gli.startNaAnamnese.max";
        if (dates.BroadIntakeOn is not { } intake || on < intake)
        {
            return new LimitStatus(Key, LimitState.NotStarted, null, null, null, "De brede anamnese is nog niet gedaan, dus deze termijn loopt nog niet.", Rule, limits.Basis);
        }

        var last = Plus(intake, limits.GliStartWithin);
        var warn = Plus(intake, limits.GliStartWarnAt);
        var started = dates.GliStartedOn is { } start && start <= on ? dates.GliStartedOn : null;
        var inTime = (started ?? on) <= last || dates.InsurerAgreedToLaterStart;
        var state = started is not null ? inTime ? LimitState.Met : LimitState.Passed
            : !inTime ? LimitState.Passed
            : on >= warn ? LimitState.Warning : LimitState.Running;
        var reason = state switch
        {
            LimitState.Met => $"De kinder-GLI startte op {Dutch.Date(started!.Value)}, {(started <= last ? $"binnen {limits.GliStartWithin.ToDutch()} na de brede anamnese" : "later dan de termijn maar met instemming van de verzekeraar")}.",
            LimitState.Passed when started is not null => $"De kinder-GLI startte op {Dutch.Date(started.Value)}, na de laatste dag {Dutch.Date(last)}; overleg met de verzekeraar.",
            LimitState.Passed => $"De kinder-GLI moest uiterlijk op {Dutch.Date(last)} starten; overleg met de verzekeraar.",
            _ when on > last => "De termijn is voorbij, maar de verzekeraar stemt in met een latere start.",
            _ => $"De kinder-GLI moet uiterlijk op {Dutch.Date(last)} starten.",
        };
        return new LimitStatus(Key, state, intake, warn, last, reason, Rule, limits.Basis);
    }

    private static LimitStatus Length(string key, string what, DateOnly? startedOn, DateOnly? endedOn, Term atMost, InsurerLimits limits, DateOnly on)
    {
        if (startedOn is not { } start || on < start)
        {
            return new LimitStatus(key, LimitState.NotStarted, null, null, null, $"{what} is nog niet begonnen.", Rule, limits.Basis);
        }

        var last = Plus(start, atMost).AddDays(-1);
        var warn = WorkCalendar.National.Subtract(last.AddDays(1), limits.WarnBefore);
        var ended = endedOn is { } end && end <= on ? endedOn : null;
        var state = (ended ?? on) > last ? LimitState.Passed
            : ended is not null ? LimitState.Met
            : on >= warn ? LimitState.Warning : LimitState.Running;
        var reason = state switch
        {
            LimitState.Passed => $"{what} duurt langer dan {atMost.ToDutch()}: de laatste verzekerde dag was {Dutch.Date(last)}.",
            LimitState.Met => $"{what} eindigde op {Dutch.Date(ended!.Value)}, binnen {atMost.ToDutch()}.",
            _ => $"{what} is verzekerd tot en met {Dutch.Date(last)} (hoogstens {atMost.ToDutch()}).",
        };
        return new LimitStatus(key, state, start, warn, last, reason, Rule, limits.Basis);
    }

    private static DateOnly Plus(DateOnly date, Term term) => WorkCalendar.National.Add(date, term);
}
