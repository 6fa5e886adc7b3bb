using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Tasks;

public class When_people_do_tasks : IAsyncLifetime
{
    private readonly Guid _trajectory = Ids.New(TestRuntime.Start);
    private TestRuntime _runtime = null!;
    private Guid _organisation;
    private Guid _anna;
    private Guid _bert;
    private Guid _stranger;
    private Guid _owner;
    private Guid _instance;

    private TaskDesk Desk => _runtime.Get<TaskDesk>();

    private TaskInbox Inbox => _runtime.Get<TaskInbox>();

    public async ValueTask InitializeAsync()
    {
        _runtime = await TestRuntime.Make(more: s =>
        {
            s.AddSingleton<Activity>(new TaskOpener(() => _organisation));
            s.AddSingleton<ITaskPeople>(new OneOwner(() => _owner));
            s.AddSingleton<ITaskForms, NoTaskForms>();
        });
        (_anna, _organisation) = _runtime.Person("anna", "jgz");
        (_bert, _) = _runtime.Person("bert", "jgz", _organisation);
        (_stranger, _) = _runtime.Person("vreemd", "jgz");
        (_owner, _) = _runtime.Person("eigenaar", "czv");
    }

    public ValueTask DisposeAsync()
    {
        _runtime.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void An_answer_moves_the_workflow_on_and_the_second_person_sees_that_it_is_done()
    {
        var task = Open();
        Assert.Equal(task, Assert.Single(Inbox.Mine(_anna).Items).Id);
        Assert.Equal(1, Inbox.Mine(_bert).Total);
        Assert.Equal(0, Inbox.Mine(_stranger).Total);
        Assert.IsType<TaskResult.Done>(Desk.Complete(new CompleteTask(task, _anna, null, Value.MapOf(("opmerking", Value.Of("goed"))))));
        var second = Assert.IsType<TaskResult.AlreadyDone>(Desk.Complete(new CompleteTask(task, _bert, null, default)));
        Assert.Equal((_anna.ToString(), _runtime.Clock.Now), (second.By, second.At));
        Story.MustHold(_runtime);
        _runtime.RunAll();
        Assert.Contains(_runtime.JournalOf(_instance), l => l.Event == "Narrated" && l.Data["Text"].AsText == "Uitkomst: Klaar" && l.Actor == _anna.ToString());
        Assert.Equal("Finished", _runtime.StatusOf(_instance));
        Assert.Equal(MailState.Cancelled, _runtime.Database.Read(t => MailRows.Newest(t, 1))[0].State);
        Assert.Equal(0, Inbox.Mine(_anna).Total);
        Assert.Contains(_runtime.Database.Read(t => AuditLog.WhoSaw(t, _trajectory)), a => a.What.EndsWith("complete", StringComparison.Ordinal) && a.Role == "jgz");
        Story.MustHold(_runtime);
    }

    [Fact]
    public void Who_has_another_role_may_not_and_an_unknown_task_is_not_found()
    {
        var task = Open();
        Assert.IsType<TaskResult.NotAllowed>(Desk.Complete(new CompleteTask(task, _stranger, null, default)));
        Assert.IsType<TaskResult.NotAllowed>(Desk.Claim(new ClaimTask(task, _stranger)));
        Assert.IsType<TaskResult.NotFound>(Desk.Claim(new ClaimTask(Ids.New(TestRuntime.Start), _anna)));
        Assert.IsType<TaskResult.Invalid>(Desk.Complete(new CompleteTask(task, _anna, "Bestaat niet", default)));
        Assert.Equal(0, _runtime.Count("task_answer"));
    }

    [Fact]
    public void A_claimed_task_leaves_the_lists_of_others_until_it_is_released()
    {
        var task = Open();
        Assert.IsType<TaskResult.Done>(Desk.Claim(new ClaimTask(task, _anna)));
        Assert.IsType<TaskResult.Done>(Desk.Claim(new ClaimTask(task, _anna)));
        Assert.IsType<TaskResult.NotAllowed>(Desk.Claim(new ClaimTask(task, _bert)));
        Assert.Equal((1, 0), (Inbox.Mine(_anna).Total, Inbox.Mine(_bert).Total));
        Assert.IsType<TaskResult.NotAllowed>(Desk.Release(new ReleaseTask(task, _bert)));
        Assert.IsType<TaskResult.Done>(Desk.Release(new ReleaseTask(task, _anna)));
        Assert.Equal((1, 1), (Inbox.Mine(_anna).Total, Inbox.Mine(_bert).Total));
        Story.MustHold(_runtime);
    }

    [Fact]
    public void Declining_goes_back_to_the_queue_or_out_by_the_refusing_outcome()
    {
        var task = Open();
        Assert.IsType<TaskResult.Invalid>(Desk.Decline(new DeclineTask(task, _anna, " ")));
        Desk.Claim(new ClaimTask(task, _anna));
        Assert.IsType<TaskResult.Done>(Desk.Decline(new DeclineTask(task, _anna, "geen tijd")));
        var row = _runtime.Database.Read(t => TaskRows.Find(t, task))!;
        Assert.Equal((TaskState.Open, null, 1, "geen tijd"), (row.State, row.ClaimedBy, row.DeclineCount, row.DeclineReason));
        var other = Open("Aangenomen,Afgewezen");
        Assert.IsType<TaskResult.Done>(Desk.Decline(new DeclineTask(other, _anna, "vol")));
        _runtime.RunAll();
        Assert.Contains(_runtime.JournalOf(_instance), l => l.Event == "Narrated" && l.Data["Text"].AsText == "Uitkomst: Afgewezen");
        Story.MustHold(_runtime);
    }

    [Fact]
    public void Reassigning_goes_to_a_colleague_with_the_role_and_mails_that_one()
    {
        var task = Open();
        Assert.IsType<TaskResult.Invalid>(Desk.Reassign(new ReassignTask(task, _anna, _stranger, "verlof")));
        Assert.IsType<TaskResult.Done>(Desk.Reassign(new ReassignTask(task, _anna, _bert, "verlof")));
        Assert.Equal((0, 1), (Inbox.Mine(_anna).Total, Inbox.Mine(_bert).Total));
        var waiting = _runtime.Database.Read(t => MailRows.Newest(t, 10)).Where(m => m.State == MailState.Waiting);
        Assert.Equal(_bert, Assert.Single(waiting).AccountId);
        Story.MustHold(_runtime);
    }

    [Fact]
    public void The_case_owner_may_answer_for_an_outside_party_and_says_who_said_it()
    {
        var task = Open();
        Assert.IsType<TaskResult.NotAllowed>(Desk.Complete(new CompleteTask(task, _owner, null, default)));
        var said = new OnBehalf("huisarts", _runtime.Clock.Now.AddHours(-1), "telefoon");
        Assert.IsType<TaskResult.NotAllowed>(Desk.Complete(new CompleteTask(task, _stranger, null, default, said)));
        Assert.IsType<TaskResult.Invalid>(Desk.Complete(new CompleteTask(task, _owner, null, default, said with { SaidAt = _runtime.Clock.Now.AddHours(1) })));
        Assert.IsType<TaskResult.Done>(Desk.Complete(new CompleteTask(task, _owner, null, default, said)));
        Assert.Equal(1, _runtime.Count("task_answer WHERE said_by = 'huisarts' AND channel = 'telefoon'"));
    }

    [Fact]
    public void A_deputy_sees_the_tasks_of_somebody_who_is_absent()
    {
        var task = Open();
        Desk.Reassign(new ReassignTask(task, _anna, _bert, "vraag"));
        Assert.Equal(0, Inbox.Mine(_anna).Total);
        using (var scope = _runtime.Services.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
            db.Set<Account>().Where(a => a.Id == _bert).ExecuteUpdate(u => u
                .SetProperty(a => a.DeputyId, _anna).SetProperty(a => a.AbsentFrom, new DateOnly(2026, 1, 1)).SetProperty(a => a.AbsentUntil, new DateOnly(2026, 1, 2)));
        }

        Assert.Equal(1, Inbox.Mine(_anna).Total);
        Assert.IsType<TaskResult.Done>(Desk.Claim(new ClaimTask(task, _anna)));
        Desk.Release(new ReleaseTask(task, _anna));
        _runtime.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, Inbox.Mine(_anna).Total);
    }

    [Fact]
    public void Escalation_adds_the_next_in_line_and_takes_nobody_away()
    {
        var task = Open();
        var now = _runtime.Clock.Now;
        var origin = new IntentOrigin(_instance, "t", _trajectory, now, Actor.System, new IdSource(Ids.New(now)));
        var (distributor, _) = _runtime.Person("verdeler", EscalationWriter.Distributor, _organisation);
        _runtime.Database.Write(t => new EscalationWriter(_runtime.Get<ITaskPeople>()).Write(t, origin, new EscalateTask(task, "distributor")));
        Assert.Equal((1, 1), (Inbox.Mine(distributor).Total, Inbox.Mine(_anna).Total));
        Assert.IsType<TaskResult.Done>(Desk.Complete(new CompleteTask(task, distributor, null, default)));
    }

    private Guid Open(string outcomes = "Klaar")
    {
        _runtime.Publish(Sequence("t", Activity("taak", "Test.Task", ("outcomes", outcomes))));
        _instance = _runtime.StartInstance("t", _trajectory.ToString());
        _runtime.RunAll();
        return _runtime.Database.Read(t => t.First("SELECT id FROM task WHERE instance_id = @id", r => r.Id(0), ("@id", _instance)));
    }

    private sealed class OneOwner(Func<Guid> owner) : ITaskPeople
    {
        public bool IsCaseOwner(StepTransaction transaction, Guid trajectoryId, Guid accountId) => accountId == owner();

        public (string Role, Guid OrganisationId)? CaseOwner(StepTransaction transaction, Guid trajectoryId) => ("czv", trajectoryId);
    }
}
