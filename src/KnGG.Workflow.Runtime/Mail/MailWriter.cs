using System.Security.Cryptography;
using System.Text;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Runtime.Absences;
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
            transaction.Send(
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

    // Who is absent today gets nothing: who stands in does, who sees the task in the list. With nobody who stands in it is for the others of
    // the organisation, then for who distributes the work there; with nobody at all it waits for who comes back.
    private static List<(Guid Account, string Address)> Recipients(StepTransaction transaction, SendMail mail, DateTimeOffset now)
    {
        var today = Tasks.TaskAccess.LocalDate(now);
        var meant = mail.PersonId is { } person ? Person(transaction, person, today)
            : mail.OrganisationId is { } of ? Holders(transaction, of, mail.Role, today) : [];
        var there = There(transaction, meant, today);
        if (there.Count == 0 && mail.OrganisationId is { } organisation && meant.Exists(m => m.Absent))
        {
            there = mail.PersonId is null ? [] : There(transaction, Holders(transaction, organisation, mail.Role, today), today);
            there = there.Count > 0 ? there : There(transaction, Holders(transaction, organisation, Tasks.EscalationWriter.Distributor, today), today);
        }

        return there.Count > 0 ? there : [.. meant.Where(m => m.Address is not null).Select(m => (m.Account, m.Address!))];
    }

    private static List<(Guid Account, string Address)> There(StepTransaction transaction, List<Candidate> candidates, DateOnly today)
    {
        var there = new List<(Guid Account, string Address)>();
        foreach (var candidate in candidates)
        {
            var who = !candidate.Absent ? candidate
                : StandIns.For(transaction, candidate.Account, today) is { } other ? Person(transaction, other, today)[0]
                : null;
            if (who is { Address: { } address } && !there.Contains((who.Account, address)))
            {
                there.Add((who.Account, address));
            }
        }

        return there;
    }

    private static List<Candidate> Person(StepTransaction transaction, Guid person, DateOnly today) => transaction.Query(
        $"SELECT a.id, a.email, CASE WHEN {StandIns.Absent("a")} THEN 1 ELSE 0 END FROM account a WHERE a.id = @id", Read, ("@today", today), ("@id", person));

    private static List<Candidate> Holders(StepTransaction transaction, Guid organisation, string role, DateOnly today) => transaction.Query(
        $"""
        SELECT a.id, a.email, CASE WHEN {StandIns.Absent("a")} THEN 1 ELSE 0 END FROM account a JOIN account_role r ON r.account_id = a.id
        WHERE r.organisation_id = @organisation_id AND r.role = @role ORDER BY a.id
        """,
        Read, ("@today", today), ("@organisation_id", organisation), ("@role", role));

    private static Candidate Read(StepRow row) => new(row.Id(0), row.TextOrNull(1), row.Flag(2));

    private sealed record Candidate(Guid Account, string? Address, bool Absent);

    // The same mail to the same person has the same id whoever writes it, and so the same Message-Id.
    private static Guid IdOf(Guid mailId, Guid account)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{mailId:N}{account:N}"));
        var bytes = mailId.ToByteArray(bigEndian: true);
        hash.AsSpan(0, 8).CopyTo(bytes.AsSpan(8));
        return new Guid(bytes, bigEndian: true);
    }
}
