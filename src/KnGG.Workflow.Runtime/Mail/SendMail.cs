using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>
/// Wants a mail from a fixed template sent to everybody who holds a role in an organisation, or to one person. Carries no text of its own:
/// no child data can get into a mail. One row per recipient; unique per task, stage and recipient.
/// </summary>
/// <param name="MailId">Seed of the rows' ids and so of the Message-Id.</param>
/// <param name="Template">Template code: task-new, task-reminder, task-late, task-escalated, handover-offered, handover-declined, handover-accepted, payer-question, notice.</param>
/// <param name="Stage">What makes it unique beside task and recipient: new, reminder, late, deputy, distributor, case-owner, ...</param>
/// <param name="Role">Role code of the recipients.</param>
/// <param name="OrganisationId">Their organisation, or null when nobody is found (then nothing is sent and the stuck list says so).</param>
/// <param name="PersonId">One person instead of everybody in the role, or null.</param>
/// <param name="TaskId">The task it is about, or null.</param>
public sealed record SendMail(Guid MailId, string Template, string Stage, string Role, Guid? OrganisationId, Guid? PersonId, Guid? TaskId) : HostIntent;
