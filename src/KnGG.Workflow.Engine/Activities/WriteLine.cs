using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Writes a line to the journal.</summary>
internal sealed class WriteLine : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.WriteLine",
        Category = "Primitives",
        DisplayName = "Write Line",
        Description = "Write a line of text to the console.",
        Inputs = [Inputs.Text("Text", "Text", "The text to write.")],
    };

    public override void Run(ActivityScope scope)
    {
        // Formatted from the value itself: the conversion to text would refuse what .NET simply writes.
        var text = InputValues.Format(scope.Bound.Input("Text")!.EvaluateRaw(scope));
        scope.Run.Tell(new LineWritten(scope.Node.Id, scope.Node.NodeId, scope.Node.Type, scope.ActivityInstanceId, text));
        scope.Complete();
    }
}
