using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Routing;

/// <summary>What the routing table needs. The four questions are kept apart (requirement 14).</summary>
/// <param name="BirthDate">Date of birth.</param>
/// <param name="On">Date of the decision, Europe/Amsterdam.</param>
/// <param name="Ggr">Confirmed or proposed GGR; null is <c>onbekend</c>.</param>
public sealed record RoutingInput(DateOnly BirthDate, DateOnly On, Ggr? Ggr)
{
    /// <summary>Psychosocial problems of child or family.</summary>
    public Answer Psychosocial { get; init; } = Answer.Unknown;

    /// <summary>Socio-economic problems in the family.</summary>
    public Answer Socioeconomic { get; init; } = Answer.Unknown;

    /// <summary>Too little coherence in the support that is there.</summary>
    public Answer LackOfCoherence { get; init; } = Answer.Unknown;

    /// <summary>Need for extra coordination (aanvullende regie).</summary>
    public Answer CoordinationNeed { get; init; } = Answer.Unknown;

    /// <summary>Weight class when it is known while the GGR is not.</summary>
    public WeightClass? WeightClass { get; init; }

    /// <summary>The day on which the running trajectory started; who started before the 18th birthday may finish (requirement 11). Null for a new child.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>A medical question that somebody named, in words; only then a huisarts or kinderarts is asked.</summary>
    public string? MedicalQuestion { get; init; }

    /// <summary>Input from a classification: the GGR when it is certain, else the weight class with the GGR open.</summary>
    public static RoutingInput From(Classification classification, DateOnly on) =>
        new(classification.Input.BirthDate, on, classification.Ggr.Count == 1 ? classification.Ggr[0] : null)
        {
            WeightClass = classification.WeightClass,
        };
}
