using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Stuck;

/// <summary>A region of trajectories of the real chain, and every way in which one gets stuck.</summary>
internal static class StuckScene
{
    public static readonly StuckReader Administrator = new(Id("beheerder"), IsAdministrator: true, IsCoordinator: false);
    public static readonly StuckReader Coordinator = new(Id("coordinator"), IsAdministrator: false, IsCoordinator: true);
    public static readonly StuckReader CaseOwner = new(CareRuntime.JgzAccount, IsAdministrator: false, IsCoordinator: false);

    public static readonly Guid Jgz = DemoRegion.Organisations[0].Id;
    public static readonly Guid Czv = DemoRegion.Organisations[2].Id;

    public static Guid Id(string user) => DemoRegion.Accounts.Single(a => a.UserName == user).Id;

    public static FormCatalog Forms => FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));

    /// <summary>The runtime with accounts that have an address, and so many trajectories at their first task.</summary>
    public static async Task<(TestRuntime Runtime, IReadOnlyList<Guid> Trajectories)> Make(int trajectories, string? definition = null, string birthDate = "2013-12-20")
    {
        var runtime = await CareRuntime.Make(definition, Forms);
        runtime.AddAccounts();
        var opened = Enumerable.Range(1, trajectories).Select(i => Assert.IsType<SignalResult.Received>(runtime.Signal(
            CareRuntime.Girl("V-" + i).Replace("2016-03-01", birthDate, StringComparison.Ordinal))).TrajectoryId!.Value).ToList();
        runtime.RunAll();
        return (runtime, opened);
    }

    public static void AddAccounts(this TestRuntime runtime)
    {
        using var scope = runtime.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        db.AddRange(DemoRegion.Accounts.Select(a => new Account { Id = a.Id, UserName = a.UserName, DisplayName = a.DisplayName, Email = a.UserName + "@voorbeeld.example" }));
        db.SaveChanges();
    }

    /// <summary>Everything that can go wrong, by the cause that it must be named.</summary>
    public static IReadOnlyList<(string Cause, Action<TestRuntime, Guid> Plant)> Plants { get; } =
    [
        (StuckCauses.Incident, (r, id) => r.Database.Write(t => r.Get<IncidentWriter>().ChildMissing(t, r.Root(id), id, "stap", "Een stap mislukte.", r.Clock.Now))),
        (StuckCauses.MigrationRefused, RefuseMigration),
        (StuckCauses.TimerOverdue, (r, id) => r.Database.Write(t => t.Execute(
            "UPDATE stimulus SET due_at = @late, not_before = @later WHERE seq = (SELECT min(seq) FROM stimulus WHERE kind = 'timer' AND instance_id = @id)", ("@late", r.Clock.Now.AddDays(-1)), ("@later", r.Clock.RealNow.AddDays(1)), ("@id", r.Root(id))))),
        (StuckCauses.MailBounced, BounceMail),
        (StuckCauses.TaskWithoutOwner, (r, id) => r.SetTask(id, "organisation_id = NULL")),
        (StuckCauses.OwnerLeft, (r, id) =>
        {
            var colleague = r.Claims(id);
            r.Database.Write(t => t.Execute("DELETE FROM account_role WHERE account_id = @id", ("@id", colleague)));
        }),
        (StuckCauses.OwnerAbsent, (r, id) =>
        {
            var colleague = r.Claims(id);
            r.Database.Write(t => t.Execute("UPDATE account SET absent_from = '2025-12-30' WHERE id = @id", ("@id", colleague)));
        }),
        (StuckCauses.NoCapacity, (r, id) => r.Offer(id, HandoverState.Declined, "vol")),
        (StuckCauses.HandoverDeclined, (r, id) => r.Offer(id, HandoverState.Declined, "kent-gezin")),
        (StuckCauses.HandoverUnanswered, (r, id) =>
        {
            var handover = r.Offer(id, HandoverState.Seen, "");
            r.Database.Write(t => t.Execute("UPDATE task SET handover_id = @handover WHERE trajectory_id = @id AND state < 2", ("@handover", handover), ("@id", id)));
            r.SetTask(id, "due_at = @late");
        }),
        (StuckCauses.ConsentMissing, (r, id) => r.SetTask(id, "due_at = @late, consent_for = 'czv'")),
        (StuckCauses.ConsentExpired, (r, id) => r.Apply(id, new RecordConsent(new ConsentNote("jgz", "", true, "guardian", new DateOnly(2025, 11, 1), "proef")))),
        (StuckCauses.NoShow, (r, id) => r.Apply(id, [.. Enumerable.Range(1, 3).Select(i => new NoteContact(new ContactNote(new DateOnly(2025, 12, 10 + i), "phone", false, "proef")))])),
        (StuckCauses.OverdueTask, (r, id) => r.SetTask(id, "due_at = @late")),
        (StuckCauses.WaitingList, (r, id) => r.Offer(id, HandoverState.AcceptedLater, "")),
        (StuckCauses.Moved, (r, id) => r.Signal(CareRuntime.Girl(r.Reference(id)).Replace("Zaanstad", "Arnhem", StringComparison.Ordinal).Replace("2025-12-10", "2025-12-28", StringComparison.Ordinal))),
        (StuckCauses.Turned18, (r, id) =>
        {
            r.Database.Write(t => t.Execute("UPDATE child SET birth_date = '2007-12-31' WHERE id = (SELECT child_id FROM trajectory WHERE id = @id)", ("@id", id)));
            r.Database.Write(t => t.Execute("DELETE FROM stuck_sign WHERE trajectory_id = @id", ("@id", id)));
            r.Database.Write(StuckSignStore.Fill);
        }),
    ];

    public static Guid Root(this TestRuntime runtime, Guid trajectory) =>
        runtime.Database.Read(t => t.First("SELECT root_instance_id FROM trajectory WHERE id = @id", r => r.Id(0), ("@id", trajectory)));

    public static void Apply(this TestRuntime runtime, Guid trajectory, params CareWrite[] writes) => Assert.True(runtime.Database.Write(t => TrajectoryStore.Apply(t, trajectory, writes)));

    public static void SetTask(this TestRuntime runtime, Guid trajectory, string set) => runtime.Database.Write(t => t.Execute(
        "UPDATE task SET " + set + " WHERE trajectory_id = @id AND state < 2 AND CAST(@late AS bigint) > 0", ("@id", trajectory), ("@late", runtime.Clock.Now.AddDays(-2))));

    /// <summary>A colleague of the JGZ takes the open task.</summary>
    public static Guid Claims(this TestRuntime runtime, Guid trajectory)
    {
        var (colleague, _) = runtime.Person("collega-" + trajectory, "jgz", Jgz);
        var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectory).Single(k => k.State == TaskState.Open));
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Claim(new ClaimTask(task.Id, colleague)));
        return colleague;
    }

    private static string Reference(this TestRuntime runtime, Guid trajectory) =>
        runtime.Database.Read(t => t.First("SELECT c.ref FROM trajectory t JOIN child c ON c.id = t.child_id WHERE t.id = @id", r => r.Text(0), ("@id", trajectory)))!;

    private static Guid Offer(this TestRuntime runtime, Guid trajectory, HandoverState state, string why)
    {
        var id = Ids.New(runtime.Clock.Now);
        runtime.Apply(
            trajectory,
            new OfferHandover(new Handover(id, "jgz", Jgz, "czv", Czv, "verwijzing", HandoverState.Offered, runtime.Clock.Now, 1, MovesOwner: true)),
            new MoveHandover(id, state, why, state == HandoverState.AcceptedLater ? new DateOnly(2026, 3, 1) : null, runtime.Clock.Now, "proef"));
        return id;
    }

    private static void RefuseMigration(TestRuntime runtime, Guid trajectory) => runtime.Database.Write(t =>
    {
        var batch = Ids.New(runtime.Clock.Now);
        t.Execute("INSERT INTO migration_batch (id, definition_id, renamed, state, started_by, started_at) VALUES (@id, 'kngg-traject', '{}', 2, 'system', @now)", ("@id", batch), ("@now", runtime.Clock.Now));
        t.Execute(
            "INSERT INTO migration_item (batch_id, instance_id, number, to_set_id, state, reason, taken_at, look) VALUES (@id, @instance, 1, 999, 3, 'Een stap bestaat niet meer.', @now, 0)",
            ("@id", batch), ("@instance", runtime.Root(trajectory)), ("@now", runtime.Clock.Now));
    });

    private static void BounceMail(TestRuntime runtime, Guid trajectory) => runtime.Database.Write(t =>
    {
        var mail = t.First("SELECT id FROM mail WHERE trajectory_id = @id AND task_id IS NOT NULL", r => r.Id(0), ("@id", trajectory));
        t.Execute("UPDATE mail SET state = 4, closed_at = @now, reply = '550 onbekend' WHERE id = @id", ("@now", runtime.Clock.Now), ("@id", mail));
        runtime.Get<IncidentWriter>().MailRefused(t, mail, runtime.Root(trajectory), trajectory, "Het adres bestaat niet.", runtime.Clock.Now);
    });
}
