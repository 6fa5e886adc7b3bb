namespace KnGG.Workflow.Care.Payers;

/// <summary>Who pays a component. Codes: <c>insurer</c>, <c>municipality</c>, <c>statutory</c>, <c>none</c>, <c>undecided</c>.</summary>
public enum Payer
{
    /// <summary>Not to be said yet; the decision names what is missing.</summary>
    Undecided = 0,

    /// <summary>Basic health insurance (Zvw).</summary>
    Insurer = 1,

    /// <summary>The municipality.</summary>
    Municipality = 2,

    /// <summary>Existing statutory tasks, arranged differently per region (H7a).</summary>
    Statutory = 3,

    /// <summary>Nobody, through this chain.</summary>
    None = 4,
}
