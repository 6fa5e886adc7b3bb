using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Publishing;

public sealed class When_publishing_takes_four_eyes : IAsyncLifetime
{
    private TestRuntime _runtime = null!;
    private Actor _ann = null!;
    private Actor _ben = null!;
    private Actor _cor = null!;
    private Guid _administrator;

    public async ValueTask InitializeAsync()
    {
        _runtime = await TestRuntime.Make();
        var (ann, house) = _runtime.Person("ann", RoleCodes.Coordinator);
        _ann = new Actor(ann.ToString());
        _ben = new Actor(_runtime.Person("ben", RoleCodes.Coordinator, house).Account.ToString());
        _cor = new Actor(_runtime.Person("cor", RoleCodes.Jgz, house).Account.ToString());
        _administrator = _runtime.Person("dia", RoleCodes.Beheerder, house).Account;
        Assert.IsType<ApprovalResult.Done>(Desk.Switch(on: true, _administrator));
    }

    public ValueTask DisposeAsync()
    {
        Story.MustHold(_runtime);
        _runtime.Dispose();
        return ValueTask.CompletedTask;
    }

    private ApprovalDesk Desk => _runtime.Get<ApprovalDesk>();

    [Fact]
    public void Another_coordinator_agrees_and_it_goes_live()
    {
        Draft(_ann, "een");
        Assert.Contains("andere ketenontwerper", Refused(_ann), StringComparison.Ordinal);
        Assert.Contains("gevraagd door ann", Refused(_ann), StringComparison.Ordinal);
        var waiting = Assert.Single(View(_ben).Waiting);
        Assert.Equal(("ann", "ann", (string?)null, false), (waiting.AskedBy, waiting.ChangedBy, waiting.WhyNot, waiting.IsOwn));
        Assert.IsType<ApprovalResult.Done>(Desk.Approve(waiting.Request.Id, _ben));
        Assert.Equal("een", Live());
        Assert.Empty(View(_ben).Waiting);
        Assert.Equal((ApprovalState.Approved, "ben"), (View(_ann).Decided[0].Request.State, View(_ann).Decided[0].DecidedBy));
        Assert.IsType<ApprovalResult.NotFound>(Desk.Approve(waiting.Request.Id, _ben));
    }

    [Fact]
    public void Nobody_agrees_with_themselves_and_nobody_else_agrees_at_all()
    {
        // Ann asks for what Ben changed last: neither of the two can agree.
        Draft(_ann, "een");
        Draft(_ben, "twee");
        Refused(_ann);
        var id = View(_ann).Waiting[0].Request.Id;
        Assert.Contains("zelf", NotAllowed(Desk.Approve(id, _ann)), StringComparison.Ordinal);
        Assert.Contains("als laatste", NotAllowed(Desk.Approve(id, _ben)), StringComparison.Ordinal);
        Assert.Contains("ketenontwerper", NotAllowed(Desk.Approve(id, _cor)), StringComparison.Ordinal);
        Assert.Contains("ketenontwerper", NotAllowed(Desk.Refuse(id, "Nee.", Actor.System)), StringComparison.Ordinal);
        NotAllowed(Desk.Withdraw(id, Guid.Parse(_ben.Id)));
        Refused(_ben);
        Assert.Null(Live());

        // Saving what is already there is no change, and takes nobody's place.
        Draft(_ann, "twee");
        var eve = new Actor(_runtime.Person("eve", RoleCodes.Coordinator).Account.ToString());
        Assert.IsType<ApprovalResult.Done>(Desk.Approve(id, eve));
        Assert.Equal("twee", Live());
    }

    [Fact]
    public void A_changed_draft_is_asked_again()
    {
        Draft(_ann, "een");
        Refused(_ann);
        var id = View(_ben).Waiting[0].Request.Id;
        Draft(_ann, "twee");
        Assert.Empty(View(_ben).Waiting);
        Assert.IsType<ApprovalResult.NotFound>(Desk.Approve(id, _ben));
        Refused(_ann);
        Assert.NotEqual(id, Assert.Single(View(_ben).Waiting).Request.Id);
        Assert.Null(Live());
    }

    [Fact]
    public void A_refused_draft_stays_refused_until_it_is_changed()
    {
        Draft(_ann, "een");
        Refused(_ann);
        var id = View(_ben).Waiting[0].Request.Id;
        NotAllowed(Desk.Refuse(id, "  ", _ben));
        NotAllowed(Desk.Refuse(id, new string('x', ApprovalDesk.LongestReason + 1), _ben));
        Assert.IsType<ApprovalResult.Done>(Desk.Refuse(id, "De termijn is te kort.", _ben));
        Assert.Contains("De termijn is te kort.", Refused(_ann), StringComparison.Ordinal);
        Assert.Empty(View(_ben).Waiting);
        Draft(_ann, "twee");
        Refused(_ann);
        Assert.IsType<ApprovalResult.Done>(Desk.Approve(View(_ben).Waiting[0].Request.Id, _ben));
        Assert.Equal("twee", Live());
    }

    [Fact]
    public void An_approval_counts_once_so_going_back_and_coming_back_are_asked_anew()
    {
        Draft(_ann, "een");
        PublishTogether();
        Draft(_ann, "twee");
        PublishTogether();
        Assert.Equal(3, _runtime.Publisher.Revert("d", 1, _ann)!.Version);
        Refused(_ann);
        Assert.Equal("twee", Live());
        PublishTogether(asked: true);
        Assert.Equal("een", Live());
        Assert.True(_runtime.Publisher.Retract("d", _ann));
        Refused(_ann);
        Assert.Null(Live());
    }

    [Fact]
    public void An_import_that_wants_to_publish_waits_as_well_and_the_folder_of_the_program_does_not()
    {
        var (_, result) = _runtime.Publisher.Import(Sequence("d", Line("a", "een")), publish: true, _ann);
        Assert.IsType<PublishResult.Refused>(result);
        Assert.Single(View(_ben).Waiting);
        var folder = Directory.CreateDirectory(Path.Combine(_runtime.Folder, "workflows")).FullName;
        File.WriteAllText(Path.Combine(folder, "e.json"), Sequence("e", Line("a", "uit de map")));
        Assert.Equal("published", Assert.Single(_runtime.Publisher.ImportFolder(folder)).Result);
    }

    [Fact]
    public void What_is_taken_back_can_be_asked_again()
    {
        Draft(_ann, "een");
        Refused(_ann);
        Assert.IsType<ApprovalResult.Done>(Desk.Withdraw(View(_ann).Waiting[0].Request.Id, Guid.Parse(_ann.Id)));
        Assert.Empty(View(_ben).Waiting);
        Refused(_ann);
        Assert.Single(View(_ben).Waiting);
    }

    [Fact]
    public void A_draft_that_the_guard_rails_refuse_troubles_nobody_and_one_that_they_refuse_later_keeps_waiting()
    {
        _runtime.Publish(Part("deel", Line("l", "x")));
        _runtime.Publisher.Draft(Sequence("d", Use("x", "deel")), null, _ann);
        Refused(_ann);
        var id = View(_ben).Waiting[0].Request.Id;
        _runtime.Publisher.Retract("deel", _ben);
        Assert.Contains(Assert.IsType<ApprovalResult.NotPublished>(Desk.Approve(id, _ben)).Problems, p => p.IsError);
        Assert.Equal(ApprovalState.Waiting, Assert.Single(View(_ben).Waiting).Request.State);
        Desk.Withdraw(id, Guid.Parse(_ann.Id));
        Refused(_ann);
        Assert.Empty(View(_ben).Waiting);
    }

    [Fact]
    public void Only_the_administrator_switches_and_without_the_switch_one_person_publishes()
    {
        NotAllowed(Desk.Switch(on: false, Guid.Parse(_ann.Id)));
        Draft(_ann, "een");
        Refused(_ann);
        Assert.IsType<ApprovalResult.Done>(Desk.Switch(on: false, _administrator));
        Assert.IsType<PublishResult.Published>(_runtime.Publisher.Publish("d", _ann));
        Assert.Empty(View(_ben).Waiting);
        Assert.Equal("een", Live());
    }

    [Fact]
    public void Whoever_is_alone_is_told_to_find_a_second()
    {
        _runtime.Database.Write(t => t.Execute("DELETE FROM account_role WHERE account_id = @id", ("@id", Guid.Parse(_ben.Id))));
        Draft(_ann, "een");
        Assert.Contains("Vraag de beheerder", Refused(_ann), StringComparison.Ordinal);
    }

    private void Draft(Actor actor, string line) => _runtime.Publisher.Draft(Sequence("d", Line("a", line)), null, actor);

    private void PublishTogether(bool asked = false)
    {
        if (!asked)
        {
            Refused(_ann);
        }

        Assert.IsType<ApprovalResult.Done>(Desk.Approve(View(_ben).Waiting[0].Request.Id, _ben));
    }

    private ApprovalView View(Actor actor) => Desk.Read(Guid.Parse(actor.Id));

    private string Refused(Actor actor) => Assert.IsType<PublishResult.Refused>(_runtime.Publisher.Publish("d", actor)).Problems[0].Message;

    private static string NotAllowed(ApprovalResult result) => Assert.IsType<ApprovalResult.NotAllowed>(result).Why;

    // What the published version writes, or null when none is.
    private string? Live() => _runtime.Database.Read(t => DefinitionRows.Published(t, "d")) is { } row
        ? ((string[])["een", "twee"]).Single(word => row.Json.Contains('"' + word + '"', StringComparison.Ordinal))
        : null;
}
