namespace KnGG.Workflow.Care.Payers;

/// <summary>The kinder-GLI in the plan. Codes: <c>undecided</c>, <c>recognised</c>, <c>not-recognised</c>, <c>none</c>.</summary>
public enum GliInPlan
{
    /// <summary>The plan is not there yet.</summary>
    Undecided = 0,

    /// <summary>In the plan, with a programme on the valid list of recognised programmes.</summary>
    Recognised = 1,

    /// <summary>In the plan, with a programme that is not recognised.</summary>
    NotRecognised = 2,

    /// <summary>The plan has no kinder-GLI.</summary>
    None = 3,
}
