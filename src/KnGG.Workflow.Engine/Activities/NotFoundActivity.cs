using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Stands where a definition names an activity that cannot run here. Publishing refuses it; where it is met all the same it is an incident.</summary>
internal sealed class NotFoundActivity : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.NotFoundActivity",
        Category = "System",
        DisplayName = "Not Found Activity",
        Description = "A placeholder activity that will be used in case a workflow definition references an activity type that cannot be found.",
        IsBrowsable = false,
    };

    public override void Run(ActivityScope scope)
    {
        var missing = scope.Node.Json.Text("missingTypeName") ?? scope.Node.Type;
        scope.Fault(scope.Node.WorkflowDefinitionId is { } definition
            ? $"De workflow '{definition}' die '{scope.Node.DisplayName}' gebruikt, kan niet worden uitgevoerd: hij is er niet, of hij gebruikt zichzelf."
            : $"Het activiteittype '{missing}' bestaat hier niet.");
    }
}
