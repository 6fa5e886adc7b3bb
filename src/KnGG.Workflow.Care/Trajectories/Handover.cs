namespace KnGG.Workflow.Care.Trajectories;

/// <summary>A warm handover: who gives what to whom, and how far the two have come. Its content stays in the zones.</summary>
/// <param name="Id">The handover.</param>
/// <param name="FromRole">Role of the sender.</param>
/// <param name="FromOrganisation">Organisation of the sender, or null.</param>
/// <param name="ToRole">Role of the receiver.</param>
/// <param name="ToOrganisation">Organisation of the receiver, or null.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="State">How far it is.</param>
/// <param name="OfferedAt">When it was offered.</param>
/// <param name="Cycle">Cycle.</param>
/// <param name="MovesOwner">Whether the receiver becomes the case owner.</param>
public sealed record Handover(
    Guid Id, string FromRole, Guid? FromOrganisation, string ToRole, Guid? ToOrganisation, string Reason, HandoverState State, DateTimeOffset OfferedAt, int Cycle, bool MovesOwner)
{
    /// <summary>Each move with its moment and person.</summary>
    public IReadOnlyList<HandoverMove> Moves { get; init; } = [];

    /// <summary>Why it was declined: vol, niet-bevoegd, verkeerde-regio, kent-gezin, anders; or null.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>From when the receiver can start, or null.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>The municipality to which the trajectory goes on acceptance, or null when it stays where it is.</summary>
    public string? ToMunicipality { get; init; }

    /// <summary>The region of that municipality, or null.</summary>
    public string? ToRegion { get; init; }

    /// <summary>Whether nothing more happens to it.</summary>
    public bool IsEnd => State is HandoverState.Declined or HandoverState.Completed or HandoverState.Withdrawn;

    /// <summary>Whether a state may follow another.</summary>
    public static bool Allows(HandoverState from, HandoverState to) => (from, to) switch
    {
        (HandoverState.Offered, HandoverState.Seen or HandoverState.Accepted or HandoverState.AcceptedLater or HandoverState.Declined or HandoverState.Withdrawn) => true,
        (HandoverState.Seen, HandoverState.Accepted or HandoverState.AcceptedLater or HandoverState.Declined or HandoverState.Withdrawn) => true,
        (HandoverState.AcceptedLater, HandoverState.Accepted or HandoverState.Declined or HandoverState.Withdrawn) => true,
        (HandoverState.Accepted, HandoverState.Contacted or HandoverState.Completed) => true,
        (HandoverState.Contacted, HandoverState.Completed) => true,
        _ => false,
    };
}

/// <summary>One move of a handover.</summary>
/// <param name="State">The state that it reached.</param>
/// <param name="At">When.</param>
/// <param name="By">Account, or <c>system</c>.</param>
public sealed record HandoverMove(HandoverState State, DateTimeOffset At, string By);

/// <summary>How far a handover is.</summary>
public enum HandoverState
{
    /// <summary>Offered. Code <c>aangeboden</c>.</summary>
    Offered = 0,

    /// <summary>The receiver looked. Code <c>gezien</c>.</summary>
    Seen = 1,

    /// <summary>Accepted: the receiver has the role. Code <c>aangenomen</c>.</summary>
    Accepted = 2,

    /// <summary>Accepted from a later date; the sender stays until then. Code <c>wachttijd</c>.</summary>
    AcceptedLater = 3,

    /// <summary>Declined. Code <c>afgewezen</c>.</summary>
    Declined = 4,

    /// <summary>The professionals spoke. Code <c>contact</c>.</summary>
    Contacted = 5,

    /// <summary>The family was spoken to. Code <c>afgerond</c>.</summary>
    Completed = 6,

    /// <summary>Taken back by sender or family. Code <c>ingetrokken</c>.</summary>
    Withdrawn = 7,
}

/// <summary>Stored codes of <see cref="HandoverState"/>.</summary>
public static class HandoverStates
{
    private static readonly string[] CodesInOrder = ["aangeboden", "gezien", "aangenomen", "wachttijd", "afgewezen", "contact", "afgerond", "ingetrokken"];

    /// <summary>The code of a state.</summary>
    public static string Code(HandoverState state) => CodesInOrder[(int)state];

    /// <summary>The state of a code, or null.</summary>
    public static HandoverState? Parse(string? code) => Array.IndexOf(CodesInOrder, code) is var index and >= 0 ? (HandoverState)index : null;
}
