using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Regions;

public class When_a_region_sets_its_terms
{
    private static readonly Guid Regio = Of("regio");

    private static string Waiting => Sequence("proef", Activity("taak", "KnGG.HumanTask", ("title", "Bellen"), ("role", "jgz"), ("due", "overdracht.aannemen"), ("escalation", "-")), Event("wacht", "klaar"));

    [Fact]
    public async Task A_term_of_one_municipality_moves_only_its_due_dates_and_only_from_its_first_day_on()
    {
        using var runtime = await CareRuntime.Make(Waiting);
        var before = runtime.Open();
        runtime.RunAll();
        Assert.IsType<RegionResult.Done>(runtime.Get<SettingDesk>().Set(
            new SetSetting("demo", "overdracht.aannemen", SettingLevel.Municipality, "Zaanstad", "10wd", new DateOnly(2026, 1, 12), SourceLabel.Regional, "besluit"), Regio));
        var stillBefore = Opened(runtime, "D-2", "Zaanstad");
        await runtime.Get<SimulatedClock>().MoveTo(DutchTime.ToInstant(new DateOnly(2026, 1, 12), new TimeOnly(9, 0)));
        var after = Opened(runtime, "D-3", "Zaanstad");
        var elsewhere = Opened(runtime, "D-4", "Arnhem");

        // 1 January is a holiday: five working days run to the 8th.
        Assert.Equal(new DateOnly(2026, 1, 8), Due(runtime, before));
        Assert.Equal(new DateOnly(2026, 1, 8), Due(runtime, stillBefore));
        Assert.Equal(new DateOnly(2026, 1, 26), Due(runtime, after));
        Assert.Equal(new DateOnly(2026, 1, 19), Due(runtime, elsewhere));
        Steps.Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_change_is_a_new_row_with_who_and_when()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<SettingDesk>();
        foreach (var value in new[] { "2mo", "4mo" })
        {
            Assert.IsType<RegionResult.Done>(desk.Set(Wish("pauze.max", value), Regio));
        }

        var view = desk.Find(Regio, "demo")!;
        Assert.Equal(["2mo", "4mo"], view.Entries.Select(e => e.Value.Value));
        Assert.All(view.Entries, e => Assert.Equal((runtime.Clock.Now, "REGIONAL"), (e.SetAt!.Value, Care.CareCodes.ToCode(e.Value.SourceLabel))));
        var line = view.Lines.Single(l => l.Definition.Key == "pauze.max");
        Assert.Equal(("4mo", SettingLevel.Region), (line.Now.Value, line.Now.Level));
    }

    [Theory]
    [InlineData("kern.czvVanafMatig", "nee", "kern van het landelijk model")]
    [InlineData("pauze.max", "lang", "verwacht een termijn")]
    [InlineData("verwijzers", "huisart", "rollen die bestaan")]
    [InlineData("bestaatniet", "1wd", "bestaat niet")]
    public async Task What_does_not_fit_is_refused_with_the_reason(string key, string value, string reason)
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var refused = Assert.IsType<RegionResult.Invalid>(runtime.Get<SettingDesk>().Set(Wish(key, value), Regio));
        Assert.Contains(reason, string.Join(' ', refused.Errors.Select(e => e.Message)), StringComparison.Ordinal);
        Assert.Equal(0, runtime.Count("care_setting"));
    }

    [Fact]
    public async Task Nothing_is_set_for_the_past_for_another_region_or_by_somebody_else()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<SettingDesk>();
        var wish = Wish("pauze.max", "2mo");
        Assert.Equal("validFrom", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Set(wish with { ValidFrom = new DateOnly(2025, 12, 31) }, Regio)).Errors).Field);
        Assert.Equal("scope", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Set(wish with { Level = SettingLevel.Municipality, Scope = "Utrecht" }, Regio)).Errors).Field);
        Assert.IsType<RegionResult.NotFound>(desk.Set(wish with { Region = "elders" }, Regio));
        Assert.IsType<RegionResult.NotAllowed>(desk.Set(wish, Of("beheerder")));
        Assert.IsType<RegionResult.NotAllowed>(desk.Set(wish, Of("gemeente")));
        Assert.IsType<RegionResult.NotFound>(desk.Set(wish, Of("jgz")));
        Assert.Null(desk.Find(Of("jgz"), "demo"));
    }

    [Fact]
    public async Task A_payer_agreement_decides_from_its_first_day_and_what_was_decided_stays_as_it_was()
    {
        using var runtime = await CareRuntime.Make(Sequence("proef",
            Activity("ggr", "KnGG.ClassifyGgr"), Activity("eerst", "KnGG.DecidePayer", ("component", "czv-intake")),
            Event("wacht", "nooit")));
        var first = Opened(runtime, "D-1", "Zaanstad", weight: 70);
        var desk = runtime.Get<PayerAgreementDesk>();
        var agreement = new PayerAgreement("demo", AnamnesisPayer.InsurerOnlyIfGli, new DateOnly(2026, 1, 5), null, new DateOnly(2026, 1, 1), ["wethouder jeugd", "inkoper zorgverzekeraar"]);
        Assert.Equal("signatories", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Record(agreement with { Signatories = ["wethouder"] }, Regio)).Errors).Field);
        Assert.IsType<RegionResult.Done>(desk.Record(agreement, Regio));
        await runtime.Get<SimulatedClock>().MoveTo(DutchTime.ToInstant(new DateOnly(2026, 1, 6), new TimeOnly(9, 0)));
        var second = Opened(runtime, "D-2", "Zaanstad", weight: 70);
        Assert.Contains("voorlopig", runtime.File(first).Health.Payers[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("agreedOn", runtime.File(first).Health.Payers[0].Decision.Text, StringComparison.Ordinal);
        Assert.Contains("\"agreedOn\":\"2026-01-01\"", runtime.File(second).Health.Payers[0].Decision.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_after_the_money_is_asked_once_a_day_without_a_word_about_a_child()
    {
        using var runtime = await CareRuntime.Make(Sequence("proef",
            Activity("ggr", "KnGG.ClassifyGgr"), Activity("betaler", "KnGG.DecidePayer", ("component", "czv-intake")), Event("wacht", "nooit")));
        var finance = runtime.Person("financien", "regio", DemoRegion.Organisations.Single(o => o.Name == "Regio (demo)").Id).Account;
        Opened(runtime, "D-1", "Zaanstad", weight: 70);
        Opened(runtime, "D-2", "Zaanstad", weight: 70);
        Assert.Equal(2, runtime.Count("region_signal"));
        var asked = runtime.Database.Read(t => t.Query("SELECT template, account_id, role FROM mail", r => (r.Text(0), r.Id(1), r.Text(2))));
        Assert.Equal(("payer-question", finance, "regio"), Assert.Single(asked));
        var mail = MailTemplates.Make(new MailRow { Template = "payer-question", Address = "regio@voorbeeld.nl" }, "van@voorbeeld.nl", new Uri("https://knooppunt.voorbeeld.nl"));
        Assert.Contains("https://knooppunt.voorbeeld.nl/afspraken/betalers", mail.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "Zaanstad", "D-1", "2016", "140", "70", "czv" })
        {
            Assert.DoesNotContain(word, mail.Subject + mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.IsType<RegionResult.Done>(runtime.Get<PayerAgreementDesk>().Record(
            new PayerAgreement("demo", AnamnesisPayer.InsurerOnlyIfGli, new DateOnly(2026, 1, 5), null, new DateOnly(2026, 1, 1), ["wethouder jeugd", "inkoper zorgverzekeraar"]), Regio));
        await runtime.Get<SimulatedClock>().MoveTo(DutchTime.ToInstant(new DateOnly(2026, 1, 6), new TimeOnly(9, 0)));
        Opened(runtime, "D-3", "Zaanstad", weight: 70);
        Assert.Equal(1, runtime.Count("mail"));
    }

    [Fact]
    public async Task Closing_days_move_what_the_closed_organisation_must_do_and_nothing_else()
    {
        using var runtime = await CareRuntime.Make(Waiting);
        var jgz = DemoRegion.Organisations[0];
        Assert.IsType<RegionResult.Done>(runtime.Get<SettingDesk>().Set(
            new SetSetting("demo", "sluitingsdagen", SettingLevel.Organisation, jgz.Id.ToString("D"), "2026-01-05 t/m 2026-01-06 studiedagen", null, SourceLabel.Regional, "jaarrooster"), Regio));
        var closed = Opened(runtime, "D-1", "Zaanstad");
        var open = Opened(runtime, "D-2", OfAnother(runtime, jgz.Id));

        // Five working days from 1 January run to the 8th; with two closing days in between to the 12th.
        Assert.Equal(new DateOnly(2026, 1, 12), Due(runtime, closed));
        Assert.Equal(new DateOnly(2026, 1, 8), Due(runtime, open));
        var place = runtime.Get<PlaceFinder>().Find("DEMO", jgz.Name, out var wrong)!;
        Assert.Null(wrong);
        Assert.Equal(new DateOnly(2026, 1, 12), WorkCalendar.For(ConfiguredOptions.Calendar(place.Configuration, place.Region, null, place.Organisation, new DateOnly(2026, 1, 1))).AddWorkingDays(new DateOnly(2026, 1, 1), 5).Date);
    }

    [Theory]
    [InlineData("elders", "", "region", "demo")]
    [InlineData("", "Nergens", "organisation", "Nergens")]
    public async Task A_place_that_nobody_knows_is_refused(string region, string organisation, string field, string says)
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        Assert.Null(runtime.Get<PlaceFinder>().Find(region, organisation, out var wrong));
        Assert.Equal(field, wrong!.Field);
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(FoundPlace.National, runtime.Get<PlaceFinder>().Find(null, " ", out _));
    }

    [Fact]
    public async Task A_municipality_says_when_it_uses_its_offer_and_families_and_report_see_it()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<SettingDesk>();
        var sport = new SetSetting("demo", "inzet.sport", SettingLevel.Municipality, "Zaanstad", "nooit", null, SourceLabel.Regional, "besluit van het college");
        var trajectory = runtime.Open();
        Assert.NotEmpty(Sport().Offers);
        Assert.IsType<RegionResult.NotAllowed>(desk.Set(sport with { Level = SettingLevel.Region, Scope = "" }, Of("gemeente")));
        Assert.IsType<RegionResult.NotAllowed>(desk.Set(sport with { Key = "voorrang", Value = "jong: 2-6" }, Of("gemeente")));
        Assert.Equal("level", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Set(sport with { Level = SettingLevel.Organisation, Scope = DemoRegion.Organisations[0].Id.ToString("D") }, Regio)).Errors).Field);
        Assert.IsType<RegionResult.Done>(desk.Set(sport, Of("gemeente")));
        Assert.True(Sport().IsUnused);
        Assert.Contains("besluit van het college", Sport().Reason, StringComparison.Ordinal);
        Assert.Equal(("Zaanstad", OfferCategory.Sport), runtime.Get<OfferDesk>().Report(Regio, "demo")!.Unused.Select(r => (r.Municipality, r.Category)).Single());

        OfferRanking Sport() => runtime.Get<OfferDesk>().For(runtime.File(trajectory)).Single(r => r.Need.Category == OfferCategory.Sport);
    }

    [Fact]
    public async Task Priority_and_offer_of_the_place_are_told_in_the_route_of_the_signal_and_of_the_step()
    {
        using var runtime = await CareRuntime.Make(Sequence("proef", Activity("ggr", "KnGG.ClassifyGgr"), Activity("route", "KnGG.DecideRoute"), Event("wacht", "nooit")));
        var desk = runtime.Get<SettingDesk>();
        Assert.IsType<RegionResult.Done>(desk.Set(Wish("voorrang", "basisschool: 4-12"), Regio));
        Assert.IsType<RegionResult.Done>(desk.Set(Wish("inzet.voeding", "12-17"), Regio));
        var trajectory = Opened(runtime, "D-1", "Zaanstad", weight: 70);
        var route = Assert.Single(runtime.File(trajectory).Social.Routes);
        Assert.Equal("route@2", route.Rule);
        var told = Care.CareJson.Read<Care.Routing.RouteDecision>(route.Decision.Text!).Options;
        Assert.Contains("Voorrang in deze regio: basisschool", told);
        Assert.Contains("De gemeente zet gezonde voeding voor dit kind niet in (besluit van de regionale tafel)", told);
    }

    [Fact]
    public async Task Available_fte_stand_beside_the_norm_in_the_report()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<SettingDesk>();
        Assert.Empty(runtime.Get<OfferDesk>().Report(Regio, "demo")!.Capacity);
        Assert.IsType<RegionResult.Done>(desk.Set(Wish("capaciteit.jeugdigen", "41250"), Regio));
        Assert.IsType<RegionResult.Done>(desk.Set(Wish("capaciteit.czv.beschikbaar", "5.5"), Regio));
        var lines = runtime.Get<OfferDesk>().Report(Regio, "demo")!.Capacity;
        Assert.Equal([(null, "czv", 8.25, 2.75), (null, "klsc", 8.25, null)], lines.Select(l => (l.Municipality, l.Figure.Role, l.Figure.NormFte, l.Figure.GapFte)));
    }

    private static string OfAnother(TestRuntime runtime, Guid organisation) => runtime.Database.Read(t => t.First(
        "SELECT municipality FROM role_coverage WHERE role = 'jgz' AND organisation_id <> @organisation ORDER BY municipality", r => r.Text(0), ("@organisation", organisation)))!;

    private static SetSetting Wish(string key, string value) => new("demo", key, SettingLevel.Region, "", value, null, SourceLabel.Regional, "besluit van de regionale tafel");

    private static Guid Of(string user) => DemoRegion.Accounts.Single(a => a.UserName == user).Id;

    private static Guid Opened(TestRuntime runtime, string reference, string municipality, double weight = 55)
    {
        var signal = Assert.IsType<Runtime.Signals.SignalResult.Received>(runtime.Signal(CareRuntime.Girl(reference, weight).Replace("Zaanstad", municipality, StringComparison.Ordinal)));
        runtime.RunAll();
        return signal.TrajectoryId!.Value;
    }

    private static DateOnly Due(TestRuntime runtime, Guid trajectory) =>
        DutchTime.ToLocalDate(runtime.Database.Read(t => t.First("SELECT due_at FROM task WHERE trajectory_id = @id", r => r.Instant(0), ("@id", trajectory))));
}
