namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Node ids: the path from the workflow to an activity, which journal, reports and designer share.</summary>
internal static class NodeIds
{
    /// <summary>The node of the workflow itself, above the root activity.</summary>
    public const string Workflow = "Workflow1";

    /// <summary>The type under which the workflow itself appears in the journal.</summary>
    public const string WorkflowType = "Elsa.Workflow";

    public static string Of(string parent, string id) => $"{parent}:{id}";
}
