using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Care.Payers;

/// <summary>What the payer table needs.</summary>
/// <param name="Component">What is to be paid.</param>
/// <param name="Ggr">GGR, or null for <c>onbekend</c>.</param>
/// <param name="Gli">The kinder-GLI in the plan.</param>
public sealed record PayerInput(PayerComponent Component, Ggr? Ggr, GliInPlan Gli)
{
    /// <summary>The day for which is decided; needed to find the region's agreement.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Region code.</summary>
    public string? Region { get; init; }

    /// <summary>Weight class, which narrows an unknown GGR: obesity is at least matig.</summary>
    public WeightClass? WeightClass { get; init; }

    /// <summary>Date of birth; with <see cref="On"/> it shows who is under 2 or has become 18 (A3).</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>
    /// What a file knows. A kinder-GLI of the plan that is known to miss a condition counts as not recognised; one that nobody looked at counts as the
    /// plan says.
    /// </summary>
    /// <param name="component">What is to be paid.</param>
    /// <param name="file">The file.</param>
    /// <param name="on">Local date.</param>
    public static PayerInput Of(PayerComponent component, TrajectoryFile file, DateOnly on)
    {
        var gli = CareCodes.TryParseGliInPlan(file.LatestPlan?.Gli, out var planned) ? planned : GliInPlan.Undecided;
        var missed = gli == GliInPlan.Recognised && KinderGli.Check(KinderGliInput.Of(file, null)).ForPayer == GliInPlan.NotRecognised;
        return new PayerInput(component, file.Health.Ggr, missed ? GliInPlan.NotRecognised : gli)
        {
            On = on,
            Region = file.Child.Region,
            WeightClass = file.Health.Proposal?.WeightClass,
            BirthDate = file.Child.BirthDate,
        };
    }
}
