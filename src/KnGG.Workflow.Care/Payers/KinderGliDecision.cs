namespace KnGG.Workflow.Care.Payers;

/// <summary>The kinder-GLI checklist, computed.</summary>
/// <param name="Allowed">True when all conditions are met, false when one fails, null while something is unknown.</param>
/// <param name="Conditions">All conditions of requirement 43 in order.</param>
/// <param name="Failing">Dutch texts of the conditions that fail.</param>
/// <param name="Missing">Fields not known yet.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="Input">The values used.</param>
public sealed record KinderGliDecision(
    bool? Allowed, IReadOnlyList<PayerCondition> Conditions, IReadOnlyList<string> Failing, IReadOnlyList<string> Missing, string Reason, string Source, string Rule, KinderGliInput Input)
{
    /// <summary>How the payer table sees this programme, when it is part of the plan.</summary>
    public GliInPlan ForPayer => Input.InPlanOfCzv switch
    {
        null => GliInPlan.Undecided,
        false => GliInPlan.None,
        _ when Conditions.Skip(2).Any(c => c.Met == false) => GliInPlan.NotRecognised,
        _ when Conditions.Skip(2).All(c => c.Met == true) => GliInPlan.Recognised,
        _ => GliInPlan.Undecided,
    };
}
