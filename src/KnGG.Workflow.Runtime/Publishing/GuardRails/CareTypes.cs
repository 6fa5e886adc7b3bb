namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Type names and fixed words that the guard rails know: they look at what an activity is, never at what it is called.</summary>
internal static class CareTypes
{
    public const string Prefix = "KnGG.";
    public const string HumanTask = "KnGG.HumanTask";
    public const string AskConsent = "KnGG.AskConsent";
    public const string OfferHandover = "KnGG.OfferHandover";
    public const string MoveHandover = "KnGG.MoveHandover";
    public const string StartInterventions = "KnGG.StartInterventions";
    public const string MoveItem = "KnGG.MoveItem";
    public const string FollowUpAt = "KnGG.FollowUpAt";
    public const string Pause = "KnGG.Pause";
    public const string FeedbackDuty = "KnGG.FeedbackDuty";
    public const string Notify = "KnGG.Notify";
    public const string NewCycle = "KnGG.NewCycle";
    public const string CloseTrajectory = "KnGG.CloseTrajectory";
    public const string SetMilestone = "KnGG.SetMilestone";
    public const string AssignRole = "KnGG.AssignRole";
    public const string ClassifyGgr = "KnGG.ClassifyGgr";
    public const string DecideRoute = "KnGG.DecideRoute";
    public const string DecidePayer = "KnGG.DecidePayer";
    public const string RelapseCheck = "KnGG.RelapseCheck";
    public const string FileQuestion = "KnGG.FileQuestion";

    public const string Flowchart = "Elsa.Flowchart";
    public const string Sequence = "Elsa.Sequence";
    public const string Start = "Elsa.Start";
    public const string End = "Elsa.End";
    public const string Complete = "Elsa.Complete";
    public const string Finish = "Elsa.Finish";
    public const string Fault = "Elsa.Fault";
    public const string FlowJoin = "Elsa.FlowJoin";
    public const string Event = "Elsa.Event";
    public const string PublishEvent = "Elsa.PublishEvent";
    public const string RunTask = "Elsa.RunTask";
    public const string ExecuteWorkflow = "Elsa.ExecuteWorkflow";
    public const string DispatchWorkflow = "Elsa.DispatchWorkflow";
    public const string BulkDispatch = "Elsa.BulkDispatchWorkflows";

    public const string Done = "Done";
    public const string Reenter = "opnieuw-doorlopen";
    public const string Close = "afsluiten";

    /// <summary>Events that come from outside a definition, when a person does something or the chain comes to it, and the fields that come along.</summary>
    public static IReadOnlyDictionary<string, string[]> OutsideEvents { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Reenter] = ["stap", "reden"],
        [Close] = ["reden"],
        ["nieuw-signaal"] = [],
        ["toestemming-ingetrokken"] = [],
        ["verhuisd"] = [],
        ["wisseling-domein"] = ["rol"],
        ["hervatten"] = [],
        ["wisseling-czv"] = [],
        ["pauze"] = ["reden", "tot"],
        ["nazorg-begonnen"] = [],
    };

    /// <summary>Types that let time pass until something outside happens.</summary>
    public static bool Waits(string type) => type is HumanTask or AskConsent or FollowUpAt or Pause or Event or RunTask or ExecuteWorkflow
        or "Elsa.Delay" or "Elsa.StartAt" or "Elsa.Timer" or "Elsa.Cron";

    /// <summary>Types by which the clock goes on, without anybody deciding.</summary>
    public static bool IsClock(string type) => type is FollowUpAt or Pause or "Elsa.Delay" or "Elsa.StartAt" or "Elsa.Timer" or "Elsa.Cron";
}
