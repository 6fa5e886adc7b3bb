namespace KnGG.Workflow.Care.Consent;

/// <summary>Zone of data. Codes: <c>identity</c>, <c>health</c>, <c>social</c>.</summary>
public enum DataZone
{
    /// <summary>Who the child is: name, birth date, address, BSN.</summary>
    Identity = 0,

    /// <summary>Measurements, GGR, comorbidity.</summary>
    Health = 1,

    /// <summary>Family, debts, school, psychosocial circumstances.</summary>
    Social = 2,
}
