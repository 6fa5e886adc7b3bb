using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Repairs;

/// <summary>What a repair does to one child: decided from the rows, so that a preview shows exactly what would be written.</summary>
/// <param name="Text">What is done, or why not; one Dutch sentence.</param>
/// <param name="Writes">The writes; none when it is not possible.</param>
internal sealed record RepairPlan(string Text, IReadOnlyList<Action<StepTransaction>> Writes)
{
    private const string Moved = "verhuisd";

    public bool Will => Writes.Count > 0;

    /// <summary>The plan of an action for a trajectory.</summary>
    public static RepairPlan For(StepTransaction transaction, string action, Guid trajectory, Actor actor, DateTimeOffset now)
    {
        var facts = StuckList.CausesOf(transaction, trajectory, now).FindAll(f => StuckActions.Against(f.Cause).Contains(action));
        return facts.Count == 0 ? No("Dit traject loopt niet (meer) vast op iets waartegen dit helpt.") : action switch
        {
            StuckActions.Retry => OnIncidents(transaction, facts, (t, i) => IncidentDesk.Retry(t, i, actor, now), "Wat mislukte, wordt opnieuw geprobeerd."),
            StuckActions.Skip => OnIncidents(transaction, facts, (t, i) => IncidentDesk.Skip(t, i, null, actor, now), "Deze plek wordt overgeslagen."),
            StuckActions.Migrate => new RepairPlan("Het overzetten wordt opnieuw geprobeerd.", [.. facts.Select(f => (Action<StepTransaction>)(t => MigrateAgain(t, f.Subject!.Value)))]),
            StuckActions.Wake => new RepairPlan("Wat klaarstond, wordt nu opgepakt.", [.. facts.Select(f => (Action<StepTransaction>)(t => Wake(t, f.Subject!.Value, now)))]),
            StuckActions.Assign => Assign(transaction, trajectory, facts, actor, now),
            StuckActions.Release => Release(transaction, facts, actor, now),
            StuckActions.Move => Move(transaction, trajectory, actor, now),
            StuckActions.Remind => Remind(transaction, trajectory, facts[0], actor, now),
            _ => No("Dit kan niet in een keer voor meer trajecten."),
        };
    }

    private static RepairPlan No(string why) => new(why, []);

    private static RepairPlan OnIncidents(StepTransaction transaction, List<StuckFact> facts, Action<StepTransaction, IncidentRow> act, string text)
    {
        var incidents = facts.Select(f => IncidentRows.Find(transaction, f.Subject!.Value)).OfType<IncidentRow>().Where(i => i.Kind != IncidentKinds.Child).ToList();
        return incidents.Count == 0
            ? No("Een workflow die niet kon starten, kan niet opnieuw worden geprobeerd; sluit de storing op de pagina Storingen.")
            : new RepairPlan(text, [.. incidents.Select(i => (Action<StepTransaction>)(t => act(t, i)))]);
    }

    // To the version that is published now: the one that refused may have been replaced.
    private static void MigrateAgain(StepTransaction transaction, Guid instance)
    {
        transaction.Execute(
            """
            UPDATE migration_batch SET state = 0, done_at = NULL
            WHERE id = (SELECT batch_id FROM migration_item WHERE instance_id = @instance AND state = 3 ORDER BY taken_at DESC LIMIT 1)
            """,
            ("@instance", instance));
        transaction.Execute(
            """
            UPDATE migration_item SET state = 0, reason = NULL, taken_at = NULL, look = 0, to_set_id = coalesce((
                SELECT d.set_id FROM workflow_definition d JOIN instance i ON i.definition_id = d.definition_id WHERE i.id = @instance AND d.is_published = 1), to_set_id)
            WHERE instance_id = @instance AND state = 3
              AND batch_id = (SELECT batch_id FROM migration_item WHERE instance_id = @instance AND state = 3 ORDER BY taken_at DESC LIMIT 1)
            """,
            ("@instance", instance));
        transaction.Wake(LoopKinds.Migrations);
    }

    private static void Wake(StepTransaction transaction, Guid instance, DateTimeOffset now)
    {
        transaction.Execute("UPDATE stimulus SET not_before = 0 WHERE instance_id = @id AND state = 0 AND due_at <= @now", ("@id", instance), ("@now", now));
        transaction.Wake(LoopKinds.Steps);
    }

    private static RepairPlan Assign(StepTransaction transaction, Guid trajectory, List<StuckFact> facts, Actor actor, DateTimeOffset now)
    {
        var writes = new List<Action<StepTransaction>>();
        foreach (var fact in facts)
        {
            var organisation = transaction.First(
                """
                SELECT c.organisation_id FROM trajectory t JOIN role_coverage c ON c.municipality = t.municipality AND c.role = @role
                WHERE t.id = @id AND EXISTS (SELECT 1 FROM account_role r WHERE r.organisation_id = c.organisation_id AND r.role = c.role) ORDER BY c.rank LIMIT 1
                """,
                r => (Guid?)r.Id(0), ("@id", trajectory), ("@role", fact.Role));
            if (organisation is not { } found)
            {
                return No($"In deze gemeente is er geen organisatie met iemand in de rol {RoleCodes.Named(fact.Role)}.");
            }

            if (fact.Subject is { } task)
            {
                writes.Add(t => GiveTo(t, task, found, actor, now));
            }
            else
            {
                writes.Add(t => TrajectoryStore.Apply(t, trajectory, [new AssignRole(fact.Role, found, null, Owner: true, now)]));
                writes.AddRange(transaction.Query(
                    "SELECT id FROM task WHERE trajectory_id = @id AND state < 2 AND role = @role AND organisation_id = @old",
                    r => r.Id(0), ("@id", trajectory), ("@role", fact.Role), ("@old", fact.OrganisationId)).Select(id => (Action<StepTransaction>)(t => GiveTo(t, id, found, actor, now))));
            }
        }

        return new RepairPlan("De organisatie die deze rol heeft in de gemeente, krijgt wat open staat.", writes);
    }

    private static RepairPlan Release(StepTransaction transaction, List<StuckFact> facts, Actor actor, DateTimeOffset now)
    {
        var writes = new List<Action<StepTransaction>>();
        foreach (var task in facts.Select(f => f.Subject is { } id ? TaskRows.Find(transaction, id) : null).OfType<TaskRow>())
        {
            if (!SomebodyIsThere(transaction, task, now))
            {
                return No($"In deze organisatie is nu niemand anders met de rol {RoleCodes.Named(task.Role)}.");
            }

            writes.Add(t => GiveTo(t, task.Id, task.OrganisationId!.Value, actor, now));
        }

        return writes.Count == 0 ? No("Het hele team is afwezig of weg: regel eerst vervanging.") : new RepairPlan("De taak gaat terug naar het team.", writes);
    }

    private static RepairPlan Move(StepTransaction transaction, Guid trajectory, Actor actor, DateTimeOffset now)
    {
        var (root, here, region) = transaction.First(
            """
            SELECT t.root_instance_id, c.municipality, coalesce((SELECT m.region FROM municipality m WHERE m.name = c.municipality), '')
            FROM trajectory t JOIN child c ON c.id = t.child_id WHERE t.id = @id
            """,
            r => (r.Id(0), r.Text(1), r.Text(2)), ("@id", trajectory));
        return new RepairPlan(
            $"Het traject hoort voortaan bij {here}; de regiehouder beslist over de overdracht.",
            [
                t => t.Execute("UPDATE trajectory SET municipality = @here, region = @region, revision = revision + 1 WHERE id = @id", ("@here", here), ("@region", region), ("@id", trajectory)),
                t => StuckSignStore.Settle(t, trajectory),
                t => EventDelivery.Send(t, root, Moved, Value.Of(ValueMap.Empty), actor, now),
            ]);
    }

    // Who must act gets a mail at most once a day for a trajectory, whoever presses the button.
    private static RepairPlan Remind(StepTransaction transaction, Guid trajectory, StuckFact fact, Actor actor, DateTimeOffset now)
    {
        var stage = FormattableString.Invariant($"remind-{TaskAccess.LocalDate(now):yyyy-MM-dd}");
        var root = transaction.First("SELECT root_instance_id FROM trajectory WHERE id = @id", r => r.Id(0), ("@id", trajectory));
        if (transaction.First("SELECT 1 FROM repair_item i JOIN repair_batch b ON b.id = i.batch_id WHERE b.action = @action AND b.started_at >= @day AND i.trajectory_id = @id AND i.state = 1",
            r => true, ("@action", StuckActions.Remind), ("@day", Care.Calendar.DutchTime.StartOf(TaskAccess.LocalDate(now))), ("@id", trajectory)))
        {
            return No("Vandaag is hierover al een herinnering verstuurd.");
        }

        var task = fact.Subject is { } id ? TaskRows.Find(transaction, id) : null;
        var receivers = Receivers(transaction, trajectory, fact, task);
        return receivers.Count == 0
            ? No($"Niemand met de rol {RoleCodes.Named(fact.Role)} heeft een mailadres.")
            : new RepairPlan("Wie aan zet is, krijgt een mail.", [.. receivers.Select(organisation => (Action<StepTransaction>)(t => new MailWriter().Write(
                t,
                new IntentOrigin(task?.InstanceId ?? root, task?.DefinitionId ?? "", trajectory, now, actor, new IdSource(Ids.New(now))),
                new SendMail(
                    Ids.New(now), task is null ? "notice" : task.DueAt < now ? "task-late" : "task-reminder", stage, task?.Role ?? fact.Role, organisation,
                    task?.ClaimedBy ?? task?.PersonId, task?.Id))))]);
    }

    // Of a role without organisation, such as the administrator, everybody; else the organisation, when somebody there can be reached.
    private static List<Guid> Receivers(StepTransaction transaction, Guid trajectory, StuckFact fact, TaskRow? task)
    {
        var role = task?.Role ?? fact.Role;
        return (task?.OrganisationId ?? fact.OrganisationId) is { } organisation
            ? transaction.Query(
                "SELECT DISTINCT r.organisation_id FROM account_role r JOIN account a ON a.id = r.account_id WHERE r.organisation_id = @o AND r.role = @role AND a.email IS NOT NULL",
                r => r.Id(0), ("@o", organisation), ("@role", role))
            : transaction.Query(
                """
                SELECT DISTINCT r.organisation_id FROM account_role r JOIN account a ON a.id = r.account_id JOIN organisation o ON o.id = r.organisation_id
                WHERE r.role = @role AND a.email IS NOT NULL AND o.region = (SELECT region FROM trajectory WHERE id = @id)
                """,
                r => r.Id(0), ("@role", role), ("@id", trajectory));
    }

    private static bool SomebodyIsThere(StepTransaction transaction, TaskRow task, DateTimeOffset now) => transaction.First(
        """
        SELECT 1 FROM account_role r JOIN account a ON a.id = r.account_id WHERE r.organisation_id = @o AND r.role = @role
          AND a.id <> @busy AND NOT (a.absent_from IS NOT NULL AND a.absent_from <= @today AND (a.absent_until IS NULL OR a.absent_until >= @today))
        """,
        r => true, ("@o", task.OrganisationId), ("@role", task.Role), ("@busy", task.ClaimedBy ?? task.PersonId), ("@today", TaskAccess.LocalDate(now)));

    private static void GiveTo(StepTransaction transaction, Guid taskId, Guid organisation, Actor actor, DateTimeOffset now)
    {
        transaction.Execute(
            "UPDATE task SET state = 0, organisation_id = @o, person_id = NULL, claimed_by = NULL, claimed_at = NULL WHERE id = @id AND state < 2",
            ("@o", organisation), ("@id", taskId));
        MailRows.DropOfTask(transaction, taskId, now);
        var task = TaskRows.Find(transaction, taskId)!;
        new MailWriter().Write(
            transaction, new IntentOrigin(task.InstanceId, task.DefinitionId, task.TrajectoryId, now, actor, new IdSource(Ids.New(now))),
            new SendMail(Ids.New(now), "task-new", FormattableString.Invariant($"repaired-{now.ToUnixTimeMilliseconds()}"), task.Role, organisation, null, taskId));
    }
}
