namespace KnGG.Workflow.Care.Risk;

/// <summary>The GGR of a child as it stands: the proposal, and who confirmed or overrode it. A later assessment is a new one; this one stays.</summary>
/// <param name="Proposal">What the table proposed.</param>
/// <param name="Status">How firm it is.</param>
/// <param name="Value">The level, or null while several are possible.</param>
/// <param name="By">Id of the professional, or null.</param>
/// <param name="On">Day of the confirmation, or null.</param>
/// <param name="Why">Reason of an override, or what the provisional level waits for.</param>
public sealed record GgrAssessment(GgrDecision Proposal, GgrStatus Status, Ggr? Value, string? By, DateOnly? On, string? Why)
{
    /// <summary>The assessment right after the table: provisional.</summary>
    public static GgrAssessment Propose(GgrDecision proposal, string? waitsFor = null) => new(proposal, GgrStatus.Provisional, proposal.Value, null, null, waitsFor);

    /// <summary>
    /// A named professional sets the level. Inside the table's possibilities it is a confirmation; outside them an override, which needs a reason. Returns null and a refusal
    /// when the name or the reason is missing.
    /// </summary>
    public static GgrAssessment? Decide(GgrDecision proposal, Ggr value, string? by, DateOnly on, string? why, out FieldError? refusal)
    {
        refusal = null;
        if (string.IsNullOrWhiteSpace(by))
        {
            refusal = new FieldError("by", "", "Een professional met naam stelt het GGR vast; de tabel doet alleen een voorstel.");
        }
        else if (!proposal.Possible.Contains(value) && string.IsNullOrWhiteSpace(why))
        {
            refusal = new FieldError("why", "", $"Het voorstel is {Dutch.Join([.. proposal.Possible.Select(p => Names.Of(p) + " verhoogd")], "of")}; schrijf op waarom u {Names.Of(value)} verhoogd kiest.");
        }

        return refusal is not null
            ? null
            : new GgrAssessment(proposal, proposal.Possible.Contains(value) ? GgrStatus.Confirmed : GgrStatus.Overridden, value, by, on, string.IsNullOrWhiteSpace(why) ? null : why.Trim());
    }

    /// <summary>Whether the new level is lower than this one: that makes a task for the case owner and never stops a running intervention.</summary>
    public bool FallsTo(Ggr next) => Value is { } now && next < now;
}
