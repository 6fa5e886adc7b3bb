using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>What the shell uses of the engine beside the stepper: texts to definitions, sets and states, and back.</summary>
internal static class EngineDoor
{
    public static string WriteState(InstanceState state) => throw new NotSupportedException();

    public static InstanceState ReadState(string json) => throw new NotSupportedException();

    public static WorkflowDefinition Parse(string json) => DefinitionReader.Parse(json);

    public static ActivityCatalog Catalog(IEnumerable<Activity> more) => PrimitiveActivities.Catalog.With(more);

    public static DefinitionSetResult Build(WorkflowDefinition root, Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog) =>
        DefinitionSet.Build(root, resolve, catalog);
}
