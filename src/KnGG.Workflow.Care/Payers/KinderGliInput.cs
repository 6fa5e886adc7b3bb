using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Care.Payers;

/// <summary>What the kinder-GLI checklist needs; null is not known yet.</summary>
/// <param name="Ggr">GGR on the start date, or null for unknown.</param>
/// <param name="InPlanOfCzv">Part of the coherent plan of the CZV.</param>
/// <param name="ByLifestyleCoach">Carried out by a kinderleefstijlcoach with a valid registration.</param>
/// <param name="ProgrammeRecognised">On the valid list of recognised programmes (RIVM) on the start date.</param>
/// <param name="InsurerConditionsMet">Meets the conditions of the child's insurer.</param>
/// <param name="FoodExerciseBehaviour">Aimed at food, exercise and behaviour of child and family.</param>
/// <param name="PaidAsProgramme">Paid as one programme by own payment titles, not by loose acts.</param>
public sealed record KinderGliInput(
    Ggr? Ggr, bool? InPlanOfCzv, bool? ByLifestyleCoach, bool? ProgrammeRecognised, bool? InsurerConditionsMet, bool? FoodExerciseBehaviour, bool? PaidAsProgramme)
{
    /// <summary>
    /// What a file knows on its day. What nobody looked at is unknown and does not fail; an item that another role carries out does.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="item">The item of the plan, or null for the kinder-GLI of the latest plan.</param>
    public static KinderGliInput Of(TrajectoryFile file, PlanItem? item)
    {
        item ??= file.LatestPlan?.Items.LastOrDefault(i => i.Kind == ItemKinds.KinderGli && !ItemStates.IsEnd(i.State));
        bool? Seen(string code) => file.Health.GliConditions?.Holds(code);
        return new KinderGliInput(
            file.Health.Ggr, item is { Kind: ItemKinds.KinderGli } known && !ItemStates.IsEnd(known.State), item is null or { Role: "klsc" } ? Seen("klsc") : false,
            Seen("erkend"), Seen("verzekeraar"), Seen("gericht"), Seen("betaald"));
    }
}
