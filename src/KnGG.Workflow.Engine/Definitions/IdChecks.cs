namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Ids that stand for more than one activity.</summary>
internal static class IdChecks
{
    public static void Check(IEnumerable<BoundNode> nodes, ProblemList problems)
    {
        foreach (var group in nodes.GroupBy(n => n.Node.Id).Where(g => g.Count() > 1))
        {
            if (group.GroupBy(n => n.Node.NodeId).Any(g => g.Count() > 1))
            {
                problems.Error("duplicate-id", group.First().Node, $"Het id '{group.Key}' komt meer dan eens voor; lijnen en wachtende taken kunnen dan de verkeerde activiteit treffen.");
            }
            else
            {
                problems.Warning("duplicate-id", group.First().Node, $"Het id '{group.Key}' komt op meer dan een plaats in deze workflow voor.");
            }
        }
    }
}
