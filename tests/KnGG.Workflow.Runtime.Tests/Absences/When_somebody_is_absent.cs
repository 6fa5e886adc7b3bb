using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Absences;

public sealed class When_somebody_is_absent : IAsyncLifetime
{
    private static readonly DateOnly Friday = new(2026, 1, 2);
    private static readonly DateOnly Monday = new(2026, 1, 5);

    private readonly RecordingSender _sender = new();
    private TestRuntime _runtime = null!;
    private Guid _anna, _bert, _carla, _distributor, _administrator, _stranger, _house;

    private AbsenceDesk Desk => _runtime.Get<AbsenceDesk>();

    private TaskInbox Inbox => _runtime.Get<TaskInbox>();

    public async ValueTask InitializeAsync()
    {
        _runtime = await MailScene.Make(_sender);
        (_anna, _house) = _runtime.Person("anna", "jgz");
        (_bert, _) = _runtime.Person("bert", "jgz", _house);
        (_carla, _) = _runtime.Person("carla", "jgz", _house);
        (_distributor, _) = _runtime.Person("verdeler", "werkverdeler", _house);
        (_administrator, _) = _runtime.Person("beheer", "beheerder");
        (_stranger, _) = _runtime.Person("vreemd", "jgz");
    }

    public ValueTask DisposeAsync()
    {
        _runtime.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_deputy_has_the_tasks_from_the_first_day_to_the_last_and_not_a_day_longer()
    {
        var meant = Give(person: _anna);
        var taken = Give(claimed: _anna);
        Plan(_anna, Monday, Monday.AddDays(4), _bert);
        Assert.Empty(Ids(_bert));
        Assert.False(MayDo(_bert, meant));
        foreach (var day in new[] { Monday, Monday.AddDays(4) })
        {
            On(day);
            Assert.Equal([meant, taken], Ids(_bert));
            Assert.True(MayDo(_bert, meant) && MayDo(_bert, taken) && MayDo(_anna, meant));
            Assert.Empty(Ids(_carla));
            Assert.Empty(Ids(_distributor));
            Assert.False(MayDo(_carla, meant) || MayDo(_distributor, meant) || MayDo(_stranger, meant));
        }

        On(Monday.AddDays(5));
        Assert.Empty(Ids(_bert));
        Assert.False(MayDo(_bert, meant));
    }

    [Fact]
    public void The_deputy_can_take_over_what_an_absent_colleague_took()
    {
        var taken = Give(claimed: _anna);
        Assert.IsType<TaskResult.NotAllowed>(_runtime.Get<TaskDesk>().Claim(new ClaimTask(taken, _bert)));
        Plan(_anna, Friday, null, _bert);
        Assert.IsType<TaskResult.Done>(_runtime.Get<TaskDesk>().Claim(new ClaimTask(taken, _bert)));
        Assert.Equal([taken], Ids(_bert));
    }

    [Fact]
    public void A_deputy_who_is_away_is_stood_in_for_by_the_own_deputy()
    {
        var meant = Give(person: _anna);
        Plan(_anna, Monday, Monday.AddDays(30), _bert);
        Plan(_bert, Monday.AddDays(7), Monday.AddDays(8), _carla);
        On(Monday.AddDays(7));
        Assert.Equal([meant], Ids(_carla));
        Assert.True(MayDo(_carla, meant));
        On(Monday.AddDays(9));
        Assert.Empty(Ids(_carla));
        Assert.Equal([meant], Ids(_bert));
    }

    [Fact]
    public void Without_a_deputy_the_tasks_are_on_the_work_list_of_the_organisation()
    {
        var meant = Give(person: _anna);
        var taken = Give(claimed: _anna);
        Plan(_anna, Friday, Monday, deputy: null);
        foreach (var colleague in new[] { _bert, _carla, _distributor })
        {
            Assert.Equal([meant, taken], Ids(colleague));
            Assert.True(MayDo(colleague, meant) && MayDo(colleague, taken));
        }

        Assert.Empty(Ids(_stranger));
        Assert.False(MayDo(_stranger, meant));
        Assert.IsType<TaskResult.Done>(_runtime.Get<TaskDesk>().Claim(new ClaimTask(meant, _bert)));
        Assert.Equal([taken], Ids(_carla));
        On(Monday.AddDays(1));
        Assert.Empty(Ids(_carla));
        Assert.Equal([meant], Ids(_bert));
    }

    [Fact]
    public void The_distributor_gives_a_deserted_task_to_a_colleague()
    {
        var meant = Give(person: _anna);
        Assert.IsType<TaskResult.NotAllowed>(_runtime.Get<TaskDesk>().Reassign(new ReassignTask(meant, _distributor, _carla, "ziek")));
        Plan(_anna, Friday, null, deputy: null, by: _distributor);
        Assert.IsType<TaskResult.Done>(_runtime.Get<TaskDesk>().Reassign(new ReassignTask(meant, _distributor, _carla, "ziek")));
        Assert.Equal([meant], Ids(_carla));
    }

    [Fact]
    public void What_cannot_be_is_refused_in_words()
    {
        Refused("firstDay", "Kies vandaag of een latere dag", _anna, Friday.AddDays(-1), null, null);
        Refused("lastDay", "ligt voor de eerste dag", _anna, Monday, Friday, null);
        Refused("deputy", "niet uw eigen vervanger", _anna, Monday, null, _anna);
        Refused("deputy", "Deze vervanger bestaat niet", _anna, Monday, null, Guid.Empty);
        Refused("deputy", "de rol van de JGZ", _anna, Monday, null, _stranger);
        Refused("deputy", "ontbreekt", _anna, Monday, null, _distributor);

        Plan(_anna, Monday, Monday.AddDays(10), _bert);
        Refused("firstDay", "staat al een afwezigheid: 5-1-2026 tot en met 15-1-2026", _anna, Monday.AddDays(10), null, _carla);
        Refused("firstDay", "staat al een afwezigheid", _anna, Friday, null, null);
        Assert.IsType<AbsenceResult.Done>(Desk.Plan(new PlanAbsence(_anna, Monday.AddDays(11), Monday.AddDays(12), _carla), _anna));

        // Circles: of two directly, and of three by the one who closes it.
        Refused("deputy", "Zo is er niemand", _bert, Monday.AddDays(3), Monday.AddDays(3), _anna);
        Plan(_bert, Monday.AddDays(3), Monday.AddDays(4), _carla);
        Refused("deputy", "in deze tijd zelf afwezig (5-1-2026 tot en met 15-1-2026)", _carla, Monday.AddDays(3), null, _anna);
        Refused("deputy", "Zo is er niemand", _carla, Monday.AddDays(4), Monday.AddDays(5), _bert);
    }

    [Fact]
    public void Everybody_enters_the_own_absence_and_for_others_only_who_may()
    {
        Plan(_anna, Monday, Monday, _bert);
        Assert.IsType<AbsenceResult.NotFound>(Desk.Plan(new PlanAbsence(_anna, Monday.AddDays(9), null, null), _bert));
        Assert.IsType<AbsenceResult.NotFound>(Desk.Plan(new PlanAbsence(_stranger, Monday, null, null), _distributor));
        Plan(_anna, Monday.AddDays(2), Monday.AddDays(2), null, by: _distributor);
        Plan(_stranger, Monday, null, null, by: _administrator);
        var planned = Desk.Of(_anna);
        Assert.Equal([Monday, Monday.AddDays(2)], planned.Select(a => a.FirstDay));
        Assert.IsType<AbsenceResult.NotFound>(Desk.End(planned[0].Id, _carla));
        Assert.IsType<AbsenceResult.Done>(Desk.End(planned[0].Id, _administrator));
        Assert.Equal([Monday.AddDays(2)], Desk.Of(_anna).Select(a => a.FirstDay));
        Assert.Equal(2, Desk.OfOthers(_administrator).Count);
        Assert.Equal([_anna], Desk.OfOthers(_distributor).Select(a => a.AccountId));
        Assert.Empty(Desk.OfOthers(_bert));
        Assert.Equal([_bert, _carla], Desk.DeputiesFor(_anna).Select(d => d.Id));
    }

    [Fact]
    public void Who_comes_back_early_has_the_own_tasks_again_at_once_and_a_second_absence_counts_when_it_comes()
    {
        var meant = Give(person: _anna);
        Plan(_anna, Friday, Monday.AddDays(10), _bert);
        Plan(_anna, Monday.AddDays(20), Monday.AddDays(21), _carla);
        On(Monday.AddDays(1));
        Assert.Equal([meant], Ids(_bert));
        Assert.IsType<AbsenceResult.Done>(Desk.End(Desk.Of(_anna)[0].Id, _anna));
        Assert.Empty(Ids(_bert));
        On(Monday.AddDays(20));
        Assert.Equal([meant], Ids(_carla));

        // An absence that ended by itself makes room for the next one when the nightly job looks.
        Plan(_anna, Monday.AddDays(30), Monday.AddDays(31), _bert);
        On(Monday.AddDays(30));
        Assert.Equal(1, Desk.RefreshAll());
        Assert.Equal([meant], Ids(_bert));
        Assert.Equal(0, Desk.RefreshAll());
    }

    [Fact]
    public async Task Mail_goes_to_the_deputy_also_what_was_written_before()
    {
        // The first mail of the day is spent, so that the next waits for the daily mail.
        MailScene.Want(_runtime, _house, person: _anna);
        await MailScene.Send(_runtime);
        var waiting = MailScene.Want(_runtime, _house, person: _anna);
        await MailScene.Send(_runtime);
        Plan(_anna, Monday, Monday.AddDays(4), _bert);
        await MailScene.At(_runtime, Monday, 8);
        Assert.Equal(["anna@voorbeeld.example", "bert@voorbeeld.example"], _sender.Taken.Select(m => m.To));
        Assert.EndsWith("/taken/" + waiting + "\n", _sender.Taken[1].Text.Split("In deze mail")[0].TrimEnd() + "\n");
        MailScene.Want(_runtime, _house, person: _anna);
        await MailScene.Send(_runtime);
        Assert.Equal("bert@voorbeeld.example", _sender.Taken[2].To);
    }

    [Fact]
    public async Task A_daily_mail_that_could_not_be_sent_is_divided_anew()
    {
        for (var i = 0; i < 3; i++)
        {
            MailScene.Want(_runtime, _house, person: _anna);
        }

        await MailScene.Send(_runtime);
        _sender.Down = true;
        await MailScene.At(_runtime, Monday, 8);
        Plan(_anna, Monday, null, _bert);
        _sender.Down = false;
        await MailScene.At(_runtime, Monday, 10);
        await MailScene.At(_runtime, Monday.AddDays(1), 8);
        Assert.Single(_sender.Taken, m => m.To.StartsWith("anna", StringComparison.Ordinal));
        Assert.Contains(_sender.Taken, m => m.To.StartsWith("bert", StringComparison.Ordinal));
        Assert.Equal(0, _runtime.Count("mail WHERE state IN (0, 1, 3, 6)"));
        Steps.Story.MustHold(_runtime);
    }

    [Fact]
    public async Task Without_a_deputy_the_mail_about_the_own_task_goes_to_colleagues_and_older_mail_waits_for_the_return()
    {
        MailScene.Want(_runtime, _house, person: _anna);
        MailScene.Want(_runtime, _house, person: _anna);
        await MailScene.Send(_runtime);
        Plan(_anna, Monday, Monday.AddDays(2), deputy: null);
        await MailScene.At(_runtime, Monday, 9);
        Assert.Single(_sender.Taken);
        MailScene.Want(_runtime, _house, person: _anna);
        await MailScene.Send(_runtime);
        Assert.Equal(["bert@voorbeeld.example", "carla@voorbeeld.example"], _sender.Taken.Skip(1).Select(m => m.To).Order());
        await MailScene.At(_runtime, Monday.AddDays(3), 8);
        Assert.Equal("anna@voorbeeld.example", _sender.Taken[3].To);
    }

    [Fact]
    public async Task With_nobody_of_the_role_there_the_mail_is_for_who_divides_the_work()
    {
        foreach (var person in new[] { _anna, _bert, _carla })
        {
            Plan(person, Friday, null, deputy: null);
        }

        MailScene.Want(_runtime, _house);
        await MailScene.Send(_runtime);
        Assert.Equal("verdeler@voorbeeld.example", Assert.Single(_sender.Taken).To);
    }

    private void Plan(Guid account, DateOnly first, DateOnly? last, Guid? deputy, Guid? by = null)
    {
        var result = Desk.Plan(new PlanAbsence(account, first, last, deputy), by ?? account);
        Assert.True(result is AbsenceResult.Done, result is AbsenceResult.Invalid invalid ? invalid.Errors[0].Message : result.ToString());
    }

    private void Refused(string field, string words, Guid account, DateOnly first, DateOnly? last, Guid? deputy)
    {
        var before = _runtime.Count("absence");
        var error = Assert.Single(Assert.IsType<AbsenceResult.Invalid>(Desk.Plan(new PlanAbsence(account, first, last, deputy), account)).Errors);
        Assert.Equal(field, error.Field);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _runtime.Count("absence"));
    }

    private void On(DateOnly day) => _runtime.Time.Advance(Care.Calendar.DutchTime.ToInstant(day, new TimeOnly(9, 0)) - _runtime.Clock.Now);

    private IReadOnlyList<Guid> Ids(Guid person) => [.. Inbox.Mine(person).Items.Select(t => t.Id)];

    private bool MayDo(Guid person, Guid task) => Inbox.RoleFor(task, person) is not null;

    private int _number;

    private Guid Give(Guid? person = null, Guid? claimed = null)
    {
        var id = Runtime.Ids.New(_runtime.Clock.Now);
        _runtime.Database.Write(t => t.Execute(
            """
            INSERT INTO task (id, instance_id, definition_id, activity_id, node_id, is_plain, title, role, organisation_id, person_id, outcomes, due_at, why, rule, next, if_nothing,
                              on_behalf_allowed, state, created_at, claimed_by, claimed_at, decline_count)
            VALUES (@id, @id, 'w', 'a', 'n', 0, 'Bellen', 'jgz', @house, @person, '["Klaar"]', @due, '', '', '', '', 0, @state, @now, @claimed, @now, 0)
            """,
            ("@id", id), ("@house", _house), ("@person", person), ("@due", _runtime.Clock.Now.AddDays(90 + _number++)), ("@state", claimed is null ? 0 : 1), ("@now", _runtime.Clock.Now), ("@claimed", claimed)));
        return id;
    }
}
