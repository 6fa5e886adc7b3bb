using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>What health professionals know: measurements, risk factors, GGR, payers (a payer reveals the GGR).</summary>
public sealed record HealthZone
{
    /// <summary>Measurements in the order in which they came in.</summary>
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];

    /// <summary>What is known about risk factors, or null when nobody asked.</summary>
    public RiskNote? Risk { get; init; }

    /// <summary>What the table proposes, or null.</summary>
    public GgrProposal? Proposal { get; init; }

    /// <summary>Proposals that a later one replaced, oldest first: what was decided then can still be read.</summary>
    public IReadOnlyList<GgrProposal> EarlierProposals { get; init; } = [];

    /// <summary>What a professional decided, newest last.</summary>
    public IReadOnlyList<GgrVerdict> Verdicts { get; init; } = [];

    /// <summary>Payer decisions with their periods.</summary>
    public IReadOnlyList<PayerNote> Payers { get; init; } = [];

    /// <summary>The first day of the broad intake by the CZV, or null; insured terms count from it, also after a re-entry.</summary>
    public DateOnly? BroadIntakeOn { get; init; }

    /// <summary>What is known about the child's insurance.</summary>
    public Insurance Insurance { get; init; } = new(null, null);

    /// <summary>Which conditions of an insured kinder-GLI somebody saw to be met, newest word; null when nobody looked.</summary>
    public GliConditions? GliConditions { get; init; }

    /// <summary>Checks of the conditions for an insured kinder-GLI, newest last.</summary>
    public IReadOnlyList<RuleNote> GliChecks { get; init; } = [];

    /// <summary>Class and BMI at the start of aftercare, or null.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Checks in aftercare by the relapse rule, newest last.</summary>
    public IReadOnlyList<RuleNote> RelapseChecks { get; init; } = [];

    /// <summary>Answers to form fields of the health zone.</summary>
    public IReadOnlyList<FormAnswers> Answers { get; init; } = [];

    /// <summary>The GGR that counts: the professional's last word, else what the table says when it says one thing; null while it is open.</summary>
    public Ggr? Ggr => Verdicts.Count > 0 ? Verdicts[^1].Ggr : Proposal is { Possible.Count: 1 } only ? only.Possible[0] : null;

    /// <summary>proposed, provisional, confirmed, overridden, or null when there is none.</summary>
    public string? GgrStatus => Verdicts.Count > 0 ? Verdicts[^1].Status : Proposal is null ? null : "proposed";
}

/// <summary>One measurement.</summary>
/// <param name="On">Local date.</param>
/// <param name="HeightCm">Height.</param>
/// <param name="WeightKg">Weight as read.</param>
/// <param name="Clothed">Weighed with clothes on.</param>
/// <param name="SelfReported">Told, not measured: never sets a class.</param>
/// <param name="Source">Where it comes from: jgz, huisarts, a form, an import.</param>
/// <param name="Cycle">Cycle in which it came in.</param>
/// <param name="At">When it came in.</param>
public sealed record Measurement(DateOnly On, double HeightCm, double WeightKg, bool Clothed, bool SelfReported, string Source, int Cycle, DateTimeOffset At);

/// <summary>What is known about risk factors and comorbidity.</summary>
/// <param name="Statement">none, unknown, or codes with commas.</param>
/// <param name="At">When it was written down.</param>
/// <param name="By">By whom.</param>
public sealed record RiskNote(string Statement, DateTimeOffset At, string By)
{
    /// <summary>The statement as rules take it; unreadable text counts as unknown.</summary>
    public RiskStatement Parsed => RiskStatement.TryParse(Statement, out _) ?? RiskStatement.Unknown;
}

/// <summary>What the GGR table proposed, with what it was based on.</summary>
/// <param name="Possible">Every level still possible.</param>
/// <param name="WeightClass">Weight class, or null.</param>
/// <param name="BmiZ">BMI z-score, or null.</param>
/// <param name="MeasuredOn">Measurement it is based on, or null.</param>
/// <param name="Reference">BMI reference.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="At">When.</param>
public sealed record GgrProposal(IReadOnlyList<Ggr> Possible, WeightClass? WeightClass, double? BmiZ, DateOnly? MeasuredOn, string Reference, string Reason, string Source, string Rule, DateTimeOffset At)
{
    /// <summary>Id and version of the table from class and risk to GGR, which <see cref="Rule"/> (of the class) does not name; empty in older files.</summary>
    public string Table { get; init; } = "";

    /// <summary>The whole decision as the rule gave it; empty in files from before it was kept.</summary>
    public JsonText Decision { get; init; }
}

/// <summary>A professional's word about the GGR.</summary>
/// <param name="Ggr">The level.</param>
/// <param name="Status">confirmed, provisional or overridden.</param>
/// <param name="Reason">Why, when it differs from the proposal.</param>
/// <param name="By">Account.</param>
/// <param name="Role">Role in which the person decided, or null.</param>
/// <param name="At">When.</param>
public sealed record GgrVerdict(Ggr Ggr, string Status, string Reason, string By, string? Role, DateTimeOffset At);

/// <summary>Who pays for a component in a period.</summary>
/// <param name="Component">Component code.</param>
/// <param name="Payer">Payer code.</param>
/// <param name="Conflict">Whether readings of the handreiking differ.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it no longer holds, or null.</param>
/// <param name="By">Account that confirmed, or <c>system</c>.</param>
public sealed record PayerNote(string Component, string Payer, bool Conflict, string Reason, string Rule, DateOnly From, DateOnly? Until, string By)
{
    /// <summary>The whole decision as the rule gave it; empty in files from before it was kept.</summary>
    public JsonText Decision { get; init; }
}

/// <summary>What is known about the child's insurance.</summary>
/// <param name="Insurer">Organisation of the insurer, or null when nobody asked; its own limits count before the region's.</param>
/// <param name="LaterStartAgreedOn">Day on which the insurer's agreement to a later start of the kinder-GLI was written down, or null.</param>
public sealed record Insurance(Guid? Insurer, DateOnly? LaterStartAgreedOn);

/// <summary>Which conditions of an insured kinder-GLI somebody saw to be met. What is not in the list is not known; it does not fail.</summary>
/// <param name="Met">Codes: klsc, erkend, verzekeraar, gericht, betaald.</param>
/// <param name="At">When.</param>
/// <param name="By">Account.</param>
public sealed record GliConditions(IReadOnlyList<string> Met, DateTimeOffset At, string By)
{
    /// <summary>True when it was seen to be met; null when nobody looked.</summary>
    public bool? Holds(string code) => Met.Contains(code, StringComparer.Ordinal) ? true : null;
}

/// <summary>What a rule said that proposes and does not decide.</summary>
/// <param name="Holds">What it said; null when it could not say.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="At">When.</param>
/// <param name="By">Account, or <c>system</c>.</param>
/// <param name="Decision">The whole decision as the rule gave it.</param>
public sealed record RuleNote(bool? Holds, string Reason, string Source, string Rule, DateTimeOffset At, string By, JsonText Decision);

/// <summary>Where the child stood at the start of aftercare. The measurement itself is kept, so that a later check compares by one rule.</summary>
/// <param name="Measured">The measurement.</param>
/// <param name="WeightClass">Class then.</param>
/// <param name="BmiZ">BMI z-score then, or null from 18 years.</param>
/// <param name="At">When aftercare began.</param>
public sealed record Baseline(Measurement Measured, WeightClass WeightClass, double? BmiZ, DateTimeOffset At);
