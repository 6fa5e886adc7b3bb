using KnGG.Workflow.Care.Risk;

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
    Ggr? Ggr, bool? InPlanOfCzv, bool? ByLifestyleCoach, bool? ProgrammeRecognised, bool? InsurerConditionsMet, bool? FoodExerciseBehaviour, bool? PaidAsProgramme);
