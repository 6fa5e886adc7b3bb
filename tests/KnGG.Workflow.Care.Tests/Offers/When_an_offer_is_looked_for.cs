using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Offers;

public sealed class When_an_offer_is_looked_for
{
    private static readonly Offer Club = new("club", "Judo", OfferCategory.Sport, "judo", "Assen", ["Assen"]) { WaitingDays = 0 };
    private static readonly Offer Pool = new("bad", "Zwemmen", OfferCategory.Sport, "bad", "Emmen", ["Assen", "Emmen"]) { WaitingDays = 0, Recognition = Recognition.Recognised };
    private static readonly Offer Full = new("vol", "Atletiek", OfferCategory.Sport, "av", "Assen", ["Assen"]) { WaitingDays = 0, FreePlaces = 0 };
    private static readonly Offer Slow = new("traag", "Turnen", OfferCategory.Sport, "turn", "Assen", ["Assen"]) { WaitingDays = 30 };
    private static readonly Offer Silent = new("stil", "Dansen", OfferCategory.Sport, "dans", "Assen", ["Assen"]);
    private static readonly Offer Debts = new("geld", "Geldloket", OfferCategory.Debts, "gkb", "Assen", ["Assen", "Emmen"]) { WaitingDays = 20 };
    private static readonly Offer[] Catalogue = [Silent, Slow, Full, Club, Pool, Debts];

    [Fact]
    public void Direct_start_comes_first_then_waiting_then_full() =>
        Assert.Equal(["bad", "club", "traag", "stil", "vol"], Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, A.Today)).Offers.Select(o => o.Offer.Id));

    [Fact]
    public void The_order_does_not_depend_on_the_order_of_the_catalogue() =>
        Assert.Equal(
            Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, A.Today)).Offers.Select(o => o.Offer.Id),
            OfferRules.Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, A.Today), [.. Catalogue.Reverse()]).Offers.Select(o => o.Offer.Id));

    [Fact]
    public void Only_offers_within_reach_age_and_dates_are_shown()
    {
        Assert.Equal(["bad"], Rank(new OfferNeed(OfferCategory.Sport, "emmen", 8, A.Today)).Offers.Select(o => o.Offer.Id));
        Assert.Empty(OfferRules.Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, A.Today), [Club with { FromYears = 9 }, Club with { ToYears = 7 }, Club with { ValidUntil = A.Today.AddDays(-1) }, Club with { ValidFrom = A.Today.AddDays(1) }]).Offers);
    }

    [Fact]
    public void Nothing_in_reach_is_said_as_a_gap() =>
        Assert.Contains("signaal aan de gemeente", Rank(new OfferNeed(OfferCategory.Food, "Assen", 8, A.Today)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, 0)]
    [InlineData(Ggr.Licht, 0)]
    [InlineData(Ggr.Matig, 1)]
    public void A_kinder_gli_is_only_shown_from_matig(Ggr? ggr, int count)
    {
        var gli = new Offer("gli", "Programma", OfferCategory.KinderGli, "klsc", "Assen", ["Assen"]) { WaitingDays = 0 };
        var ranking = OfferRules.Rank(new OfferNeed(OfferCategory.KinderGli, "Assen", 8, A.Today, ggr), [gli]);
        Assert.Equal(count, ranking.Offers.Count);
        Assert.Equal(ggr is null, ranking.Missing.Contains("ggr"));
    }

    [Fact]
    public void The_gap_report_names_each_category_that_is_out_of_reach()
    {
        var gaps = OfferRules.Gaps(["Assen", "Emmen", "Hoogeveen"], Catalogue, A.Today);
        Assert.Equal(3, gaps.Count(g => g.Municipality == "Assen"));
        Assert.Equal(3, gaps.Count(g => g.Municipality == "Emmen"));
        Assert.Equal(5, gaps.Count(g => g.Municipality == "Hoogeveen"));
        Assert.DoesNotContain(gaps, g => g is { Municipality: "Emmen", Category: OfferCategory.Debts });
    }

    [Fact]
    public void A_waiting_social_offer_is_a_signal_to_its_municipalities()
    {
        var signals = OfferRules.WaitingSignals([.. Catalogue, Club with { Id = "kort", WaitingDays = 7 }, new Offer("zorg", "Fysio", OfferCategory.Care, "f", "Assen", []) { WaitingDays = 90 }], 0, 14);
        Assert.Equal([("traag", true), ("geld", true), ("kort", false)], signals.Select(s => (s.Offer.Id, s.Blocking)));
        Assert.Equal(["Assen", "Emmen"], signals[1].Municipalities);
        Assert.Contains("30 dagen", signals[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Assen", 8, Ggr.Licht, 5)]
    [InlineData("Assen", 3, Ggr.Licht, 0)]
    [InlineData("Assen", 8, Ggr.Geen, 0)]
    [InlineData("Assen", 8, null, 5)]
    [InlineData("Emmen", 3, Ggr.Geen, 1)]
    public void The_municipality_decides_when_its_social_base_is_used(string municipality, int years, Ggr? ggr, int count)
    {
        var rule = new MunicipalRule("assen", OfferCategory.Sport, 4, 17, Ggr.Licht, new DateOnly(2026, 1, 1), null, "collegebesluit 2025");
        Assert.Equal(count, OfferRules.Rank(new OfferNeed(OfferCategory.Sport, municipality, years, A.Today, ggr), Catalogue, [rule]).Offers.Count);
        Assert.NotEmpty(OfferRules.Rank(new OfferNeed(OfferCategory.Sport, municipality, years, new DateOnly(2025, 12, 31), ggr), Catalogue, [rule]).Offers);
    }

    private static OfferRanking Rank(OfferNeed need) => OfferRules.Rank(need, Catalogue);
}
