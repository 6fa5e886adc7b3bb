using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// What rules say about an answer, written beside it: by which rule somebody agreed to sharing, and which conditions of an insured kinder-GLI a
/// plan meets. Kept then, so that it can be read after the rule has changed.
/// </summary>
internal static class AnswerRules
{
    public static IReadOnlyList<CareWrite> Apply(IReadOnlyList<CareWrite> writes, CareSnapshot care, AnswerOrigin origin)
    {
        if (care.File is not { } file || !writes.Any(w => w is RecordConsent or MakePlan))
        {
            return writes;
        }

        var result = new List<CareWrite>(writes.Count + 1);
        var checks = false;
        foreach (var write in writes)
        {
            result.Add(write is RecordConsent consent ? Explained(consent, file, care.Guardians) : write);
            if (write is MakePlan plan && plan.Plan.Items.Any(i => i.Kind == ItemKinds.KinderGli))
            {
                checks = true;
            }
        }

        // With what this answer itself says about the conditions, in whatever order the form names its records.
        if (checks)
        {
            result.Add(GliCheck.Of(file.With(result), null, origin.At, origin.By));
        }

        return result;
    }

    private static RecordConsent Explained(RecordConsent write, TrajectoryFile file, IReadOnlyList<Guardian> guardians)
    {
        // Another ground (a law) does not rest on the rule of who must agree.
        if (!SharingGround.IsConsent(write.Consent.By))
        {
            return write;
        }

        var who = ConsentRules.WhoDecides(SharingGround.Situation(file, guardians), write.Consent.On);
        return write with { Consent = write.Consent with { Rule = who.Rule, Reason = who.Reason } };
    }
}
