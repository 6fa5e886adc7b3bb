using System.Reflection;
using System.Text.Json;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests;

public sealed class When_a_decision_is_stored
{
    [Fact]
    public void It_comes_back_whole()
    {
        var classified = Classifier.Classify(A.Child(Sex.Female, 4383, 26.5269, RiskStatement.Present("PCOS")));
        var limits = InsurerLimits.FromConfiguration(CareConfiguration.NationalDefaults, null, null, A.Today);
        var situation = new ConsentSituation("kind", A.Born(13), [new Guardian("moeder", true)]);
        Same(classified);
        Same(Classifier.Classify(A.Child(Sex.Male, 400, 17)));
        Same(GgrTable.Decide(new GgrInput(WeightClass.Overweight, RiskStatement.Unknown)));
        Same(GgrAssessment.Decide(GgrTable.Decide(new GgrInput(WeightClass.Overweight, RiskStatement.None)), Ggr.Matig, "dokter", A.Today, "apneu", out _));
        Same(Router.Decide(A.Route(Ggr.Licht, Answer.Suspected), RoutingOptions.National with { PriorityGroups = [new PriorityGroup("jong", 2, 12, Ggr.Licht)] }));
        Same(Router.Decide(A.Route(Ggr.Licht), RoutingOptions.National with { MunicipalRules = [new MunicipalRule("Assen", OfferCategory.Sport, 4, 7, null, A.Today, null, "besluit")] }));
        Same(PayerTable.Decide(new PayerInput(PayerComponent.CzvIntake, null, GliInPlan.None) { Region = "Noord", On = A.Today, WeightClass = WeightClass.Obesity2 }, A.Agreement(AnamnesisPayer.InsurerOnlyIfGli)));
        Same(PayerPeriods.Empty.Redecide(new PayerInput(PayerComponent.Social, Ggr.Licht, GliInPlan.None), A.Today, PayerAgreements.None, out _));
        Same(KinderGli.Check(new KinderGliInput(Ggr.Matig, true, null, true, true, false, true)));
        Same(limits);
        Same(InsuredLimits.Count(new InsuredDates(A.Today, null, null, A.Today, null), limits, A.Today));
        Same(RelapseRule.Decide(new RelapseInput(classified, classified, false, 1, 0.25)));
        Same(ConsentRules.MayShare(new SharingRequest("czv", "overdracht", [DataZone.Health], A.Today), situation, []));
        Same(ReferralRules.Decide(new ReferralInput("school", ["huisarts"])));
        Same(QualityRules.Check("czv", [], A.Today, QualitySeverity.Block));
        Same(OfferRules.Rank(new OfferNeed(OfferCategory.Sport, "Assen", 8, A.Today), [new Offer("a", "Judo", OfferCategory.Sport, "x", "Assen", [])]));
        Same(CareConfiguration.NationalDefaults.Resolve("pauze.max", null, null, null, A.Today));
        Same(new SettingValue("pauze.max", SettingLevel.Region, "Noord", A.Today, "2mo", SourceLabel.Regional, "afspraak"));
        Same(WorkCalendar.National.AddWorkingDays(A.Today, 7));
    }

    [Fact]
    public void A_classification_has_the_fields_and_codes_of_the_contract()
    {
        using var json = JsonDocument.Parse(CareJson.Write(Classifier.Classify(A.Child(Sex.Female, 4383, 26.5269))));
        var root = json.RootElement;
        Assert.Equal("obesity1", root.GetProperty("weightClass").GetString());
        Assert.Equal(["matig", "sterk"], root.GetProperty("ggr").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("""{"overweight":21.5851,"obesity1":26.4734,"obesity2":31.6569,"obesity3":37.1903}""", root.GetProperty("cutoffs").GetRawText());
        Assert.Equal(4383, root.GetProperty("ageDays").GetInt32());
        Assert.Equal(2.2, root.GetProperty("bmiZ").GetDouble());
        Assert.Equal(["risk"], root.GetProperty("missing").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void A_payer_has_the_fields_and_codes_of_the_contract()
    {
        var text = CareJson.Write(PayerTable.Decide(new PayerInput(PayerComponent.CzvIntake, Ggr.Matig, GliInPlan.Recognised)));
        Assert.StartsWith("""{"payer":"insurer","conflict":false,"readings":[{"payer":"insurer","source":"H6a kader"},""", text, StringComparison.Ordinal);
        Assert.Contains("""{"text":"Het GGR is matig, sterk of extreem verhoogd (H7c)","met":true}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_day_is_written_as_in_the_contract() =>
        Assert.Contains("""{"date":"2026-04-06","why":"Tweede Paasdag"}""", CareJson.Write(WorkCalendar.National.AddWorkingDays(new DateOnly(2026, 4, 3), 1)), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_code_is_refused_when_it_is_read()
    {
        Assert.Throws<JsonException>(() => CareJson.Read<Ggr[]>("""["zwaar"]"""));
        Assert.Throws<JsonException>(() => CareJson.Read<Ggr[]>("[1]"));
        Assert.Throws<JsonException>(() => CareJson.Read<Term>("\"drie weken\""));
        Assert.Equal(Term.Months(42), CareJson.Read<Term>("\"3.5y\""));
    }

    [Fact]
    public void Every_rule_that_decides_has_a_text_that_explains_it()
    {
        var rules = typeof(CareCodes).Assembly.GetTypes().Select(t => t.GetField("Rule", BindingFlags.Public | BindingFlags.Static)).OfType<FieldInfo>().Select(f => (string)f.GetValue(null)!).Distinct().ToArray();
        Assert.True(rules.Length >= 12);
        Assert.All(rules, r => Assert.True(RuleCatalogue.Find(r) is { Lines.Count: > 2 }, r));
    }

    // A version that was ever used stays, because decisions point to it: this list only grows.
    [Fact]
    public void No_version_of_a_rule_is_ever_removed() =>
        Assert.All(
            [
                "gewichtsklasse@1", "ggr-tabel@1", "route@1", "route@2", "betaler@1", "kinder-gli@1", "verzekerde-grenzen@1", "toestemming@1", "verwijzing@1",
                "kwaliteitsregistratie@1", "aanbod@1", "capaciteit@1", "terugval@1", "contactmoment-jgz@1",
            ],
            rule => Assert.NotNull(RuleCatalogue.Find(rule)));

    // Stored while route@1 decided; route@2 tells more. A reader of today takes both.
    [Fact]
    public void A_decision_of_an_earlier_version_is_read_by_the_program_of_today()
    {
        var decision = CareJson.Read<RouteDecision>("""
            {"route":"jgz-social","czv":"no","reason":"Bij een licht verhoogd GGR zonder deze problemen helpen de JGZ en het sociaal domein en is er geen CZV nodig.","source":"Handreiking mei 2026, H2 Doelgroepafbakening en H5b Samenwerken rond kind en gezin","rule":"route@1","options":["Leefstijlaanbod in het sociaal domein","Opvoedondersteuning","Voorrang in deze regio: kinderen van de basisschool"],"missing":[],"provisional":false,"questions":[],"input":{"birthDate":"2016-03-01","on":"2026-06-02","ggr":"licht","psychosocial":"no","socioeconomic":"no","lackOfCoherence":"no","coordinationNeed":"no","weightClass":"overweight","startedOn":null,"medicalQuestion":null},"regional":{"czvAtLicht":"arranged","priorityGroups":[{"name":"kinderen van de basisschool","fromYears":4,"toYears":12,"fromGgr":null}]}}
            """);
        Assert.Equal(("route@1", Route.JgzSocial, Ggr.Licht), (decision.Rule, decision.Route, decision.Input.Ggr));
        Assert.Empty(decision.Regional.MunicipalRules);
        Assert.NotEqual(Router.Rule, decision.Rule);
        var (then, now) = (RuleCatalogue.Find(decision.Rule)!, RuleCatalogue.Find(Router.Rule)!);
        Assert.True(then.ValidFrom < now.ValidFrom);
        Assert.NotEqual(then.Lines, now.Lines);
        Assert.Equal(then.Lines, now.Lines.Take(then.Lines.Count));
    }

    private static void Same<T>(T value)
    {
        var text = CareJson.Write(value);
        Assert.Equal(text, CareJson.Write(CareJson.Read<T>(text)));
        Assert.True(text.Length > 20);
    }
}
