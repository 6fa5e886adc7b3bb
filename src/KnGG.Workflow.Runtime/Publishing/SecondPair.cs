using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>
/// Publishing with a second pair of eyes, where that is switched on. Asked after the guard rails: nobody is troubled with a draft that
/// could not go live anyhow.
/// </summary>
internal static class SecondPair
{
    public const string Code = "second-pair";

    /// <summary>Why this person cannot publish this content now, or null. The first time it writes down that somebody else must look.</summary>
    public static DefinitionProblem? Missing(StepTransaction transaction, DefinitionRow draft, Actor actor, DateTimeOffset now)
    {
        // What comes with the program was looked at where it was made, and nobody is signed in at a start.
        if (actor == Actor.System || !FourEyes.IsOn(transaction, now))
        {
            return null;
        }

        var names = new AccountNames(transaction);
        switch (PublishApprovalRows.Open(transaction, draft))
        {
            case { State: ApprovalState.Approved }:
                return null;
            case { State: ApprovalState.Refused } refused:
                return Problem($"{names.Of(refused.DecidedBy ?? "") ?? "Een andere ketenontwerper"} keurde dit concept af: \"{refused.Reason}\" Pas het concept aan en publiceer dan opnieuw.");
            case { State: ApprovalState.Waiting } waiting:
                return Problem($"Dit concept wacht al op een tweede paar ogen, gevraagd door {names.Of(waiting.AskedBy) ?? "een ketenontwerper"}. Een andere ketenontwerper keurt het goed of af op de pagina Publiceren.");
            default:
                PublishApprovalRows.Ask(transaction, draft, actor.Id, now);
                return Problem(FourEyes.Others(transaction, actor.Id, draft.ChangedBy) > 0
                    ? "Een andere ketenontwerper kijkt eerst mee. Uw concept is bewaard en de vraag staat klaar op de pagina Publiceren."
                    : "Een andere ketenontwerper kijkt eerst mee, maar die is er nu niet. Uw concept is bewaard en de vraag staat klaar op de pagina Publiceren. Vraag de beheerder om een tweede ketenontwerper.");
        }
    }

    private static DefinitionProblem Problem(string sentence) => new(Code, "error", null, 1, sentence);
}
