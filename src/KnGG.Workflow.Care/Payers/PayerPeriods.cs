namespace KnGG.Workflow.Care.Payers;

/// <summary>Periods of one component: a change of GGR, plan or age begins a new one, and the past is never rewritten (requirement 47, A23).</summary>
/// <param name="Periods">Periods in order of their first day; only the last can be open.</param>
public sealed record PayerPeriods(IReadOnlyList<PayerPeriod> Periods)
{
    /// <summary>No decision yet.</summary>
    public static PayerPeriods Empty { get; } = new([]);

    /// <summary>The period that holds on a date, or null.</summary>
    public PayerPeriod? On(DateOnly date) =>
        Periods.LastOrDefault(p => !p.Superseded && p.From <= date && (p.Until is null || p.Until >= date));

    /// <summary>
    /// Decides anew from a date. When GGR, weight class, plan, region or agreement differ, the running period ends the day before and a new one begins; when
    /// nothing differs the periods stay as they are. A date before the start of the running period is refused: the past stays as it was decided.
    /// </summary>
    public PayerPeriods Redecide(PayerInput input, DateOnly from, PayerAgreements agreements, out FieldError? refusal)
    {
        refusal = null;
        var decision = PayerTable.Decide(input with { On = from }, agreements);
        var current = Periods.LastOrDefault(p => !p.Superseded);
        if (current is null)
        {
            return new PayerPeriods([.. Periods, new PayerPeriod(from, null, decision)]);
        }

        if (from < current.From || (current.Until is { } end && from <= end))
        {
            refusal = new FieldError("from", Dutch.Iso(from), $"Vanaf {Dutch.Date(current.From)} is al besloten wie betaalt; kies een datum na die periode, want het verleden wordt niet herschreven.");
            return this;
        }

        if (current.Until is null && Same(current.Decision, decision))
        {
            return this;
        }

        var closed = current.Until is not null ? current
            : from == current.From ? current with { Superseded = true }
            : current with { Until = from.AddDays(-1) };
        return new PayerPeriods([.. Periods.Select(p => ReferenceEquals(p, current) ? closed : p), new PayerPeriod(from, null, decision)]);
    }

    /// <summary>Ends the running period on a last day; a day before its start, or no running period, changes nothing.</summary>
    public PayerPeriods End(DateOnly lastDay) => new([.. Periods.Select(p => p is { Until: null, Superseded: false } && lastDay >= p.From ? p with { Until = lastDay } : p)]);

    // The day itself is no reason for a new period; crossing 2 or 18 years shows in the payer.
    private static bool Same(PayerDecision a, PayerDecision b) =>
        a.Input with { On = null } == b.Input with { On = null } && a.Payer == b.Payer && a.Conflict == b.Conflict && a.Rule == b.Rule && SameAgreement(a.Agreement, b.Agreement);

    private static bool SameAgreement(PayerAgreement? a, PayerAgreement? b) =>
        (a?.Region, a?.AnamnesisPayer, a?.JgzPayer, a?.ValidFrom, a?.AgreedOn) == (b?.Region, b?.AnamnesisPayer, b?.JgzPayer, b?.ValidFrom, b?.AgreedOn);
}
