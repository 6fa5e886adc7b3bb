using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests;

/// <summary>Small builders, so that a test shows only what it is about.</summary>
internal static class A
{
    internal static readonly DateOnly Today = new(2026, 6, 1);

    /// <summary>At 100 cm the weight in kg is the BMI.</summary>
    internal static ClassificationInput Child(Sex sex, int ageDays, double bmi, RiskStatement? risk = null) =>
        new(sex, Today.AddDays(-ageDays), Today, 100, bmi) { Risk = risk ?? RiskStatement.Unknown };

    internal static DateOnly Born(int years) => Age.Birthday(Today, -years);

    internal static RoutingInput Route(Ggr? ggr, Answer psychosocial = Answer.No, Answer socioeconomic = Answer.No, Answer coherence = Answer.No, Answer coordination = Answer.No, WeightClass? weightClass = null) =>
        new(Born(10), Today, ggr)
        {
            Psychosocial = psychosocial,
            Socioeconomic = socioeconomic,
            LackOfCoherence = coherence,
            CoordinationNeed = coordination,
            WeightClass = weightClass,
        };

    internal static PayerAgreements Agreement(AnamnesisPayer choice, DateOnly? from = null) =>
        new([new PayerAgreement("Noord", choice, from ?? new DateOnly(2026, 1, 1), null, new DateOnly(2025, 12, 1), ["mandaatgemeente", "preferente verzekeraar"])]);
}
