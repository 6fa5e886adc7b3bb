using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>What the shell uses of the engine beside the stepper: texts to definitions, sets and states, and back.</summary>
internal static class EngineDoor
{
    /// <summary>The state as UTF-8 JSON: it goes to the database and into the hash without ever being a string.</summary>
    public static byte[] WriteState(InstanceState state) => InstanceStateJson.WriteUtf8(state);

    public static InstanceState ReadState(byte[] utf8) => InstanceStateJson.Read(utf8);

    public static WorkflowDefinition Parse(string json) => DefinitionReader.Parse(json);

    public static ActivityCatalog Catalog(IEnumerable<Activity> more) => PrimitiveActivities.Catalog.With(more);

    public static DefinitionSetResult Build(WorkflowDefinition root, Func<string, WorkflowDefinition?> resolve, ActivityCatalog catalog) =>
        DefinitionSet.Build(root, resolve, catalog);
}
