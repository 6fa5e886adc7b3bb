namespace KnGG.Workflow.Care.Roles;

/// <summary>Norm, available and missing capacity of one role in one area.</summary>
/// <param name="Role">Role code.</param>
/// <param name="Youths">Residents younger than 18, the denominator.</param>
/// <param name="NormFte">Norm in fte.</param>
/// <param name="AvailableFte">Available in fte, or null when nobody counted.</param>
/// <param name="Formula">Dutch text of the sum.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
public sealed record CapacityFigure(string Role, int Youths, double NormFte, double? AvailableFte, string Formula, string Source, string Rule)
{
    /// <summary>Fte short of the norm; negative when there is more than the norm, null when the available fte is not known.</summary>
    public double? GapFte => AvailableFte is { } available ? Math.Round(NormFte - available, 2) : null;
}
