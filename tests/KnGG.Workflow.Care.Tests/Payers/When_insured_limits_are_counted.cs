using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_insured_limits_are_counted
{
    private static readonly InsurerLimits Limits = InsurerLimits.FromConfiguration(CareConfiguration.NationalDefaults, null, null, A.Today);

    [Theory]
    [InlineData("2026-01-15", "2026-07-15")]
    [InlineData("2026-08-31", "2027-02-28")]
    [InlineData("2027-08-31", "2028-02-29")]
    public void The_gli_starts_within_six_months_of_the_intake(string intake, string last)
    {
        var dates = new InsuredDates(Date(intake), null, null, null, null);
        Assert.Equal(Date(last), Start(dates, Date(intake)).LastDay);
        Assert.Equal(LimitState.Running, Start(dates, Date(intake)).State);
        Assert.Equal(LimitState.Warning, Start(dates, Date(last)).State);
        Assert.Equal(LimitState.Passed, Start(dates, Date(last).AddDays(1)).State);
        Assert.Equal(LimitState.Met, Start(dates with { GliStartedOn = Date(last) }, Date(last).AddDays(9)).State);
        Assert.Equal(LimitState.Passed, Start(dates with { GliStartedOn = Date(last).AddDays(1) }, Date(last).AddDays(9)).State);
    }

    [Fact]
    public void The_warning_comes_after_four_months()
    {
        var dates = new InsuredDates(Date("2026-01-15"), null, null, null, null);
        Assert.Equal(LimitState.Running, Start(dates, Date("2026-05-14")).State);
        Assert.Equal(LimitState.Warning, Start(dates, Date("2026-05-15")).State);
    }

    [Fact]
    public void A_later_start_holds_when_the_insurer_agreed()
    {
        var dates = new InsuredDates(Date("2026-01-15"), Date("2026-09-01"), null, null, null) { InsurerAgreedToLaterStart = true };
        Assert.Equal(LimitState.Met, Start(dates, Date("2026-09-02")).State);
    }

    [Fact]
    public void The_gli_lasts_at_most_24_months()
    {
        var dates = new InsuredDates(Date("2026-01-15"), Date("2026-03-01"), null, null, null);
        var status = InsuredLimits.Count(dates, Limits, Date("2026-03-01"))[1];
        Assert.Equal(Date("2028-02-29"), status.LastDay);
        Assert.Equal(LimitState.Passed, InsuredLimits.Count(dates, Limits, Date("2028-03-01"))[1].State);
        Assert.Equal(LimitState.Met, InsuredLimits.Count(dates with { GliEndedOn = Date("2028-02-29") }, Limits, Date("2030-01-01"))[1].State);
        Assert.Equal(LimitState.Passed, InsuredLimits.Count(dates with { GliEndedOn = Date("2028-03-01") }, Limits, Date("2030-01-01"))[1].State);
    }

    [Fact]
    public void Insured_czv_lasts_at_most_three_and_a_half_years_which_is_14_quarters()
    {
        var dates = new InsuredDates(null, null, null, Date("2026-01-15"), null);
        var status = InsuredLimits.Count(dates, Limits, Date("2026-01-15"))[2];
        Assert.Equal(Date("2029-07-14"), status.LastDay);
        Assert.Equal(14, InsuredLimits.QuarterOf(Date("2026-01-15"), Date("2029-07-14"), Limits.ChargeUnit));
        Assert.Equal(15, InsuredLimits.QuarterOf(Date("2026-01-15"), Date("2029-07-15"), Limits.ChargeUnit));
        Assert.Equal(LimitState.Passed, InsuredLimits.Count(dates, Limits, Date("2029-07-15"))[2].State);
    }

    [Theory]
    [InlineData("2026-01-14", 0)]
    [InlineData("2026-01-15", 1)]
    [InlineData("2026-04-14", 1)]
    [InlineData("2026-04-15", 2)]
    public void A_quarter_starts_on_any_date(string on, int quarter) =>
        Assert.Equal(quarter, InsuredLimits.QuarterOf(Date("2026-01-15"), Date(on), Term.Months(3)));

    [Fact]
    public void Without_dates_no_clock_runs() =>
        Assert.All(InsuredLimits.Count(new InsuredDates(null, null, null, null, null), Limits, A.Today), s => Assert.Equal(LimitState.NotStarted, s.State));

    private static LimitStatus Start(InsuredDates dates, DateOnly on) => InsuredLimits.Count(dates, Limits, on)[0];

    private static DateOnly Date(string text) => CareCodes.TryParseDate(text, out var date) ? date : throw new FormatException(text);
}
