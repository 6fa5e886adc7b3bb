using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Brings a late task to the next one on the ladder: inside the organisation first, the case owner last.</summary>
internal sealed class EscalateTaskActivity : CareActivity
{
    private const string ForCaseOwner = "case-owner";
    private const string Distributor = "distributor";
    private const string DistributorRole = "werkverdeler";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.EscalateTask",
        Category = Category,
        DisplayName = "Taak doorzetten",
        Description = "Zet een late taak door: eerst naar de vervanger, dan naar de werkverdeler van dezelfde organisatie, ten slotte naar de regiehouder.",
        Inputs =
        [
            In("Task", "Taak", "Id van de taak.", required: true) with { DefaultSyntax = "Variable" },
            OneOf("Stage", "Naar", "Wie aan de beurt is.", [("Vervanger", "deputy"), ("Werkverdeler", Distributor), ("Regiehouder", ForCaseOwner)], required: true, fallback: "deputy"),
        ],
        Outcomes = ["Klaar", "Taak al klaar"],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file) || !TryId(context, "Task", out var id))
        {
            return;
        }

        var stage = Text(context, "Stage");
        if (id is not { } taskId || care.Tasks.FirstOrDefault(t => t.Id == taskId) is not { } task)
        {
            context.Narrate("De taak is al klaar.");
            context.Complete("Taak al klaar");
            return;
        }

        context.Emit(new EscalateTask(taskId, stage));
        var (role, organisation) = stage switch
        {
            ForCaseOwner => (file.Owner?.Role ?? task.Role, file.Owner?.OrganisationId),
            Distributor => (DistributorRole, task.OrganisationId),
            _ => (task.Role, task.OrganisationId),
        };
        context.Emit(new SendMail(context.NewId(), "task-escalated", stage, role, organisation, null, taskId));
        context.Narrate(stage switch
        {
            ForCaseOwner => "Een late taak is voorgelegd aan de regiehouder.",
            Distributor => "Een late taak is voorgelegd aan de werkverdeler.",
            _ => "Een late taak is voorgelegd aan de vervanger.",
        });
        context.Complete("Klaar");
    }
}
