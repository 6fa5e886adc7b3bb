using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The activities of the palette's "KnGG" group (docs/ACTIVITIES.md).</summary>
public static class CareActivityCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Activity> All { get; } =
    [
        new HumanTask(),
        new ClassifyGgr(),
        new DecideRoute(),
        new DecidePayer(),
        new CheckKinderGli(),
        new AskConsent(),
        new OfferHandover(),
        new MoveHandover(),
        new StartInterventions(),
        new MoveItemActivity(),
        new FollowUpAt(),
        new RelapseCheck(),
        new FeedbackDuty(),
        new Notify(),
        new NewCycle(),
        new CloseTrajectory(),
        new SetMilestone(),
        new AssignRole(),
        new EscalateTaskActivity(),
        new FileQuestion(),
        new ReadSetting(),
    ];
}
