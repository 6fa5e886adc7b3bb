using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>One version of the plan. Frozen versions stay readable; items that go on are carried to the next version.</summary>
/// <param name="Version">Number, from 1.</param>
/// <param name="Cycle">Cycle to which it belongs.</param>
/// <param name="MadeAt">When it was written.</param>
/// <param name="MadeBy">Account.</param>
/// <param name="Gli">recognised, not-recognised, none or undecided: whether a kinder-GLI is part of it.</param>
/// <param name="Items">What will be done.</param>
/// <param name="EvaluateOn">First evaluation, or null.</param>
/// <param name="AgreedAt">When the family agreed, or null.</param>
/// <param name="AgreedBy">Who agreed: guardian, child, both; or null.</param>
/// <param name="FrozenAt">When it became history, or null.</param>
public sealed record PlanVersion(
    int Version, int Cycle, DateTimeOffset MadeAt, string MadeBy, string Gli, IReadOnlyList<PlanItem> Items, DateOnly? EvaluateOn,
    DateTimeOffset? AgreedAt = null, string? AgreedBy = null, DateTimeOffset? FrozenAt = null);

/// <summary>One thing that will be done, by whom.</summary>
/// <param name="Id">The item; keeps its id when it is carried to the next version.</param>
/// <param name="Kind">social, care, kinder-gli, jeugdwet or family.</param>
/// <param name="Role">Role that carries it out.</param>
/// <param name="OrganisationId">Organisation, or null.</param>
/// <param name="Offer">Offer of the catalogue, or empty.</param>
/// <param name="State">Code of <see cref="ItemStates"/>.</param>
/// <param name="Start">Wished start, or null.</param>
/// <param name="EvaluateOn">First evaluation, or null.</param>
/// <param name="Since">When its state last changed.</param>
public sealed record PlanItem(Guid Id, string Kind, string Role, Guid? OrganisationId, string Offer, string State, DateOnly? Start, DateOnly? EvaluateOn, DateTimeOffset Since)
{
    /// <summary>First day, or null while it has not begun. Kept when the state changes again: insured clocks count from it.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>Last day, or null while it has not ended.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The item in another state. It begins once, and only what began has a last day.</summary>
    internal PlanItem MovedTo(string state, DateTimeOffset at)
    {
        var today = DutchTime.ToLocalDate(at);
        var startedOn = StartedOn ?? (state == ItemStates.Started ? today : null);
        return this with { State = state, Since = at, StartedOn = startedOn, EndedOn = ItemStates.IsEnd(state) && startedOn is not null ? today : null };
    }
}

/// <summary>Kinds of plan items.</summary>
public static class ItemKinds
{
    /// <summary>The family's own task: no professional, no invitation.</summary>
    public const string Family = "family";

    /// <summary>The insured lifestyle programme for children.</summary>
    public const string KinderGli = "kinder-gli";

    /// <summary>All kinds with the words for people.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
        [("social", "Sociaal domein"), ("care", "Zorg"), (KinderGli, "Kinder-GLI"), ("jeugdwet", "Jeugdhulp"), (Family, "Gezin zelf")];
}

/// <summary>States of a plan item.</summary>
public static class ItemStates
{
    /// <summary>Agreed, nothing done yet.</summary>
    public const string Planned = "gepland";

    /// <summary>Its workflow runs: the provider is invited.</summary>
    public const string Invited = "uitgenodigd";

    /// <summary>On a waiting list.</summary>
    public const string Waiting = "wachtlijst";

    /// <summary>Begun.</summary>
    public const string Started = "gestart";

    /// <summary>Ended as meant.</summary>
    public const string Done = "afgerond";

    /// <summary>Stopped before its end.</summary>
    public const string Stopped = "gestopt";

    /// <summary>Never begun.</summary>
    public const string NotStarted = "niet-gestart";

    /// <summary>Replaced by another item.</summary>
    public const string Replaced = "vervangen";

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> All { get; } = [Planned, Invited, Waiting, Started, Done, Stopped, NotStarted, Replaced];

    /// <summary>Whether nothing more happens in this state.</summary>
    public static bool IsEnd(string state) => state is Done or Stopped or NotStarted or Replaced;
}
