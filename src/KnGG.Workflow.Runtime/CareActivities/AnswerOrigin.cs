using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Activities;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Who answered what, when: what every record of an answer carries.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="At">When.</param>
/// <param name="Today">The local date.</param>
/// <param name="By">Account, or <c>system</c>.</param>
/// <param name="Role">Role in which the person acted, or null.</param>
/// <param name="OrganisationId">Organisation that did the task, or null.</param>
/// <param name="PlanItemId">Plan item that the task was about, or null.</param>
/// <param name="Outcome">The chosen outcome.</param>
/// <param name="RecipientRole">Recipient that a consent is about, or null when the form says so.</param>
/// <param name="FeedbackId">The duty that the workflow was started for, or null.</param>
/// <param name="NewId">Makes an id.</param>
internal sealed record AnswerOrigin(
    Guid TaskId, DateTimeOffset At, DateOnly Today, string By, string? Role, Guid? OrganisationId, Guid? PlanItemId, string Outcome, string? RecipientRole, Guid? FeedbackId,
    Func<Guid> NewId)
{
    /// <summary>The input by which a feedback workflow knows its duty.</summary>
    public const string Duty = "plicht";

    public static AnswerOrigin Of(ActivityContext context, Guid taskId, Guid? organisation, string planItem, string outcome, string? recipientRole) => new(
        taskId,
        context.Now,
        DutchTime.ToLocalDate(context.Now),
        context.Actor.Id,
        context.Actor.Role,
        organisation,
        Guid.TryParse(planItem, out var item) ? item : null,
        outcome,
        recipientRole,
        Guid.TryParse(context.GetWorkflowInput(Duty).TextOrNull, out var duty) ? duty : null,
        context.NewId);
}
