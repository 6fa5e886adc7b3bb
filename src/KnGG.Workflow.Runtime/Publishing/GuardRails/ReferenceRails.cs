using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Definitions that are started by their id: they must be there, else the child stands still at that moment.</summary>
internal static class ReferenceRails
{
    private static readonly (string Type, string Input)[] Starts =
    [
        (CareTypes.HumanTask, "Escalation"), (CareTypes.AskConsent, "Escalation"), (CareTypes.StartInterventions, "Definition"), (CareTypes.FeedbackDuty, "Definition"),
        (CareTypes.ExecuteWorkflow, "WorkflowDefinitionId"), (CareTypes.DispatchWorkflow, "WorkflowDefinitionId"), (CareTypes.BulkDispatch, "WorkflowDefinitionId"),
    ];

    /// <summary>The definitions that an activity starts, as far as they are fixed.</summary>
    public static IEnumerable<string> StartedBy(ActivityNode node, GuardRailContext context) =>
        Starts.Where(s => s.Type == node.Type).Select(s => Given.OrDefault(node, s.Input, context.Catalog).Fixed).Where(id => id is not (null or "-")).OfType<string>();

    public static void Check(OwnRails rails, Findings findings)
    {
        foreach (var node in rails.Nodes)
        {
            foreach (var id in StartedBy(node, rails.Context).Where(id => rails.Context.Resolve(id) is null))
            {
                findings.Error("missing-child", node, $"'{node.DisplayName}' start de workflow '{id}', maar die is er niet of is niet gepubliceerd. Kies een andere workflow, of publiceer deze eerst.");
            }
        }
    }
}
