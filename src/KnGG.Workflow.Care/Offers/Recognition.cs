namespace KnGG.Workflow.Care.Offers;

/// <summary>Recognition of an offer (requirement 41). Codes: <c>unknown</c>, <c>local</c>, <c>recognised</c>.</summary>
public enum Recognition
{
    /// <summary>Not recorded.</summary>
    Unknown = 0,

    /// <summary>Not (yet) recognised, but fitting, accessible and of demonstrable quality.</summary>
    Local = 1,

    /// <summary>Recognised, for example at Loket Gezond Leven.</summary>
    Recognised = 2,
}
