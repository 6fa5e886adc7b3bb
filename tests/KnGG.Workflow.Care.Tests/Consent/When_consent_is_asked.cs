using KnGG.Workflow.Care.Consent;

namespace KnGG.Workflow.Care.Tests.Consent;

public sealed class When_consent_is_asked
{
    private static readonly DateOnly Birth = new(2014, 6, 1);
    private static readonly DateOnly Twelve = new(2026, 6, 1);
    private static readonly DateOnly Sixteen = new(2030, 6, 1);
    private static readonly ConsentSituation Two = new("kind", Birth, [new Guardian("moeder", true), new Guardian("vader", true), new Guardian("stiefvader", false)]);

    [Fact]
    public void Under_12_both_parents_with_authority_decide_and_the_child_is_told()
    {
        var decision = ConsentRules.WhoDecides(Two, Twelve.AddDays(-1));
        Assert.Equal(ConsentAge.Under12, decision.Age);
        Assert.Equal(["moeder", "vader"], decision.Deciders);
        Assert.True(decision.ChildIsTold);
    }

    [Fact]
    public void On_the_12th_birthday_the_child_decides_too()
    {
        Assert.Equal(["kind", "moeder", "vader"], ConsentRules.WhoDecides(Two, Twelve).Deciders);
        Assert.Equal(["kind", "moeder", "vader"], ConsentRules.WhoDecides(Two, Sixteen.AddDays(-1)).Deciders);
    }

    [Fact]
    public void On_the_16th_birthday_the_youth_decides_alone()
    {
        var decision = ConsentRules.WhoDecides(Two with { Guardians = [new Guardian("moeder", null)] }, Sixteen);
        Assert.Equal(["kind"], decision.Deciders);
        Assert.Empty(decision.Missing);
    }

    [Fact]
    public void Authority_is_asked_and_never_assumed()
    {
        Assert.Equal(["authority"], ConsentRules.WhoDecides(Two with { Guardians = [new Guardian("moeder", true), new Guardian("vader", null)] }, Twelve.AddDays(-1)).Missing);
        Assert.Equal(["authority"], ConsentRules.WhoDecides(Two with { Guardians = [] }, Twelve).Missing);
    }

    [Fact]
    public void The_birthdays_that_switch_rights_are_known_ahead()
    {
        Assert.Equal(Twelve, ConsentRules.NextSwitch(Birth, Twelve.AddDays(-1)));
        Assert.Equal(Sixteen, ConsentRules.NextSwitch(Birth, Twelve));
        Assert.Null(ConsentRules.NextSwitch(Birth, Sixteen));
        Assert.Equal(new DateOnly(2030, 3, 1), ConsentRules.NextSwitch(new DateOnly(2014, 2, 28).AddDays(1), new DateOnly(2029, 1, 1)));
        Assert.Equal(new DateOnly(2028, 2, 29), ConsentRules.NextSwitch(new DateOnly(2016, 2, 29), new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void One_parent_is_not_enough_when_two_have_authority()
    {
        var one = May(Before, Given("moeder"));
        Assert.False(one.May);
        Assert.Equal(["vader"], one.StillToAsk);
        Assert.True(May(Before, Given("moeder"), Given("vader")).May);
        Assert.False(May(Before, Given("moeder"), Given("stiefvader")).May);
    }

    [Fact]
    public void Withdrawal_by_one_stops_sharing_at_once()
    {
        var given = Given("vader") with { WithdrawnOn = Before };
        Assert.False(May(Before, Given("moeder"), given).May);
        Assert.True(May(Before.AddDays(-1), Given("moeder"), given).May);
    }

    [Fact]
    public void Consent_is_for_one_recipient_one_purpose_and_these_zones()
    {
        Assert.False(May(Before, Given("moeder") with { Recipient = "sportclub" }, Given("vader")).May);
        Assert.False(May(Before, Given("moeder") with { Purpose = "casuistiek" }, Given("vader")).May);
        Assert.False(May(Before, Given("moeder") with { Zones = [DataZone.Identity] }, Given("vader")).May);
        Assert.False(May(Before, Given("moeder") with { ValidUntil = Before.AddDays(-1) }, Given("vader")).May);
        Assert.False(May(Before, Given("moeder") with { GivenOn = Before.AddDays(1) }, Given("vader")).May);
    }

    [Fact]
    public void On_the_12th_birthday_sharing_stops_until_everybody_is_asked_anew()
    {
        ConsentGiven[] old = [Given("moeder"), Given("vader")];
        Assert.True(May(Twelve.AddDays(-1), old).May);
        var stopped = May(Twelve, old);
        Assert.False(stopped.May);
        Assert.True(stopped.AskAnew);
        Assert.Equal(["kind", "moeder", "vader"], stopped.StillToAsk);
        var anew = old.Select(o => o with { GivenOn = Twelve }).Append(Given("kind") with { GivenOn = Twelve }).ToArray();
        Assert.True(May(Twelve, anew).May);
    }

    [Fact]
    public void A_region_may_let_running_sharing_go_on_until_the_answer()
    {
        var decision = ConsentRules.MayShare(Request(Twelve), Two, [Given("moeder"), Given("vader")], AfterBirthday.Continue);
        Assert.True(decision.May);
        Assert.True(decision.AskAnew);
        Assert.False(ConsentRules.MayShare(Request(Twelve), Two, [Given("moeder")], AfterBirthday.Continue).May);
    }

    [Fact]
    public void A_no_after_the_birthday_stops_sharing_also_where_it_would_go_on()
    {
        ConsentGiven[] given = [Given("moeder"), Given("vader"), Given("kind") with { GivenOn = Twelve, WithdrawnOn = Twelve }];
        var decision = ConsentRules.MayShare(Request(Twelve), Two, given, AfterBirthday.Continue);
        Assert.False(decision.May);
        Assert.Contains("ingetrokken", decision.Reason, StringComparison.Ordinal);
        Assert.True(ConsentRules.MayShare(Request(Twelve.AddDays(-1)), Two, given, AfterBirthday.Continue).May);
    }

    [Fact]
    public void A_later_yes_undoes_a_withdrawal()
    {
        var withdrawn = Given("vader") with { WithdrawnOn = new DateOnly(2026, 4, 1) };
        Assert.False(May(Before, Given("moeder"), withdrawn).May);
        Assert.True(May(Before, Given("moeder"), withdrawn, Given("vader") with { GivenOn = new DateOnly(2026, 4, 20) }).May);
    }

    private static readonly DateOnly Before = new(2026, 5, 1);

    private static ConsentGiven Given(string by) => new(by, "czv-praktijk", "warme-overdracht", [DataZone.Identity, DataZone.Health], new DateOnly(2026, 3, 1));

    private static SharingRequest Request(DateOnly on) => new("czv-praktijk", "warme-overdracht", [DataZone.Identity, DataZone.Health], on);

    private static SharingDecision May(DateOnly on, params ConsentGiven[] given) => ConsentRules.MayShare(Request(on), Two, given);
}
