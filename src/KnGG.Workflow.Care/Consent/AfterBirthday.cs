namespace KnGG.Workflow.Care.Consent;

/// <summary>What happens to running sharing on the 12th and 16th birthday until the new answer; an open question for each region (setting <c>toestemming.naVerjaardag</c>). Codes: <c>stop</c>, <c>continue</c>.</summary>
public enum AfterBirthday
{
    /// <summary>Sharing stops until those who now decide agree. The default.</summary>
    Stop = 0,

    /// <summary>What was agreed before the birthday goes on until the new answer.</summary>
    Continue = 1,
}
