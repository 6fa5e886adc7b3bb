using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Tests.Tasks;

/// <summary>An activity that opens a human task for one organisation, as small as can be.</summary>
internal sealed class TaskOpener(Func<Guid> organisation) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Test.Task",
        Category = "Test",
        DisplayName = "Test",
        Inputs = [new InputDescriptor { Name = "Outcomes", DisplayName = "Outcomes" }],
    };

    public override void Execute(ActivityContext context)
    {
        var id = context.WaitForTask("taak");
        context.Emit(new OpenHumanTask
        {
            TaskId = id,
            Title = "Bel het gezin",
            Role = "jgz",
            OrganisationId = organisation(),
            Outcomes = (context.Input("Outcomes").TextOrNull ?? "Klaar").Split(','),
            DueAt = context.Now.AddDays(5),
            ActivityId = context.Node.Id,
            NodeId = context.Node.NodeId,
        });
        context.Emit(new SendMail(context.NewId(), "task-new", "new", "jgz", organisation(), null, id));
    }

    public override void Resume(ActivityContext context, Bookmark bookmark, Stimulus stimulus)
    {
        context.Narrate("Uitkomst: " + ((TaskAnswered)stimulus).Outcome);
        context.Complete();
    }
}
