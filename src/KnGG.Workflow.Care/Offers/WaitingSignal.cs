namespace KnGG.Workflow.Care.Offers;

/// <summary>A social offer that families must wait for (requirement 39): a signal to the municipality, without persons.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="WaitingDays">Days of waiting.</param>
/// <param name="Blocking">Longer than the tolerance; below it is a remark.</param>
/// <param name="Municipalities">The municipalities it is told to.</param>
/// <param name="Text">Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
public sealed record WaitingSignal(Offer Offer, int WaitingDays, bool Blocking, IReadOnlyList<string> Municipalities, string Text, string Source, string Rule);
