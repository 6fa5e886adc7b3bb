namespace KnGG.Workflow.Care.Consent;

/// <summary>Age group that decides who gives consent. Codes: <c>under-12</c>, <c>12-15</c>, <c>from-16</c>.</summary>
public enum ConsentAge
{
    /// <summary>Parents with authority decide; the child has a right to be told.</summary>
    Under12 = 0,

    /// <summary>Child and parents with authority decide together.</summary>
    From12To15 = 1,

    /// <summary>The youth alone decides, also towards the parents.</summary>
    From16 = 2,
}
