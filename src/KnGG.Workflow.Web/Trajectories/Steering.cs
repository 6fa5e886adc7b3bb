using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Web.Trajectories;

/// <summary>
/// What a case owner may ask of a running trajectory. It is an event to the workflow: what happens then is in the definition, not here.
/// </summary>
internal sealed class Steering(StepDatabase database, ServiceClock clock)
{
    internal static IReadOnlyList<(string Code, string Label)> ReEntryReasons { get; } =
    [
        ("nieuw-inzicht", "Nieuw inzicht"), ("verandering-omgeving", "Er veranderde iets thuis of in de omgeving"),
        ("verandering-kind", "Er veranderde iets bij het kind"), ("terugval", "Terugval"),
    ];

    internal static IReadOnlyList<(string Code, string Label)> ClosingReasons { get; } =
    [
        ("doel-bereikt", "Doel bereikt"), ("gezin-zelf-verder", "Het gezin gaat zelf verder"), ("gezin-wil-niet", "Het gezin wil niet (meer)"),
        ("niet-bereikt", "Het gezin is niet bereikt"), ("verhuisd", "Verhuisd en overgedragen"), ("naar-volwassenketen", "Naar de keten voor volwassenen of de huisarts"),
        ("geen-doelgroep", "Hoort niet (meer) bij de doelgroep"), ("overleden", "Overleden"), ("onjuist-gestart", "Onjuist gestart"),
    ];

    /// <summary>Asks to go back to a step. Returns a Dutch sentence when it cannot, else null.</summary>
    internal string? ReEnter(Guid trajectoryId, int step, string? reason, Actor actor)
    {
        if (step is < 2 or > 4)
        {
            return "Opnieuw doorlopen kan vanaf stap 2, 3 of 4.";
        }

        return ReEntryReasons.Any(r => r.Code == reason)
            ? Send(trajectoryId, "opnieuw-doorlopen", Value.MapOf(("stap", Value.Of(step)), ("reden", Value.Of(reason))), actor)
            : "Kies een reden.";
    }

    /// <summary>Asks to close. Returns a Dutch sentence when it cannot, else null.</summary>
    internal string? Close(Guid trajectoryId, string? reason, Actor actor) => ClosingReasons.Any(r => r.Code == reason)
        ? Send(trajectoryId, "afsluiten", Value.MapOf(("reden", Value.Of(reason))), actor)
        : "Kies een reden.";

    private string? Send(Guid trajectoryId, string name, Value payload, Actor actor)
    {
        var now = clock.Now;
        database.Write(transaction => EventDelivery.Publish(transaction, name, payload, trajectoryId.ToString(), actor, now));
        return null;
    }
}
