using System.Text.Json;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_the_plan_changes_on_a_date
{
    private static readonly DateOnly Start = new(2026, 1, 15);
    private static readonly DateOnly Change = new(2026, 4, 1);
    private static readonly PayerInput WithoutGli = new(PayerComponent.CzvCoordination, Ggr.Matig, GliInPlan.None) { Region = "Noord" };

    [Fact]
    public void The_period_splits_on_that_date()
    {
        var periods = Begin().Redecide(WithoutGli with { Gli = GliInPlan.Recognised }, Change, PayerAgreements.None, out var refusal);
        Assert.Null(refusal);
        Assert.Equal([(Start, new DateOnly(2026, 3, 31), Payer.Municipality), (Change, null, Payer.Insurer)], periods.Periods.Select(p => (p.From, p.Until, p.Decision.Payer)));
        Assert.Equal(Payer.Municipality, periods.On(Change.AddDays(-1))!.Decision.Payer);
        Assert.Equal(Payer.Insurer, periods.On(Change)!.Decision.Payer);
        Assert.Null(periods.On(Start.AddDays(-1)));
    }

    [Fact]
    public void The_past_keeps_its_decision_to_the_letter()
    {
        var before = Begin();
        var was = JsonSerializer.Serialize(before.Periods[0].Decision);
        var after = before.Redecide(WithoutGli with { Gli = GliInPlan.Recognised }, Change, A.Agreement(AnamnesisPayer.InsurerOnlyIfGli), out _);
        Assert.Equal(was, JsonSerializer.Serialize(after.Periods[0].Decision));
    }

    [Fact]
    public void Nothing_changes_when_nothing_differs()
    {
        var before = Begin();
        Assert.Same(before, before.Redecide(WithoutGli, Change, PayerAgreements.None, out _));
    }

    [Fact]
    public void A_date_in_a_decided_past_is_refused()
    {
        var periods = Begin().Redecide(WithoutGli with { Gli = GliInPlan.Recognised }, Change, PayerAgreements.None, out _);
        Assert.Same(periods, periods.Redecide(WithoutGli, Change.AddDays(-1), PayerAgreements.None, out var refusal));
        Assert.Contains("niet herschreven", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_on_the_first_day_keeps_the_old_decision_beside_it()
    {
        var periods = Begin().Redecide(WithoutGli with { Gli = GliInPlan.Recognised }, Start, PayerAgreements.None, out _);
        Assert.Equal([true, false], periods.Periods.Select(p => p.Superseded));
        Assert.Equal(Payer.Insurer, periods.On(Start)!.Decision.Payer);
    }

    [Fact]
    public void The_eighteenth_birthday_begins_a_new_period()
    {
        var born = new DateOnly(2008, 6, 1);
        var input = WithoutGli with { BirthDate = born, Gli = GliInPlan.Recognised };
        var periods = PayerPeriods.Empty.Redecide(input, new DateOnly(2026, 5, 1), PayerAgreements.None, out _)
            .Redecide(input, new DateOnly(2026, 6, 1), PayerAgreements.None, out _);
        Assert.Equal([Payer.Insurer, Payer.Undecided], periods.Periods.Select(p => p.Decision.Payer));
    }

    [Fact]
    public void After_the_end_nobody_pays()
    {
        var ended = Begin().End(Change);
        Assert.NotNull(ended.On(Change));
        Assert.Null(ended.On(Change.AddDays(1)));
        var again = ended.Redecide(WithoutGli, Change.AddDays(30), PayerAgreements.None, out var refusal);
        Assert.Null(refusal);
        Assert.Equal(2, again.Periods.Count);
    }

    [Fact]
    public void Any_row_of_changes_leaves_periods_without_overlap()
    {
        var random = new Random(23);
        for (var round = 0; round < 500; round++)
        {
            var periods = PayerPeriods.Empty;
            var day = Start;
            for (var i = 0; i < 20; i++)
            {
                var input = new PayerInput(PayerComponent.CzvIntake, (Ggr)random.Next(5), (GliInPlan)random.Next(4)) { Region = "Noord" };
                periods = periods.Redecide(input, day.AddDays(random.Next(-20, 20)), A.Agreement((AnamnesisPayer)random.Next(2)), out _);
                day = day.AddDays(random.Next(0, 15));
            }

            var live = periods.Periods.Where(p => !p.Superseded).ToArray();
            for (var i = 1; i < live.Length; i++)
            {
                Assert.Equal(live[i].From.AddDays(-1), live[i - 1].Until);
                Assert.True(live[i - 1].From <= live[i - 1].Until);
            }

            Assert.Null(live[^1].Until);
        }
    }

    private static PayerPeriods Begin() => PayerPeriods.Empty.Redecide(WithoutGli, Start, PayerAgreements.None, out _);
}
