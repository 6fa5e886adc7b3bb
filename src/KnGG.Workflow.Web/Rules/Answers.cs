using KnGG.Workflow.Care.Measurements;
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
        decided.WeightClass is { } weightClass ? Codes.Of(weightClass) : null,
        decided.Applicable ? [.. decided.Ggr.Select(Codes.Of)] : null,
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
        Codes.Of(decided.Route), Codes.Of(decided.Czv), decided.Reason, decided.Source, decided.Rule, decided.Options, decided.Missing, decided.Provisional);
}
