using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Web.Rules;

/// <summary>The four limits, in kg/m2.</summary>
internal sealed record CutoffsAnswer(double Overweight, double Obesity1, double Obesity2, double Obesity3);

/// <summary>What <c>classify</c> answers, on the command line and over HTTP.</summary>
internal sealed record ClassifyAnswer(
    bool Applicable,
    int AgeDays,
    double? Bmi,
    double? BmiZ,
    string? WeightClass,
    IReadOnlyList<string>? Ggr,
    string Reference,
    CutoffsAnswer? Cutoffs,
    string Reason,
    string Source,
    string Rule,
    IReadOnlyList<string> Missing)
{
    internal static ClassifyAnswer From(Classification decided) => new(
        decided.Applicable,
        decided.AgeDays,
        decided.Bmi,
        decided.BmiZ,
        decided.WeightClass is { } weightClass ? CareCodes.ToCode(weightClass) : null,
        decided.Applicable ? [.. decided.Ggr.Select(CareCodes.ToCode)] : null,
        decided.Reference,
        decided.Cutoffs is { } c ? new CutoffsAnswer(c.Overweight, c.Obesity1, c.Obesity2, c.Obesity3) : null,
        decided.Reason,
        decided.Source,
        decided.Rule,
        decided.Missing);
}

/// <summary>What <c>route</c> answers.</summary>
internal sealed record RouteAnswer(
    string Route, string Czv, string Reason, string Source, string Rule, IReadOnlyList<string> Options, IReadOnlyList<string> Missing, bool Provisional)
{
    internal static RouteAnswer From(RouteDecision decided) => new(
        CareCodes.ToCode(decided.Route), CareCodes.ToCode(decided.Czv), decided.Reason, decided.Source, decided.Rule, decided.Options, decided.Missing, decided.Provisional);
}

/// <summary>What one passage says about the payer.</summary>
internal sealed record ReadingAnswer(string Payer, string Source);

/// <summary>A condition for reimbursement; without <c>met</c> it is not known yet.</summary>
internal sealed record ConditionAnswer(string Text, bool? Met);

/// <summary>What <c>payer</c> answers.</summary>
internal sealed record PayerAnswer(
    string Payer,
    bool Conflict,
    IReadOnlyList<ReadingAnswer> Readings,
    IReadOnlyList<ConditionAnswer> Conditions,
    string Reason,
    string Source,
    string Rule,
    IReadOnlyList<string> Missing,
    bool Provisional)
{
    internal static PayerAnswer From(PayerDecision decided) => new(
        CareCodes.ToCode(decided.Payer),
        decided.Conflict,
        [.. decided.Readings.Select(r => new ReadingAnswer(CareCodes.ToCode(r.Payer), r.Source))],
        [.. decided.Conditions.Select(c => new ConditionAnswer(c.Text, c.Met))],
        decided.Reason,
        decided.Source,
        decided.Rule,
        decided.Missing,
        decided.Provisional);
}

/// <summary>A day passed over while counting.</summary>
internal sealed record SkippedAnswer(string Date, string Why);

/// <summary>What <c>workday</c> answers.</summary>
internal sealed record WorkdayAnswer(string Date, IReadOnlyList<SkippedAnswer> Skipped)
{
    internal static WorkdayAnswer From(WorkdayResult result) => new(
        CareCodes.ToCode(result.Date), [.. result.Skipped.Select(s => new SkippedAnswer(CareCodes.ToCode(s.Date), s.Why))]);
}
