using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Opens a plain task and waits for its answer.</summary>
internal sealed class RunTask : PrimitiveActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.RunTask",
        Category = "Primitives",
        DisplayName = "Run Task",
        Description = "Requests a given task to be run.",
        Inputs =
        [
            Inputs.Text("TaskName", "Task Name", "The name of the task being requested.", required: true),
            Inputs.Map("Payload", "Payload", "Any additional parameters to send to the task."),
        ],
        Outputs = [new("Result", "Object", "Result", "The answer to the task.")],
    };

    public override void Run(ActivityScope scope)
    {
        if (scope.Input("TaskName").TextOrNull is not { Length: > 0 } name)
        {
            throw new ActivityFault("De taak heeft geen naam.");
        }

        var payload = scope.Input("Payload");
        var task = scope.WaitForTask(name);
        scope.Emit(new OpenTask(task, name, scope.Node.Id, scope.Node.NodeId, payload.IsNullish ? Value.Of(ValueMap.Empty) : payload));
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        var answer = (TaskAnswered)stimulus;
        context.SetOutput("Result", answer.Fields);
        if (answer.Outcome is { Length: > 0 } outcome)
        {
            context.Complete(outcome);
        }
        else
        {
            context.Complete();
        }
    }
}
