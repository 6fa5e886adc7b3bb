using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Roles;

namespace KnGG.Workflow.Care.Tests.Roles;

public sealed class When_roles_are_checked
{
    private static readonly string[] Referrers = ["huisarts", "jeugdarts", "kinderarts"];

    [Fact]
    public void Codes_are_unique_and_those_of_the_contract_are_there()
    {
        Assert.Equal(RoleCodes.All.Count, RoleCodes.All.Select(r => r.Code).Distinct().Count());
        Assert.All(["jgz", "jeugdarts", "jeugdverpleegkundige", "czv", "klsc", "huisarts", "kinderarts", "aanbieder", "gemeente", "regio", "coordinator", "beheerder", "werkverdeler"], c => Assert.NotNull(RoleCodes.Find(c)));
        Assert.Equal("Centrale zorgverlener (CZV)", RoleCodes.LabelOf("czv"));
    }

    [Theory]
    [InlineData("gemeente")]
    [InlineData("regio")]
    [InlineData("ggd")]
    [InlineData("verzekeraar")]
    [InlineData("projectleider")]
    [InlineData("jogg-adviseur")]
    public void Payers_and_regional_roles_see_figures_only(string code) => Assert.Equal(RoleView.Figures, RoleCodes.Find(code)!.Sees);

    [Theory]
    [InlineData("huisarts", true)]
    [InlineData("jeugdarts", true)]
    [InlineData("kinderarts", true)]
    [InlineData("jeugdverpleegkundige", false)]
    [InlineData("school", false)]
    [InlineData("ouder", false)]
    public void Anyone_may_signal_and_only_listed_roles_refer(string role, bool refers)
    {
        var decision = ReferralRules.Decide(new ReferralInput(role, Referrers));
        Assert.Equal(refers, decision.IsReferral);
        Assert.Equal(refers ? [] : Referrers, decision.EndorseBy);
    }

    [Fact]
    public void A_region_can_add_a_referrer() =>
        Assert.True(ReferralRules.Decide(new ReferralInput("jeugdverpleegkundige", [.. Referrers, "jeugdverpleegkundige"])).IsReferral);

    [Fact]
    public void A_referral_made_once_is_enough()
    {
        Assert.True(ReferralRules.Decide(new ReferralInput("wijkteam", Referrers, "huisarts")).IsReferral);
        Assert.False(ReferralRules.Decide(new ReferralInput("wijkteam", Referrers, "school")).IsReferral);
    }

    [Theory]
    [InlineData("2026-05-31", QualitySeverity.Block, false)]
    [InlineData("2026-06-01", QualitySeverity.Block, true)]
    [InlineData("2026-05-31", QualitySeverity.Warn, false)]
    [InlineData("2026-05-31", QualitySeverity.Off, false)]
    public void A_lapsed_registration_warns_or_blocks_as_the_region_chose(string until, QualitySeverity severity, bool valid)
    {
        var decision = QualityRules.Check("czv", [new QualityRegistration("czv", "BLCN", "123", new DateOnly(2023, 1, 1), DateOnly.Parse(until, null))], A.Today, severity);
        Assert.Equal(valid, decision.Valid);
        Assert.Equal(valid ? QualitySeverity.Off : severity, decision.Outcome);
        Assert.Equal(!valid, decision.Reason.Contains("verlopen op 31 mei 2026", StringComparison.Ordinal));
    }

    [Fact]
    public void A_register_of_another_profession_does_not_count()
    {
        Assert.False(QualityRules.Check("czv", [new QualityRegistration("czv", "KNGF", "1", new DateOnly(2023, 1, 1), new DateOnly(2030, 1, 1))], A.Today, QualitySeverity.Warn).Valid);
        Assert.True(QualityRules.Check("klsc", [new QualityRegistration("klsc", "KNGF", "1", new DateOnly(2023, 1, 1), new DateOnly(2030, 1, 1))], A.Today, QualitySeverity.Warn).Valid);
        Assert.False(QualityRules.Check("klsc", [new QualityRegistration("klsc", "KNGF", " ", new DateOnly(2023, 1, 1), new DateOnly(2030, 1, 1))], A.Today, QualitySeverity.Warn).Valid);
        Assert.True(QualityRules.Check("huisarts", [], A.Today, QualitySeverity.Block).Valid);
    }

    [Fact]
    public void Every_feedback_duty_has_a_term_that_exists_and_roles_that_exist()
    {
        foreach (var duty in FeedbackDuties.All)
        {
            Assert.NotNull(CareConfiguration.Find(duty.TermKey));
            Assert.NotNull(RoleCodes.Find(duty.From));
            Assert.All(duty.To, to => Assert.True(to == "verwijzer" || RoleCodes.Find(to) is not null));
        }

        Assert.NotNull(FeedbackDuties.Find("plan-gemaakt"));
    }

    [Fact]
    public void Moments_close_to_each_other_are_one_message()
    {
        Assert.True(FeedbackDuties.Joined(A.Today, A.Today.AddDays(14), Term.WorkingDays(10), WorkCalendar.National));
        Assert.False(FeedbackDuties.Joined(A.Today, A.Today.AddDays(15), Term.WorkingDays(10), WorkCalendar.National));
    }

    [Theory]
    [InlineData(41_250, 0.2, 1000, 5.0, 8.25, 3.25)]
    [InlineData(0, 0.2, 1000, 0.0, 0.0, 0.0)]
    [InlineData(250_000, 0.4, 100_000, null, 1.0, null)]
    public void Capacity_shows_norm_gap_and_sum(int youths, double fte, int per, double? available, double norm, double? gap)
    {
        var figure = Capacity.Of("czv", youths, fte, per, available);
        Assert.Equal((norm, gap), (figure.NormFte, figure.GapFte));
        Assert.Contains("jeugdigen x", figure.Formula, StringComparison.Ordinal);
    }
}
