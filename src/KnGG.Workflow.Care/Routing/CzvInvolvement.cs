namespace KnGG.Workflow.Care.Routing;

/// <summary>Whether a CZV is involved. Codes: <c>no</c>, <c>optional</c>, <c>always</c>.</summary>
public enum CzvInvolvement
{
    /// <summary>No CZV (or not yet known, when the route is pending).</summary>
    No = 0,

    /// <summary>May be considered, per case and within regional agreements.</summary>
    Optional = 1,

    /// <summary>Always.</summary>
    Always = 2,
}
