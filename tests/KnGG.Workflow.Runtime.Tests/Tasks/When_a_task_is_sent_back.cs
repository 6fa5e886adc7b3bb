using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Tasks;

public sealed class When_a_task_is_sent_back : IAsyncLifetime
{
    private const string Talk = "Meten en gesprek met kind en ouders";
    private const string Decide = "GGR en route vaststellen";

    private TestRuntime _runtime = null!;
    private Guid _trajectory;
    private Guid _anna;
    private Guid _bert;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _runtime?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_did_the_task_before_makes_it_good_and_the_sender_goes_on_where_they_were()
    {
        await Make();
        Done(_anna, "Signaal beoordelen", "Oppakken", """{ "familyKnows": "yes" }""");
        Done(_anna, Talk, "Gedaan", Measured(140, 35));
        Assert.Equal("Geen", Possible());
        var mine = Open(Decide);
        Assert.IsType<DraftResult.Kept>(_runtime.Get<TaskDrafts>().Save(mine.Id, _bert, Value.MapOf(("fields", Value.MapOf(("reason", Value.Of("half")))), ("page", Value.Of("b"))), 0));
        SentBack(mine, _bert, "Het gewicht kan niet kloppen.");

        // One task, of the person who measured; the reason with it, the sender's own gone for now and not lost.
        var theirs = Assert.Single(OpenTasks());
        Assert.Equal((Talk, _anna, "meting-en-gesprek", "Het gewicht kan niet kloppen."), (theirs.Title, theirs.PersonId!.Value, theirs.Form, theirs.DeclineReason));
        Assert.Equal([TaskOutcomes.MadeGood], TaskRows.OutcomesOf(theirs));
        Assert.Equal(new DateOnly(2026, 1, 8), TaskAccess.LocalDate(theirs.DueAt!.Value));
        Assert.Equal(TaskState.Returned, _runtime.Database.Read(t => TaskRows.Find(t, mine.Id))!.State);
        Assert.Equal(0, _runtime.Get<TaskInbox>().Mine(_bert).Total);
        Assert.Equal(_anna, Assert.Single(Waiting(), m => m.TaskId == theirs.Id).AccountId);
        Assert.DoesNotContain(Waiting(), m => m.TaskId == mine.Id);
        Holds();

        Assert.IsType<TaskResult.Invalid>(Desk.Complete(new CompleteTask(theirs.Id, _anna, null, Value.Parse("""{ "heightCm": 20 }"""))));
        Assert.IsType<TaskResult.Invalid>(Desk.SendBack(new SendBackTask(theirs.Id, _anna, "en nu weer terug")));
        Assert.IsType<TaskResult.Done>(Desk.Complete(new CompleteTask(theirs.Id, _anna, null, Value.Parse(Measured(140, 53)))));
        _runtime.RunAll();
        var again = Assert.Single(OpenTasks());
        Assert.Equal((Decide, _bert, theirs.Id, "Het gewicht kan niet kloppen."), (again.Title, again.PersonId!.Value, again.FollowsId!.Value, again.DeclineReason));
        Assert.Equal("half", _runtime.Get<TaskDrafts>().Find(again.Id, _bert)!.Content["fields"]["reason"].AsText);
        Assert.Equal(53, _runtime.File(_trajectory).NewestMeasurement!.WeightKg);
        Assert.NotEqual("Geen", Possible());
        Assert.Equal(_bert, Assert.Single(Waiting(), m => m.TaskId == again.Id).AccountId);
        Done(_bert, Decide, "Vastgesteld", """{ "ggr": "sterk", "status": "confirmed" }""");
        Assert.NotEmpty(OpenTasks());
        Holds();
        var seen = _runtime.Database.Read(t => AuditLog.WhoSaw(t, _trajectory));
        Assert.Single(seen, a => a.What == $"taak {mine.Id}: send-back" && a.Actor == _bert.ToString());
        var told = _runtime.JournalOf(mine.InstanceId).Where(l => l.Event == "Narrated").Select(l => l.Data["Text"].AsText).ToList();
        Assert.Contains($"Taak teruggestuurd: '{Decide}'. Eerst wordt '{Talk}' verbeterd; daarna gaat de taak weer open.", told);
        Assert.Contains($"Verbeterd: '{Talk}'. De taak '{Decide}' gaat weer open.", told);
        Assert.DoesNotContain(told, l => l.Contains("kloppen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_is_explained_and_not_changed()
    {
        await Make();
        Done(_anna, "Signaal beoordelen", "Oppakken", """{ "familyKnows": "yes" }""");
        Done(_anna, Talk, "Gedaan", Measured(140, 60));
        Done(_bert, Decide, "Vastgesteld", """{ "ggr": "sterk", "status": "confirmed" }""");
        var next = Assert.Single(OpenTasks());
        var doer = next.PersonId ?? _anna;
        SentBack(next, doer, "Waarom sterk?");
        var asked = Assert.Single(OpenTasks());
        Assert.Equal((Decide, _bert, "verduidelijken"), (asked.Title, asked.PersonId!.Value, asked.Form));
        Assert.IsType<TaskResult.Invalid>(Desk.Complete(new CompleteTask(asked.Id, _bert, null, Value.Parse("""{ "explanation": " " }"""))));
        var before = _runtime.File(_trajectory).Health.Verdicts.Count;
        Done(_bert, Decide, TaskOutcomes.MadeGood, """{ "explanation": "Zie de bijkomende klachten." }""");
        Assert.Equal((next.Title, before), (Assert.Single(OpenTasks()).Title, _runtime.File(_trajectory).Health.Verdicts.Count));
        Holds();
    }

    [Fact]
    public async Task What_a_workflow_went_on_from_stays_as_it_was()
    {
        await Make(Trial("kennismaken"));
        const string Before = """{ "on": "2026-01-02", "channel": "phone", "reached": "yes", "anderOnderzoek": "no", "place": "home" }""";
        Done(_anna, "Eerst", "Klaar", Before.Replace("2026-01-02", Today, StringComparison.Ordinal));
        SentBack(Open("Daarna"), _bert, "Waar was het?");
        var theirs = Open("Eerst");
        var changed = Desk.Complete(new CompleteTask(theirs.Id, _anna, null, Value.Parse(Before.Replace("2026-01-02", Today, StringComparison.Ordinal).Replace("\"no\"", "\"yes\"", StringComparison.Ordinal).Replace("\"place\"", "\"question\": \"Welk?\", \"place\"", StringComparison.Ordinal))));
        Assert.Contains("daarna is het traject al verdergegaan", Assert.IsType<TaskResult.Invalid>(changed).Errors["anderOnderzoek"], StringComparison.Ordinal);
        Done(_anna, "Eerst", TaskOutcomes.MadeGood, Before.Replace("2026-01-02", Today, StringComparison.Ordinal).Replace("home", "school", StringComparison.Ordinal));
        Assert.Equal("Daarna", Assert.Single(OpenTasks()).Title);
        Holds();
    }

    [Fact]
    public async Task Without_an_earlier_task_or_a_reason_it_stays_where_it_is()
    {
        await Make();
        var first = Open("Signaal beoordelen");
        var refused = Assert.IsType<TaskResult.Invalid>(Desk.SendBack(new SendBackTask(first.Id, _anna, "onduidelijk")));
        Assert.Contains("geen eerdere taak", refused.Errors["sendBackReason"], StringComparison.Ordinal);
        Assert.IsType<TaskResult.Invalid>(Desk.SendBack(new SendBackTask(first.Id, _anna, " ")));
        Assert.IsType<TaskResult.NotAllowed>(Desk.SendBack(new SendBackTask(first.Id, StuckScene.Id("gemeente"), "x")));
        Assert.IsType<TaskResult.NotFound>(Desk.SendBack(new SendBackTask(Guid.Empty, _anna, "x")));
        Assert.Equal(first.Id, Assert.Single(OpenTasks()).Id);
    }

    [Fact]
    public async Task What_a_colleague_gave_goes_back_to_that_colleague_with_a_mail()
    {
        await Make();
        var task = Open("Signaal beoordelen");
        Assert.IsType<TaskResult.Done>(Desk.Reassign(new ReassignTask(task.Id, _anna, _bert, "Jij kent de wijk.")));
        Assert.Equal((_anna, "Jij kent de wijk."), (Open(task.Title).GivenBy!.Value, Open(task.Title).GivenReason));
        Assert.IsType<TaskResult.Done>(Desk.SendBack(new SendBackTask(task.Id, _bert, "Ik ben vrij.")));
        var back = Open(task.Title);
        Assert.Equal((task.Id, _anna, null, "Ik ben vrij."), (back.Id, back.PersonId!.Value, back.GivenBy, back.DeclineReason));
        Assert.Equal(_anna, Assert.Single(Waiting(), m => m.TaskId == task.Id).AccountId);
        Done(_anna, task.Title, "Oppakken", """{ "familyKnows": "yes" }""");
        Holds();
    }

    // The page asks the same before it offers it.
    [Fact]
    public async Task A_colleague_who_left_gets_nothing_back()
    {
        await Make();
        var task = Open("Signaal beoordelen");
        Assert.IsType<TaskResult.Done>(Desk.Reassign(new ReassignTask(task.Id, _anna, _bert, "Jij kent de wijk.")));
        ReturnPath Path() => _runtime.Database.Read(t => ReturnPath.Of(t, Open(task.Title), _bert));
        Assert.Equal(new ReturnPath.ToGiver(_anna), Path());
        _runtime.Database.Write(t => t.Execute("DELETE FROM account_role WHERE account_id = @id", ("@id", _anna)));
        Assert.Contains("geen eerdere taak", Assert.IsType<ReturnPath.Nowhere>(Path()).Why, StringComparison.Ordinal);
        Assert.IsType<TaskResult.Invalid>(Desk.SendBack(new SendBackTask(task.Id, _bert, "Ik ben vrij.")));
    }

    [Fact]
    public async Task It_goes_to_the_role_when_the_person_works_there_no_more()
    {
        await Make(Trial("signaal-beoordelen"));
        Done(_anna, "Eerst", "Klaar", """{ "familyKnows": "yes" }""");
        _runtime.Database.Write(t => t.Execute("DELETE FROM account_role WHERE account_id = @id", ("@id", _anna)));
        SentBack(Open("Daarna"), _bert, "Er mist iets.");
        Assert.Equal(("jgz", StuckScene.Jgz, null), (Open("Eerst").Role, Open("Eerst").OrganisationId!.Value, Open("Eerst").PersonId));
        Holds();
    }

    [Fact]
    public async Task Two_who_press_at_once_send_back_once()
    {
        await Make(Trial("signaal-beoordelen"));
        Done(_anna, "Eerst", "Klaar", """{ "familyKnows": "yes" }""");
        var task = Open("Daarna");
        Assert.IsType<TaskResult.Done>(Desk.SendBack(new SendBackTask(task.Id, _bert, "Er mist iets.")));
        Story.MustHold(_runtime);
        Assert.IsType<TaskResult.AlreadyDone>(Desk.SendBack(new SendBackTask(task.Id, _bert, "Er mist iets.")));
        Assert.IsType<TaskResult.AlreadyDone>(Desk.Complete(new CompleteTask(task.Id, _anna, "Klaar", default)));
        _runtime.RunAll();
        Assert.Equal("Eerst", Assert.Single(OpenTasks()).Title);
        Holds();
    }

    [Fact]
    public async Task Closing_meanwhile_leaves_neither_of_the_two_nor_a_draft_or_a_mail()
    {
        await Make();
        Done(_anna, "Signaal beoordelen", "Oppakken", """{ "familyKnows": "yes" }""");
        Done(_anna, Talk, "Gedaan", Measured(140, 60));
        var mine = Open(Decide);
        _runtime.Get<TaskDrafts>().Save(mine.Id, _bert, Value.MapOf(("fields", Value.MapOf(("reason", Value.Of("half"))))), 0);
        SentBack(mine, _bert, "Er mist iets.");
        _runtime.Get<TrajectoryDesk>().Close(_trajectory, CareRuntime.JgzAccount, "overleden");
        _runtime.RunAll();
        Assert.Empty(OpenTasks());
        Assert.Equal(0, _runtime.Count("task_draft"));
        Assert.Empty(Waiting());
        Holds();
    }

    [Fact]
    public async Task A_late_one_is_escalated_like_any_other_and_then_still_made_good()
    {
        await Make();
        Done(_anna, "Signaal beoordelen", "Oppakken", """{ "familyKnows": "yes" }""");
        Done(_anna, Talk, "Gedaan", Measured(140, 60));
        SentBack(Open(Decide), _bert, "Er mist iets.");
        await _runtime.Get<SimulatedClock>().MoveTo(_runtime.Clock.Now.AddDays(20));
        Assert.NotNull(Open(Talk).EscalationStage);
        Done(_anna, Talk, TaskOutcomes.MadeGood, Measured(140, 61));
        Assert.Equal(_bert, Open(Decide).PersonId);
        Holds();
    }

    private TaskDesk Desk => _runtime.Get<TaskDesk>();

    private string Today => TaskAccess.LocalDate(_runtime.Clock.Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task Make(string? definition = null)
    {
        var (runtime, trajectories) = await StuckScene.Make(1, definition);
        (_runtime, _trajectory) = (runtime, trajectories[0]);
        (_anna, _) = runtime.Person("anna", "jgz", StuckScene.Jgz);
        (_bert, _) = runtime.Person("bert", "jgz", StuckScene.Jgz);
    }

    private static string Trial(string form) => Sequence(
        "proef",
        Activity("een", "KnGG.HumanTask", ("title", "Eerst"), ("role", "jgz"), ("form", form), ("due", "10wd"), ("escalation", "-")),
        Activity("twee", "KnGG.HumanTask", ("title", "Daarna"), ("role", "jgz"), ("due", "5wd"), ("escalation", "-"), ("lateOutcome", "Klaar")),
        Event("wacht", "klaar"));

    private string Measured(double height, double weight) => $$"""
        { "permission": "yes", "on": "{{Today}}", "heightCm": {{height}}, "weightKg": {{weight}}, "clothed": "no", "risk": ["none"],
          "psychosocial": "no", "socioeconomic": "no", "lackOfCoherence": "no", "coordinationNeed": "no" }
        """;

    private string Possible() => string.Join(',', _runtime.File(_trajectory).Health.Proposal!.Possible);

    private List<TaskRow> OpenTasks() => [.. _runtime.Database.Read(t => TaskRows.OfTrajectory(t, _trajectory)).Where(t => t.State is TaskState.Open or TaskState.Claimed)];

    private TaskRow Open(string title) => Assert.Single(OpenTasks(), t => t.Title == title);

    private void Done(Guid who, string title, string outcome, string fields)
    {
        var result = Desk.Complete(new CompleteTask(Open(title).Id, who, outcome, Value.Parse(fields)));
        Assert.True(result is TaskResult.Done, result is TaskResult.Invalid wrong ? string.Join("; ", wrong.Errors) : result.ToString());
        _runtime.RunAll();
    }

    private void SentBack(TaskRow task, Guid who, string reason)
    {
        Assert.IsType<TaskResult.Done>(Desk.SendBack(new SendBackTask(task.Id, who, reason)));
        Story.MustHold(_runtime);
        _runtime.RunAll();
    }

    private List<MailRow> Waiting() => [.. _runtime.Database.Read(t => MailRows.Newest(t, 50)).Where(m => m.State == MailState.Waiting)];

    private void Holds()
    {
        Story.MustHold(_runtime);
        _runtime.MustHold();
    }
}
