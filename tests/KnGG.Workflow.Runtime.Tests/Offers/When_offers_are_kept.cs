using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Agreements;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Offers;

public class When_offers_are_kept
{
    [Fact]
    public async Task The_demo_region_has_a_gap_and_an_offer_to_wait_for()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var report = runtime.Get<OfferDesk>().Report(Of("gemeente"), "demo")!;
        var gap = Assert.Single(report.Gaps);
        Assert.Equal(("Smallingerland", OfferCategory.Food), (gap.Municipality, gap.Category));
        var waiting = Assert.Single(report.Waiting);
        Assert.Equal(("Budgetmaatje", 35, true), (waiting.Offer.Name, waiting.WaitingDays, waiting.Blocking));
    }

    [Fact]
    public async Task The_tolerance_of_the_region_decides_what_blocks()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        runtime.Get<SettingDesk>().Set(new SetSetting("demo", "sociaal.wachttijd.tolerantie", SettingLevel.Region, "", "6wk", null, SourceLabel.Regional, "besluit"), Of("regio"));
        Assert.False(Assert.Single(runtime.Get<OfferDesk>().Report(Of("regio"), "demo")!.Waiting).Blocking);
    }

    [Fact]
    public async Task A_gap_is_filled_by_an_offer_in_reach_and_only_from_its_first_day()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<OfferDesk>();
        var provider = DemoRegion.Organisations[7].Id.ToString("D");
        var offer = new Offer("", "Moestuin", OfferCategory.Food, provider, "Arnhem", ["Smallingerland"]) { ValidFrom = new DateOnly(2026, 2, 1) };
        Assert.IsType<RegionResult.Done>(desk.Save("demo", offer, Of("gemeente")));
        Assert.Single(desk.Report(Of("regio"), "demo")!.Gaps);
        await runtime.Get<Runtime.Clock.SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(40));
        Assert.Empty(desk.Report(Of("regio"), "demo")!.Gaps);
        Assert.Contains(desk.Find(Of("jgz"), "demo", new OfferFilter { Municipality = "Smallingerland", Category = OfferCategory.Food })!.Lines, l => l.Offer.Name == "Moestuin");
    }

    [Fact]
    public async Task Who_makes_plans_finds_the_offers_and_does_not_change_them()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<OfferDesk>();
        var line = desk.Find(Of("czv"), "demo", new OfferFilter { Search = "judo" })!.Lines.Single();
        Assert.IsType<RegionResult.NotAllowed>(desk.Save("demo", line.Offer with { WaitingDays = 3 }, Of("czv")));
        Assert.Null(desk.Report(Of("czv"), "demo"));
        var wrong = Assert.IsType<RegionResult.Invalid>(desk.Save("demo", line.Offer with { HomeMunicipality = "Utrecht", WaitingDays = -1 }, Of("gemeente")));
        Assert.Equal(["homeMunicipality", "waitingDays"], wrong.Errors.Select(e => e.Field));
        Assert.IsType<RegionResult.NotFound>(desk.Save("elders", line.Offer, Of("gemeente")));
    }

    [Fact]
    public async Task The_offers_for_a_plan_are_those_within_reach_of_the_child_best_first()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var rankings = runtime.Get<OfferDesk>().For(runtime.File(runtime.Open()));
        Assert.Equal(["Geldzaken op orde", "Budgetmaatje"], rankings.Single(r => r.Need.Category == OfferCategory.Debts).Offers.Select(o => o.Offer.Name));
        Assert.All(rankings.SelectMany(r => r.Offers), o => Assert.True(o.Offer.Reaches("Zaanstad", new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public async Task The_register_shows_first_what_must_be_looked_at()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var desk = runtime.Get<AgreementDesk>();
        Agreement Of2(string subject, DateOnly? review) => new("", subject, SettingLevel.Region, "demo", ["JGZ", "gemeente"], new DateOnly(2025, 1, 1), null, review);
        desk.Save("demo", Of2("Later", new DateOnly(2027, 1, 1)), Of("regio"));
        desk.Save("demo", Of2("Nu", new DateOnly(2025, 12, 1)), Of("regio"));
        Assert.Equal([("Nu", true), ("Later", false)], desk.Of(Of("gemeente"), "demo")!.Select(a => (a.Agreement.Subject, a.NeedsReview)));
        Assert.IsType<RegionResult.NotAllowed>(desk.Save("demo", Of2("Nee", null), Of("gemeente")));
        Assert.Equal("parties", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Save("demo", Of2("Alleen", null) with { Parties = ["JGZ"] }, Of("regio"))).Errors).Field);
        Assert.Null(desk.Of(Of("jgz"), "demo"));
    }

    private static Guid Of(string user) => DemoRegion.Accounts.Single(a => a.UserName == user).Id;
}
