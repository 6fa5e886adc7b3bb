using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests.Configuration;

public sealed class When_a_place_sets_its_own_rules
{
    private static readonly DateOnly May = new(2026, 5, 1);

    [Theory]
    [InlineData("4-17", 4, 17, null)]
    [InlineData(" 2 - 6 ", null, null, null)]
    [InlineData("2-6 vanaf matig", 2, 6, Ggr.Matig)]
    [InlineData("8-8 Vanaf EXTREEM", 8, 8, Ggr.Extreem)]
    [InlineData("17-4", null, null, null)]
    [InlineData("4-19", null, null, null)]
    [InlineData("4", null, null, null)]
    [InlineData("4-17 matig", null, null, null)]
    [InlineData("4-17 vanaf geen", null, null, null)]
    [InlineData("4-17 vanaf onbekend", null, null, null)]
    [InlineData("-4-17", null, null, null)]
    [InlineData("", null, null, null)]
    public void For_whom_something_holds_is_read_or_refused(string text, int? from, int? to, Ggr? ggr)
    {
        Assert.Equal(from is not null, ForWhom.TryParse(text, out var read));
        Assert.Equal(from is null ? default : new ForWhom(from.Value, to!.Value, ggr), read);
    }

    [Theory]
    [InlineData("inzet.sport", "altijd", true)]
    [InlineData("inzet.sport", "nooit", true)]
    [InlineData("inzet.sport", "4-17 vanaf licht", true)]
    [InlineData("inzet.sport", "soms", false)]
    [InlineData("voorrang", "geen", true)]
    [InlineData("voorrang", "jonge kinderen: 2-6; basisschool: 4-12 vanaf matig", true)]
    [InlineData("voorrang", "jonge kinderen 2-6", false)]
    [InlineData("voorrang", ": 2-6", false)]
    [InlineData("voorrang", "", false)]
    [InlineData("sluitingsdagen", "geen", true)]
    [InlineData("sluitingsdagen", "2026-12-28 t/m 2026-12-31 kerstsluiting; 2027-05-07", true)]
    [InlineData("sluitingsdagen", "2026-12-31 t/m 2026-12-28 kerstsluiting", false)]
    [InlineData("sluitingsdagen", "28-12-2026 kerstsluiting", false)]
    [InlineData("sluitingsdagen", "2026-01-01 t/m 2027-01-01 t/m 2028-01-01", false)]
    [InlineData("sluitingsdagen", "2026-01-01 t/m 2027-01-01 verbouwing", true)]
    [InlineData("sluitingsdagen", "2026-01-01 t/m 2027-01-02 altijd dicht", false)]
    [InlineData("sluitingsdagen", "2026-01-01 t/m 2026-12-31 dicht; 2027-01-01 t/m 2027-01-02 dicht", false)]
    [InlineData("capaciteit.czv.beschikbaar", "onbekend", true)]
    [InlineData("capaciteit.czv.beschikbaar", "3.4", true)]
    [InlineData("capaciteit.czv.beschikbaar", "veel", false)]
    [InlineData("capaciteit.jeugdigen", "-1", false)]
    public void A_value_fits_or_is_refused_with_an_example(string key, string value, bool fits)
    {
        CareConfiguration.NationalDefaults.With(new SettingValue(key, SettingLevel.Municipality, "Assen", May, value, SourceLabel.Regional, "besluit"), out var refusal);
        Assert.Equal(fits, refusal is null);
        Assert.True(fits || refusal!.Message.Contains("; verwacht ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_municipality_says_when_it_uses_its_social_offer_and_the_route_tells_it()
    {
        var configuration = Of(
            ("inzet.sport", SettingLevel.Municipality, "Assen", "4-17 vanaf matig"), ("inzet.voeding", SettingLevel.Municipality, "Assen", "nooit"),
            ("inzet.opvoedondersteuning", SettingLevel.Region, "Noord", "2-3"), ("voorrang", SettingLevel.Region, "Noord", "basisschool: 4-12"));
        var rules = ConfiguredOptions.MunicipalRules(configuration, "Noord", "Assen", May);
        Assert.Equal([OfferCategory.Parenting, OfferCategory.Sport, OfferCategory.Food], rules.Select(r => r.Category));
        Assert.All(rules, r => Assert.Equal(("Assen", "besluit"), (r.Municipality, r.Basis)));
        var decision = Router.Decide(A.Route(Ggr.Licht), ConfiguredOptions.Routing(configuration, "Noord", "Assen", May));
        Assert.Equal(
            [
                "De gemeente zet opvoedondersteuning voor dit kind niet in (besluit)", "De gemeente zet sport en bewegen voor dit kind niet in (besluit)",
                "De gemeente zet gezonde voeding voor dit kind niet in (besluit)", "Voorrang in deze regio: basisschool",
            ],
            decision.Options);
        Assert.Equal(["Leefstijlaanbod in het sociaal domein", "Opvoedondersteuning"], Router.Decide(A.Route(Ggr.Licht), ConfiguredOptions.Routing(configuration, "Zuid", "Sittard", May)).Options);
        Assert.Equal(["Leefstijlaanbod in het sociaal domein", "Opvoedondersteuning"], Router.Decide(A.Route(Ggr.Licht), ConfiguredOptions.Routing(configuration, "Noord", "Assen", May.AddDays(-1))).Options);
        Assert.True(OfferRules.Rank(new OfferNeed(OfferCategory.Food, "Assen", 8, May, Ggr.Sterk), [], rules).IsUnused);
        Assert.False(OfferRules.Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, May, Ggr.Matig), [], rules).IsUnused);
    }

    // What a place has to offer never decides where a child goes.
    [Fact]
    public void Neither_priority_nor_the_offer_of_a_municipality_ever_changes_a_route()
    {
        var random = new Random(19);
        string[] uses = ["altijd", "nooit", "2-6", "4-17 vanaf sterk"];
        for (var i = 0; i < 5_000; i++)
        {
            var configuration = Of(
                ("inzet.sport", SettingLevel.Municipality, "Assen", uses[random.Next(4)]), ("inzet.voeding", SettingLevel.Municipality, "Assen", uses[random.Next(4)]),
                ("inzet.opvoedondersteuning", SettingLevel.Municipality, "Assen", uses[random.Next(4)]), ("voorrang", SettingLevel.Municipality, "Assen", "jong: 2-9 vanaf licht"));
            var input = A.Route(random.Next(6) is var g and < 5 ? (Ggr)g : null, Any(), Any(), Any(), Any()) with { BirthDate = A.Today.AddDays(-random.Next(0, 7_400)) };
            var national = Router.Decide(input);
            var local = Router.Decide(input, ConfiguredOptions.Routing(configuration, "Noord", "Assen", May));
            Assert.Equal((national.Route, national.Czv, national.Reason, national.Provisional), (local.Route, local.Czv, local.Reason, local.Provisional));
            Assert.Equal(national.Missing, local.Missing);
        }

        Answer Any() => (Answer)random.Next(4);
    }

    [Fact]
    public void An_organisation_closes_and_only_its_own_terms_move()
    {
        var configuration = Of(("sluitingsdagen", SettingLevel.Organisation, "ggd", "2026-05-06 t/m 2026-05-08 studiedagen; 2026-05-12"));
        var closed = WorkCalendar.For(ConfiguredOptions.Calendar(configuration, "Noord", "Assen", "ggd", May)).AddWorkingDays(new DateOnly(2026, 5, 5), 2);
        Assert.Equal(new DateOnly(2026, 5, 13), closed.Date);
        Assert.Equal(["studiedagen", "studiedagen", "studiedagen", "zaterdag", "zondag", "gesloten"], closed.Skipped.Select(s => s.Why));
        Assert.Equal(new DateOnly(2026, 5, 7), WorkCalendar.For(ConfiguredOptions.Calendar(configuration, "Noord", "Assen", "andere", May)).AddWorkingDays(new DateOnly(2026, 5, 5), 2).Date);
    }

    [Fact]
    public void Capacity_is_told_where_somebody_counted_and_a_region_is_no_municipality()
    {
        var configuration = Of(
            ("capaciteit.jeugdigen", SettingLevel.Region, "Noord", "100000"), ("capaciteit.czv.beschikbaar", SettingLevel.Region, "Noord", "12.5"),
            ("capaciteit.jeugdigen", SettingLevel.Municipality, "Assen", "20000"), ("capaciteit.kinderGli", SettingLevel.Region, "Noord", "0.3"));
        var region = ConfiguredOptions.Capacity(configuration, "czv", "Noord", null, May)!;
        Assert.Equal((20.0, 12.5, 7.5), (region.NormFte, region.AvailableFte, region.GapFte));
        var assen = ConfiguredOptions.Capacity(configuration, "czv", "Noord", "Assen", May)!;
        Assert.Equal((4.0, null, null), (assen.NormFte, assen.AvailableFte, assen.GapFte));
        Assert.Equal(6.0, ConfiguredOptions.Capacity(configuration, "klsc", "Noord", "Assen", May)!.NormFte);
        Assert.Null(ConfiguredOptions.Capacity(configuration, "czv", "Noord", "Emmen", May));
    }

    private static CareConfiguration Of(params (string Key, SettingLevel Level, string Scope, string Value)[] values)
    {
        var configuration = CareConfiguration.From(values.Select(v => new SettingValue(v.Key, v.Level, v.Scope, May, v.Value, SourceLabel.Regional, "besluit")), out var refusals);
        Assert.Empty(refusals);
        return configuration;
    }
}
