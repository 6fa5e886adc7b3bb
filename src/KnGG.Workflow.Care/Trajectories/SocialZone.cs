using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>What the family told about its life, and what follows from that.</summary>
public sealed record SocialZone
{
    /// <summary>The four questions, or null when nobody asked.</summary>
    public FourQuestions? Questions { get; init; }

    /// <summary>Route decisions, newest last; their reason tells about problems.</summary>
    public IReadOnlyList<RouteNote> Routes { get; init; } = [];

    /// <summary>Goals and needs of each plan version.</summary>
    public IReadOnlyList<PlanText> Plans { get; init; } = [];

    /// <summary>Evaluations with the family.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];

    /// <summary>Answers to form fields of the social zone.</summary>
    public IReadOnlyList<FormAnswers> Answers { get; init; } = [];

    /// <summary>The newest route, or null.</summary>
    public RouteNote? Route => Routes.Count > 0 ? Routes[^1] : null;
}

/// <summary>The four separate questions of requirement 14.</summary>
/// <param name="Psychosocial">Psychosocial problems.</param>
/// <param name="Socioeconomic">Socio-economic problems.</param>
/// <param name="LackOfCoherence">Too little coherence in the support.</param>
/// <param name="CoordinationNeed">Need for extra direction.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
public sealed record FourQuestions(Answer Psychosocial, Answer Socioeconomic, Answer LackOfCoherence, Answer CoordinationNeed, DateTimeOffset At, string By)
{
    /// <summary>Whether one of them is yes or suspected: a suspicion is enough (A24).</summary>
    public bool AnyProblem => Psychosocial is Answer.Yes or Answer.Suspected || Socioeconomic is Answer.Yes or Answer.Suspected
        || LackOfCoherence is Answer.Yes or Answer.Suspected || CoordinationNeed is Answer.Yes or Answer.Suspected;
}

/// <summary>A decision about the route.</summary>
/// <param name="Route">The route.</param>
/// <param name="Provisional">Whether the GGR behind it is not known yet.</param>
/// <param name="Missing">Fields that could still change it.</param>
/// <param name="Reason">One Dutch sentence.</param>
/// <param name="Source">Paragraph of the handreiking.</param>
/// <param name="Rule">Rule id and version.</param>
/// <param name="At">When.</param>
/// <param name="By">Account, or <c>system</c>.</param>
public sealed record RouteNote(Route Route, bool Provisional, IReadOnlyList<string> Missing, string Reason, string Source, string Rule, DateTimeOffset At, string By)
{
    /// <summary>The whole decision as the rule gave it; empty in files from before it was kept.</summary>
    public JsonText Decision { get; init; }
}

/// <summary>The words of a plan version.</summary>
/// <param name="Version">Number of the plan version.</param>
/// <param name="Goals">Goals in the family's own words.</param>
/// <param name="Needs">Need by item.</param>
/// <param name="GliReason">Why a kinder-GLI, or why not.</param>
public sealed record PlanText(int Version, string Goals, IReadOnlyDictionary<Guid, string> Needs, string GliReason);

/// <summary>An evaluation with the family.</summary>
/// <param name="At">When.</param>
/// <param name="Cycle">Cycle.</param>
/// <param name="Outcome">Outcome of the task.</param>
/// <param name="Items">keep, more, less or stop, by item.</param>
/// <param name="By">Account.</param>
public sealed record Evaluation(DateTimeOffset At, int Cycle, string Outcome, IReadOnlyDictionary<Guid, string> Items, string By);
