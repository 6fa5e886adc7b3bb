namespace KnGG.Workflow.Care.Trajectories;

/// <summary>Why a trajectory is stuck.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">In plain Dutch, for a list.</param>
/// <param name="Next">What happens next, one Dutch sentence.</param>
public sealed record StuckCause(string Code, string Name, string Next);

/// <summary>All causes by which a trajectory can be stuck. Where several hold, the first in this order explains the others best.</summary>
public static class StuckCauses
{
    /// <summary>A step failed and waits for repair.</summary>
    public const string Incident = "incident";

    /// <summary>It could not be moved to the published version.</summary>
    public const string MigrationRefused = "migration-refused";

    /// <summary>Something is due and was not taken up.</summary>
    public const string TimerOverdue = "timer-overdue";

    /// <summary>A mail about an open task was refused for good.</summary>
    public const string MailBounced = "mail-bounced";

    /// <summary>No organisation and no person has the task.</summary>
    public const string TaskWithoutOwner = "task-without-owner";

    /// <summary>Who has it no longer holds the role.</summary>
    public const string OwnerLeft = "owner-left";

    /// <summary>Who has it is absent, and nobody stands in.</summary>
    public const string OwnerAbsent = "owner-absent";

    /// <summary>The receiver declined for lack of room.</summary>
    public const string NoCapacity = "no-capacity";

    /// <summary>The receiver declined for another reason.</summary>
    public const string HandoverDeclined = "handover-declined";

    /// <summary>The receiver did not answer in time.</summary>
    public const string HandoverUnanswered = "handover-unanswered";

    /// <summary>A question about sharing is late, or an agreement was withdrawn while the recipient still takes part.</summary>
    public const string ConsentMissing = "consent-missing";

    /// <summary>What was agreed before a birthday no longer counts.</summary>
    public const string ConsentExpired = "consent-expired";

    /// <summary>The family was not reached several times in a row.</summary>
    public const string NoShow = "no-show";

    /// <summary>A task is late.</summary>
    public const string OverdueTask = "overdue-task";

    /// <summary>A part of the plan or a handover waits for a place.</summary>
    public const string WaitingList = "waiting-list";

    /// <summary>The child became 18 and the trajectory still runs.</summary>
    public const string Turned18 = "turned-18";

    /// <summary>The child lives in another municipality than the trajectory.</summary>
    public const string Moved = "moved";

    /// <summary>All causes, the one that explains best first.</summary>
    public static IReadOnlyList<StuckCause> All { get; } =
    [
        new(Incident, "storing", "De beheerder probeert het opnieuw of slaat deze plek over."),
        new(MigrationRefused, "overzetten lukt niet", "De coördinator past de workflow aan en zet opnieuw over."),
        new(TimerOverdue, "moment voorbij, niets gebeurd", "De beheerder maakt de dienst wakker; daarna gaat het traject vanzelf verder."),
        new(MailBounced, "mail komt niet aan", "Verbeter het adres en verstuur de mail opnieuw, of bel."),
        new(TaskWithoutOwner, "taak zonder eigenaar", "Wijs een organisatie aan die deze rol heeft in de gemeente."),
        new(OwnerLeft, "eigenaar is weg", "De taak gaat terug naar het team, of naar een andere organisatie met deze rol."),
        new(OwnerAbsent, "eigenaar is afwezig", "De taak gaat terug naar het team, of er komt een vervanger."),
        new(NoCapacity, "geen plek bij de ontvanger", "De gever zoekt een andere ontvanger of wacht bewust op een plek."),
        new(HandoverDeclined, "overdracht afgewezen", "De gever kiest een andere ontvanger."),
        new(HandoverUnanswered, "overdracht niet beantwoord", "De ontvanger neemt aan of wijst af. Tot dan blijft de gever verantwoordelijk."),
        new(ConsentMissing, "toestemming ontbreekt", "Een professional vraagt het gezin of er gedeeld mag worden."),
        new(ConsentExpired, "toestemming verlopen", "Vraag opnieuw toestemming: sinds de verjaardag beslist iemand anders mee."),
        new(NoShow, "gezin niet bereikt", "Probeer het op een andere manier, of kies samen voor rust."),
        new(OverdueTask, "taak over tijd", "De taak wordt gedaan, doorgegeven of namens de ander ingevuld."),
        new(WaitingList, "wachtlijst", "Er wordt gewacht op een plek. Intussen kan ander aanbod."),
        new(Turned18, "18 jaar geworden", "Maak afspraken over wie verder gaat en sluit het traject af."),
        new(Moved, "verhuisd", "Draag het traject over naar de nieuwe gemeente."),
    ];

    /// <summary>A cause, or null when the code is not known.</summary>
    public static StuckCause? Find(string? code) => All.FirstOrDefault(c => c.Code == code);
}
