using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The GGR that the rule proposes, as it is written: by the activity, and anew when what it rests on was made good.</summary>
internal static class GgrProposing
{
    /// <summary>The proposal by the newest measurement; null without one, or when children's GGR does not apply.</summary>
    public static ProposeGgr? Of(CareSnapshot care, TrajectoryFile file, DateTimeOffset now) => file.NewestMeasurement is { } measured
        ? Of(Classifier.Classify(file.Input(measured), care.Reference(DutchTime.ToLocalDate(now))), measured, now)
        : null;

    /// <summary>The same for what was found already.</summary>
    public static ProposeGgr? Of(Classification found, Measurement measured, DateTimeOffset now) => !found.Applicable || found.Ggr.Count == 0
        ? null
        : new ProposeGgr(new GgrProposal(found.Ggr, found.WeightClass, found.BmiZ, measured.On, found.Reference, found.Reason, found.Source, found.Rule, now)
        {
            Table = GgrTable.Rule,
            Decision = new JsonText(CareJson.Write(found)),
        });
}
