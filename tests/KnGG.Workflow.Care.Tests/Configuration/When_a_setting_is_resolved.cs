using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests.Configuration;

public sealed class When_a_setting_is_resolved
{
    private static readonly DateOnly May = new(2026, 5, 1);

    // The defaults of the chain, key by key.
    [Theory]
    [InlineData("signaal.beoordelen", "10wd", "NEW")]
    [InlineData("signaal.gesprek", "6wk", "NEW")]
    [InlineData("medisch.duiding", "6wk", "NEW")]
    [InlineData("verwijzing.bevestigen", "2wd", "RECALLED")]
    [InlineData("overdracht.aannemen", "5wd", "RECALLED")]
    [InlineData("czv.eersteContact", "10wd", "RECALLED")]
    [InlineData("czv.eersteAfspraak", "4wk", "RECALLED")]
    [InlineData("anamnese.gereed", "6wk", "RECALLED")]
    [InlineData("samenhang.gesprek", "2wk", "NEW")]
    [InlineData("plan.gereed", "4wk", "RECALLED")]
    [InlineData("interventie.antwoord", "5wd", "RECALLED")]
    [InlineData("interventie.startBevestigd", "4wk", "RECALLED")]
    [InlineData("interventie.voortgang", "3mo", "RECALLED")]
    [InlineData("interventie.eindverslag", "2wk", "RECALLED")]
    [InlineData("sociaal.wachttijd", "0d", "SEED")]
    [InlineData("sociaal.wachttijd.tolerantie", "14d", "RECALLED")]
    [InlineData("plan.evaluatie", "3mo,6mo,12mo", "RECALLED")]
    [InlineData("meting.interval", "3mo", "RECALLED")]
    [InlineData("gli.startNaAnamnese.max", "6mo", "READ")]
    [InlineData("gli.duur.max", "24mo", "READ")]
    [InlineData("czv.verzekerd.max", "3.5y", "READ")]
    [InlineData("terugkoppeling.termijn", "10wd", "RECALLED")]
    [InlineData("uitval.geenContact", "3mo", "RECALLED")]
    [InlineData("terugval.controle", "3mo,6mo,12mo,24mo", "RECALLED")]
    [InlineData("terugval.controle.venster", "4wk", "NEW")]
    [InlineData("terugval.bmiZ", "0.25", "RECALLED")]
    [InlineData("jgz.extraConsulten.max", "3", "READ")]
    [InlineData("nietnu.opnieuw", "6mo", "NEW")]
    [InlineData("leeftijd12_16.voorbereiden", "3mo", "NEW")]
    [InlineData("leeftijd18.voorbereiden", "6mo", "RECALLED")]
    [InlineData("escalatie.trap", "1wd,3wd,5wd,8wd", "NEW")]
    [InlineData("pauze.max", "3mo", "NEW")]
    [InlineData("capaciteit.czv", "0.2", "SEED")]
    public void The_national_default_has_a_value_a_label_and_a_basis(string key, string value, string label)
    {
        var setting = CareConfiguration.NationalDefaults.Resolve(key, "Noord", "Assen", "ggd", May);
        Assert.Equal((value, label, SettingLevel.National), (setting.Value, CareCodes.ToCode(setting.SourceLabel), setting.Level));
        Assert.NotEmpty(setting.Basis);
        Assert.Null(setting.ValidFrom);
    }

    [Fact]
    public void Every_default_is_allowed_by_its_own_definition()
    {
        Assert.Equal(CareConfiguration.Definitions.Count, CareConfiguration.Definitions.Select(d => d.Key).Distinct().Count());
        foreach (var d in CareConfiguration.Definitions)
        {
            var (level, scope) = d.IsServiceWide ? (SettingLevel.National, (string?)null) : (SettingLevel.Region, "Noord");
            CareConfiguration.NationalDefaults.With(new SettingValue(d.Key, level, scope, May, d.Value, SourceLabel.Regional, "proef"), out var refusal);
            Assert.True(refusal is null, $"{d.Key}: {refusal?.Message}");
        }
    }

    [Fact]
    public void What_holds_for_the_whole_service_is_not_set_by_a_region()
    {
        var wide = Assert.Single(CareConfiguration.Definitions, d => d.IsServiceWide);
        foreach (var level in (SettingLevel[])[SettingLevel.Region, SettingLevel.Municipality, SettingLevel.Organisation])
        {
            CareConfiguration.NationalDefaults.With(new SettingValue(wide.Key, level, "Noord", May, "ja", SourceLabel.Regional, "proef"), out var refusal);
            Assert.Contains("hele service", refusal!.Message, StringComparison.Ordinal);
        }

        var configuration = CareConfiguration.NationalDefaults.With(new SettingValue(wide.Key, SettingLevel.National, null, May, "ja", SourceLabel.Regional, "proef"), out var none);
        Assert.Null(none);
        Assert.Equal("ja", configuration.Resolve(wide.Key, null, null, null, May).Value);
    }

    [Fact]
    public void The_nearest_level_wins_from_its_own_day_on()
    {
        var configuration = Set(CareConfiguration.NationalDefaults, SettingLevel.Region, "Noord", May, "8wd");
        configuration = Set(configuration, SettingLevel.Organisation, "ggd", new DateOnly(2026, 7, 1), "4wd");
        configuration = Set(configuration, SettingLevel.Municipality, "Assen", new DateOnly(2026, 6, 1), "6wd");
        Assert.Equal("5wd", Value("2026-04-30"));
        Assert.Equal("8wd", Value("2026-05-01"));
        Assert.Equal("6wd", Value("2026-06-01"));
        Assert.Equal("4wd", Value("2026-07-01"));
        Assert.Equal("8wd", configuration.Resolve("overdracht.aannemen", "noord", "Emmen", null, new DateOnly(2026, 7, 1)).Value);
        Assert.Equal("5wd", configuration.Resolve("overdracht.aannemen", "Zuid", null, null, new DateOnly(2026, 7, 1)).Value);
        var setting = configuration.Resolve("overdracht.aannemen", "Noord", "Assen", "ggd", new DateOnly(2026, 7, 1));
        Assert.Equal((SettingLevel.Organisation, SourceLabel.Regional, new DateOnly(2026, 7, 1)), (setting.Level, setting.SourceLabel, setting.ValidFrom!.Value));

        string Value(string on) => configuration.Resolve("overdracht.aannemen", "Noord", "Assen", "ggd", DateOnly.Parse(on, null)).Value;
    }

    [Fact]
    public void A_later_value_does_not_change_an_earlier_day()
    {
        var before = Set(CareConfiguration.NationalDefaults, SettingLevel.Region, "Noord", May, "8wd");
        var after = Set(before, SettingLevel.Region, "Noord", new DateOnly(2026, 9, 1), "3wd");
        Assert.Equal("8wd", after.Resolve("overdracht.aannemen", "Noord", null, null, new DateOnly(2026, 8, 31)).Value);
        Assert.Equal("3wd", after.Resolve("overdracht.aannemen", "Noord", null, null, new DateOnly(2026, 9, 1)).Value);
        Assert.Equal("8wd", before.Resolve("overdracht.aannemen", "Noord", null, null, new DateOnly(2026, 9, 1)).Value);
    }

    [Fact]
    public void The_core_of_the_chain_can_not_be_switched_off()
    {
        var core = CareConfiguration.Definitions.Where(d => d.Kind == SettingKind.Core).ToArray();
        Assert.Equal(8, core.Length);
        foreach (var definition in core)
        {
            foreach (var level in Enum.GetValues<SettingLevel>())
            {
                var value = new SettingValue(definition.Key, level, level == SettingLevel.National ? null : "x", May, "nee", SourceLabel.Regional, "afspraak");
                Assert.Same(CareConfiguration.NationalDefaults, CareConfiguration.NationalDefaults.With(value, out var refusal));
                Assert.Contains("kan niet worden uitgezet", refusal!.Message, StringComparison.Ordinal);
                Assert.Contains("H1", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("overdracht.aannemen", "vijf dagen", "een termijn")]
    [InlineData("terugval.controle", "3mo;6mo", "termijnen met komma's")]
    [InlineData("jgz.extraConsulten.max", "-1", "een heel getal")]
    [InlineData("terugval.bmiZ", "0,25", "met een punt")]
    [InlineData("czvBijLicht", "misschien", "not-arranged")]
    [InlineData("bestaat.niet", "1", "bestaat niet")]
    public void A_value_that_does_not_fit_is_refused_with_what_is_expected(string key, string value, string says)
    {
        CareConfiguration.NationalDefaults.With(new SettingValue(key, SettingLevel.Region, "Noord", May, value, SourceLabel.Regional, "afspraak"), out var refusal);
        Assert.Contains(says, refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Level_and_place_belong_together_and_a_basis_is_needed()
    {
        CareConfiguration.NationalDefaults.With(new SettingValue("pauze.max", SettingLevel.Region, null, May, "2mo", SourceLabel.Regional, "afspraak"), out var noPlace);
        CareConfiguration.NationalDefaults.With(new SettingValue("pauze.max", SettingLevel.National, "Noord", May, "2mo", SourceLabel.Regional, "afspraak"), out var tooMuch);
        CareConfiguration.NationalDefaults.With(new SettingValue("pauze.max", SettingLevel.Region, "Noord", May, "2mo", SourceLabel.Regional, " "), out var noBasis);
        Assert.Equal(["scope", "scope", "basis"], new[] { noPlace, tooMuch, noBasis }.Select(r => r!.Field));
    }

    [Fact]
    public void Stored_values_that_are_not_allowed_are_left_out_and_told()
    {
        var configuration = CareConfiguration.From(
            [new SettingValue("pauze.max", SettingLevel.Region, "Noord", May, "2mo", SourceLabel.Regional, "afspraak"), new SettingValue("kern.jgzVervolg", SettingLevel.Region, "Noord", May, "nee", SourceLabel.Regional, "afspraak")],
            out var refusals);
        Assert.Single(refusals);
        Assert.Single(configuration.Values);
        Assert.Equal(Term.Months(2), configuration.Resolve("pauze.max", "Noord", null, null, May).AsTerm());
    }

    [Fact]
    public void Rules_read_their_options_from_it()
    {
        var configuration = CareConfiguration.From(
            [
                new SettingValue("czvBijLicht", SettingLevel.Region, "Noord", May, "arranged", SourceLabel.Regional, "afspraak"),
                new SettingValue("bmiReferentie", SettingLevel.Region, "Noord", May, "cole-2000", SourceLabel.Regional, "afspraak"),
                new SettingValue("bevrijdingsdag", SettingLevel.Organisation, "ggd", May, "every-year", SourceLabel.Regional, "cao"),
                new SettingValue("schoolregio", SettingLevel.Region, "Noord", May, "noord", SourceLabel.Regional, "ligging"),
            ],
            out _);
        Assert.Equal(CzvAtLicht.Arranged, ConfiguredOptions.Routing(configuration, "Noord", null, May).CzvAtLicht);
        Assert.Equal(CzvAtLicht.Unknown, ConfiguredOptions.Routing(configuration, "Zuid", null, May).CzvAtLicht);
        Assert.Equal(BmiReference.Cole2000, ConfiguredOptions.Reference(configuration, "Noord", null, May).Id);
        var calendar = ConfiguredOptions.Calendar(configuration, "Noord", null, "ggd", May);
        Assert.Equal((LiberationDay.EveryYear, SchoolRegion.Noord), (calendar.LiberationDay, calendar.SchoolRegion));
        Assert.Equal(LiberationDay.Never, ConfiguredOptions.Calendar(configuration, "Noord", null, "andere", May).LiberationDay);
    }

    [Fact]
    public void Settings_are_read_as_what_they_are()
    {
        var on = CareConfiguration.NationalDefaults;
        Assert.Equal([Term.Months(3), Term.Months(6), Term.Months(12), Term.Months(24)], on.Resolve("terugval.controle", null, null, null, May).AsTerms());
        Assert.Equal(3, on.Resolve("jgz.extraConsulten.max", null, null, null, May).AsCount());
        Assert.Equal(0.25, on.Resolve("terugval.bmiZ", null, null, null, May).AsNumber());
        Assert.Equal(["huisarts", "jeugdarts", "kinderarts"], on.Resolve("verwijzers", null, null, null, May).AsList());
        Assert.Throws<ArgumentException>(() => on.Resolve("bestaat.niet", null, null, null, May));
    }

    private static CareConfiguration Set(CareConfiguration configuration, SettingLevel level, string scope, DateOnly from, string value)
    {
        var next = configuration.With(new SettingValue("overdracht.aannemen", level, scope, from, value, SourceLabel.Regional, "werkafspraak"), out var refusal);
        Assert.Null(refusal);
        return next;
    }
}
