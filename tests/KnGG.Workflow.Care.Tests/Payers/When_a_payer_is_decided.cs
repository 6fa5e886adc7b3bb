using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_a_payer_is_decided
{
    // One line per component and group of GGR: recognised / not-recognised / none / undecided. An asterisk marks a conflict.
    private const string Table = """
        czv-intake       geen      none          none          none          none
        czv-intake       licht     municipality  municipality  municipality  municipality
        czv-intake       matig     insurer       insurer*      insurer*      insurer*
        czv-intake       sterk     insurer       insurer*      insurer*      insurer*
        czv-intake       extreem   insurer       insurer*      insurer*      insurer*
        czv-intake       onbekend  undecided     undecided     undecided     undecided
        czv-coordination geen      none          none          none          none
        czv-coordination licht     municipality  municipality  municipality  municipality
        czv-coordination matig     insurer       municipality  municipality  undecided
        czv-coordination sterk     insurer       municipality  municipality  undecided
        czv-coordination extreem   insurer       municipality  municipality  undecided
        czv-coordination onbekend  undecided     undecided     undecided     undecided
        kinder-gli       geen      none          none          none          none
        kinder-gli       licht     none          none          none          none
        kinder-gli       matig     insurer       none          none          undecided
        kinder-gli       sterk     insurer       none          none          undecided
        kinder-gli       extreem   insurer       none          none          undecided
        kinder-gli       onbekend  undecided     none          none          undecided
        social           geen      municipality  municipality  municipality  municipality
        social           licht     municipality  municipality  municipality  municipality
        social           matig     municipality  municipality  municipality  municipality
        social           sterk     municipality  municipality  municipality  municipality
        social           extreem   municipality  municipality  municipality  municipality
        social           onbekend  municipality  municipality  municipality  municipality
        care             geen      none          none          none          none
        care             licht     none          none          none          none
        care             matig     insurer       insurer       insurer       insurer
        care             sterk     insurer       insurer       insurer       insurer
        care             extreem   insurer       insurer       insurer       insurer
        care             onbekend  undecided     undecided     undecided     undecided
        jeugdwet         geen      municipality  municipality  municipality  municipality
        jeugdwet         licht     municipality  municipality  municipality  municipality
        jeugdwet         matig     municipality  municipality  municipality  municipality
        jeugdwet         sterk     municipality  municipality  municipality  municipality
        jeugdwet         extreem   municipality  municipality  municipality  municipality
        jeugdwet         onbekend  municipality  municipality  municipality  municipality
        jgz              geen      statutory     statutory     statutory     statutory
        jgz              licht     statutory     statutory     statutory     statutory
        jgz              matig     statutory     statutory     statutory     statutory
        jgz              sterk     statutory     statutory     statutory     statutory
        jgz              extreem   statutory     statutory     statutory     statutory
        jgz              onbekend  statutory     statutory     statutory     statutory
        implementation   geen      municipality  municipality  municipality  municipality
        implementation   licht     municipality  municipality  municipality  municipality
        implementation   matig     municipality  municipality  municipality  municipality
        implementation   sterk     municipality  municipality  municipality  municipality
        implementation   extreem   municipality  municipality  municipality  municipality
        implementation   onbekend  municipality  municipality  municipality  municipality
        """;

    private static readonly GliInPlan[] Columns = [GliInPlan.Recognised, GliInPlan.NotRecognised, GliInPlan.None, GliInPlan.Undecided];

    public static TheoryData<string, string, string, string, bool> Cells()
    {
        var data = new TheoryData<string, string, string, string, bool>();
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            for (var i = 0; i < Columns.Length; i++)
            {
                data.Add(words[0], words[1], CareCodes.ToCode(Columns[i]), words[i + 2].TrimEnd('*'), words[i + 2].EndsWith('*'));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_is_as_the_handreiking_says(string component, string ggr, string gli, string payer, bool conflict)
    {
        var decision = Decide(component, ggr, gli, PayerAgreements.None);
        Assert.Equal(payer, CareCodes.ToCode(decision.Payer));
        Assert.Equal(conflict, decision.Conflict);
        Assert.Equal(conflict, decision.Readings.Select(r => r.Payer).Distinct().Count() > 1);
        Assert.Equal("betaler@1", decision.Rule);
        Assert.StartsWith("Handreiking mei 2026, H", decision.Source, StringComparison.Ordinal);
        Assert.EndsWith(".", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(decision.Payer == Payer.Undecided, decision.Missing.Count > 0);
        Assert.Equal(decision.Payer is Payer.None or Payer.Undecided && !(component == "kinder-gli" && gli == "none"), decision.NeedsAlert);
        Assert.Equal(conflict, decision.AskFinanceContact);
    }

    [Fact]
    public void The_table_has_every_cell() => Assert.Equal(8 * 6 * 4, Cells().Select(c => (c.Data.Item1, c.Data.Item2, c.Data.Item3)).Distinct().Count());

    [Theory]
    [InlineData("none", "municipality")]
    [InlineData("not-recognised", "municipality")]
    [InlineData("undecided", "undecided")]
    [InlineData("recognised", "insurer")]
    public void The_region_decides_the_conflict_about_the_intake(string gli, string payer)
    {
        var only = Decide("czv-intake", "matig", gli, A.Agreement(AnamnesisPayer.InsurerOnlyIfGli));
        Assert.Equal(payer, CareCodes.ToCode(only.Payer));
        Assert.Equal(gli != "recognised", only.Conflict);
        Assert.False(only.AskFinanceContact);
        Assert.Equal(new DateOnly(2025, 12, 1), only.Agreement!.AgreedOn);
        Assert.Equal(Payer.Insurer, Decide("czv-intake", "matig", gli, A.Agreement(AnamnesisPayer.InsurerFromMatig)).Payer);
    }

    [Fact]
    public void Both_readings_are_named_with_their_passage()
    {
        var decision = Decide("czv-intake", "sterk", "none", PayerAgreements.None);
        Assert.Equal([new PayerReading(Payer.Insurer, "H6a kader"), new PayerReading(Payer.Municipality, "H4b, H5d, H7 tabel en H7c")], decision.Readings);
        Assert.True(decision.Provisional);
        Assert.Contains("spreekt zichzelf tegen", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_conditions_are_a_checklist()
    {
        Assert.Equal([true, true, true], Met("matig", "recognised"));
        Assert.Equal([true, true, false], Met("matig", "not-recognised"));
        Assert.Equal([true, false, false], Met("matig", "none"));
        Assert.Equal([true, null, null], Met("matig", "undecided"));
        Assert.Equal([null, true, true], Met("onbekend", "recognised"));
        Assert.Equal([false, true, true], Decide("kinder-gli", "licht", "recognised", PayerAgreements.None).Conditions.Select(c => c.Met));
        Assert.Equal([false, null], Met("licht", "recognised"));

        static IEnumerable<bool?> Met(string ggr, string gli) => Decide("czv-intake", ggr, gli, PayerAgreements.None).Conditions.Select(c => c.Met);
    }

    [Fact]
    public void Obesity_is_at_least_matig_so_the_insurer_is_known_before_the_ggr()
    {
        var input = new PayerInput(PayerComponent.CzvCoordination, null, GliInPlan.Recognised);
        Assert.Equal(Payer.Undecided, PayerTable.Decide(input).Payer);
        Assert.Equal(Payer.Insurer, PayerTable.Decide(input with { WeightClass = WeightClass.Obesity1 }).Payer);
        Assert.Equal(Payer.Undecided, PayerTable.Decide(input with { WeightClass = WeightClass.Overweight }).Payer);
        Assert.Equal(Payer.Municipality, PayerTable.Decide(input with { WeightClass = WeightClass.Overweight, Gli = GliInPlan.None }).Payer);
    }

    [Theory]
    [InlineData("2008-06-02", Payer.Insurer)]
    [InlineData("2008-06-01", Payer.Undecided)]
    [InlineData("2024-06-02", Payer.None)]
    public void Who_pays_after_18_is_left_open_by_the_text(string birth, Payer expected)
    {
        Assert.True(CareCodes.TryParseDate(birth, out var born));
        var decision = PayerTable.Decide(new PayerInput(PayerComponent.KinderGli, Ggr.Matig, GliInPlan.Recognised) { BirthDate = born, On = A.Today });
        Assert.Equal(expected, decision.Payer);
        Assert.Equal(expected != Payer.Insurer, decision.NeedsAlert);
        Assert.Equal(Payer.Municipality, PayerTable.Decide(new PayerInput(PayerComponent.Social, Ggr.Matig, GliInPlan.None) { BirthDate = born, On = A.Today }).Payer);
    }

    [Fact]
    public void An_agreement_holds_for_its_own_region_and_days_only()
    {
        var agreements = A.Agreement(AnamnesisPayer.InsurerOnlyIfGli, new DateOnly(2026, 7, 1));
        Assert.Null(agreements.For("Noord", new DateOnly(2026, 6, 30)));
        Assert.NotNull(agreements.For("noord", new DateOnly(2026, 7, 1)));
        Assert.Null(agreements.For("Zuid", new DateOnly(2026, 7, 1)));
        Assert.Null(agreements.For(null, new DateOnly(2026, 7, 1)));
        Assert.Null(agreements.For("Noord", null));
    }

    [Fact]
    public void The_payer_of_the_jgz_is_what_the_region_agreed()
    {
        var agreement = A.Agreement(AnamnesisPayer.InsurerFromMatig).Agreements[0] with { JgzPayer = Payer.Municipality };
        Assert.Equal(Payer.Municipality, PayerTable.Decide(new PayerInput(PayerComponent.Jgz, Ggr.Licht, GliInPlan.None) { Region = "Noord", On = A.Today }, new PayerAgreements([agreement])).Payer);
    }

    private static PayerDecision Decide(string component, string ggr, string gli, PayerAgreements agreements)
    {
        Assert.True(CareCodes.TryParsePayerComponent(component, out var c));
        Assert.True(CareCodes.TryParseGgr(ggr, out var g));
        Assert.True(CareCodes.TryParseGliInPlan(gli, out var p));
        return PayerTable.Decide(new PayerInput(c, g, p) { Region = "Noord", On = A.Today }, agreements);
    }
}
