using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The conditions of an insured kinder-GLI, held against a file and kept with what they said.</summary>
internal static class GliCheck
{
    /// <summary>What the rule says now, as a write.</summary>
    /// <param name="file">The file.</param>
    /// <param name="item">The item of the plan, or null for the kinder-GLI of the latest plan.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Account.</param>
    public static RecordGliCheck Of(TrajectoryFile file, PlanItem? item, DateTimeOffset at, string by)
    {
        var decision = KinderGli.Check(KinderGliInput.Of(file, item));
        return new RecordGliCheck(new RuleNote(decision.Allowed, decision.Reason, decision.Source, decision.Rule, at, by, new JsonText(CareJson.Write(decision))));
    }
}
