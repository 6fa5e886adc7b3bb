using System.Globalization;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Families;

/// <summary>What a step reads of a family: who has authority, by ids only.</summary>
internal static class FamilyStore
{
    public static Asked<List<Guardian>> AskGuardians(StepTransaction transaction, Guid childId) => transaction.Ask(
        "SELECT a.id, a.has_authority FROM family_child c JOIN family_adult a ON a.family_id = c.family_id WHERE c.child_id = @child ORDER BY a.id",
        r => new Guardian(r.Id(0).ToString("D", CultureInfo.InvariantCulture), r.IsNull(1) ? null : r.Flag(1)),
        ("@child", childId));
}
