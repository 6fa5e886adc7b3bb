using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Mail;

/// <summary>Writes the outbox rows of a mail that a step wants: one for each recipient.</summary>
internal sealed class MailWriter : IIntentWriter
{
    public Type Intent => typeof(SendMail);

    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        var mail = (SendMail)intent;
        foreach (var (account, address) in Recipients(transaction, mail, origin.Now))
        {
            var subject = mail.TaskId ?? mail.MailId;
            transaction.Execute(
                """
                INSERT INTO mail (id, unique_key, template, stage, task_id, instance_id, trajectory_id, account_id, role, address, state, due_at, not_before,
                                  attempt, created_at)
                VALUES (@id, @unique_key, @template, @stage, @task_id, @instance_id, @trajectory_id, @account_id, @role, @address, 0, @due_at, 0, 0, @created_at)
                ON CONFLICT (unique_key) DO NOTHING
                """,
                ("@id", IdOf(mail.MailId, account)), ("@unique_key", $"{subject:N}:{mail.Stage}:{account:N}"), ("@template", mail.Template), ("@stage", mail.Stage),
                ("@task_id", mail.TaskId), ("@instance_id", origin.InstanceId), ("@trajectory_id", origin.TrajectoryId), ("@account_id", account),
                ("@role", mail.Role), ("@address", address), ("@due_at", origin.Now), ("@created_at", origin.Now));
        }

        transaction.Wake(LoopKinds.Mail);
    }

    // Who is absent today gets nothing: the deputy does, who sees the task in the list.
    private static List<(Guid Account, string Address)> Recipients(StepTransaction transaction, SendMail mail, DateTimeOffset now)
    {
        const string Columns = "SELECT DISTINCT coalesce(d.id, a.id), coalesce(d.email, a.email) FROM account a ";
        const string Deputy =
            """
             LEFT JOIN account d ON d.id = a.deputy_id AND d.email IS NOT NULL AND a.absent_from IS NOT NULL AND a.absent_from <= @today
                               AND (a.absent_until IS NULL OR a.absent_until >= @today)
            """;
        var today = Tasks.TaskAccess.LocalDate(now);
        if (mail.PersonId is { } person)
        {
            return transaction.Query(Columns + Deputy + " WHERE a.id = @id AND a.email IS NOT NULL", r => (r.Id(0), r.Text(1)), ("@today", today), ("@id", person));
        }

        return mail.OrganisationId is { } organisation
            ? transaction.Query(
                Columns + "JOIN account_role r ON r.account_id = a.id" + Deputy
                    + " WHERE r.organisation_id = @organisation_id AND r.role = @role AND a.email IS NOT NULL ORDER BY 1",
                r => (r.Id(0), r.Text(1)),
                ("@today", today), ("@organisation_id", organisation), ("@role", mail.Role))
            : [];
    }

    // The same mail to the same person has the same id whoever writes it, and so the same Message-Id.
    private static Guid IdOf(Guid mailId, Guid account)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{mailId:N}{account:N}"));
        var bytes = mailId.ToByteArray(bigEndian: true);
        hash.AsSpan(0, 8).CopyTo(bytes.AsSpan(8));
        return new Guid(bytes, bigEndian: true);
    }
}
