using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>What the shell uses of the engine beside the stepper: texts to definitions, sets and states, and back.</summary>
internal static class EngineDoor
{
    public static string WriteState(InstanceState state) => throw new NotSupportedException();

    public static InstanceState ReadState(string json) => throw new NotSupportedException();

    public static WorkflowDefinition Parse(string json) => throw new NotSupportedException();

    public static ActivityCatalog Catalog(IEnumerable<Activity> more) => ActivityCatalog.Of(more);

    public static DefinitionSet Build(WorkflowDefinition root, Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog) => throw new NotSupportedException();
}
