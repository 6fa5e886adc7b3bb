using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using Xunit;

namespace KnGG.Workflow.Care.Tests.Payers;

public sealed class When_insured_dates_are_read_from_a_file
{
    private static readonly Guid First = new("40000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = new("40000000-0000-0000-0000-000000000002");
    private static readonly Guid Insurer = new("40000000-0000-0000-0000-0000000000aa");
    private static readonly TrajectoryFile Open = TrajectoryFile.Open(
        Guid.Empty, new ChildFacts(Guid.Empty, new DateOnly(2018, 3, 1), Sex.Female, "Voorbeeldstad", ""), "jgz", null, At("2026-01-05"));

    [Fact]
    public void A_programme_that_ended_has_begun_and_its_clock_stands_still()
    {
        var file = Plan(Open, First).With([Move(First, ItemStates.Started, "2026-03-02"), Move(First, ItemStates.Done, "2027-09-01")]);
        var dates = InsuredDates.Of(file);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2027, 9, 1)), (dates.GliStartedOn, dates.GliEndedOn));
        Assert.Equal(LimitState.Met, Length(dates, "2029-01-01").State);
    }

    [Fact]
    public void The_day_that_the_coach_names_counts_before_the_day_of_writing_it_down()
    {
        var file = Plan(Open, First).With([new StartItem(First, new DateOnly(2026, 2, 16)), Move(First, ItemStates.Started, "2026-03-02")]);
        Assert.Equal(new DateOnly(2026, 2, 16), InsuredDates.Of(file).GliStartedOn);
    }

    [Fact]
    public void A_programme_that_never_began_runs_no_clock() =>
        Assert.Null(InsuredDates.Of(Plan(Open, First).With([Move(First, ItemStates.NotStarted, "2026-03-02")])).GliStartedOn);

    [Fact]
    public void A_revised_plan_and_a_new_cycle_restart_no_clock()
    {
        var file = Plan(Open, First).With([Move(First, ItemStates.Started, "2026-03-02")]);
        var revised = Plan(file, First, ItemStates.Started, "2026-08-03");
        Assert.Equal(new DateOnly(2026, 3, 2), InsuredDates.Of(revised).GliStartedOn);
        Assert.Equal(At("2026-03-02"), revised.Item(First)!.Since);
        var again = Plan(revised.With([new StartCycle("terugval", 4, At("2026-10-05"), "a")]), First, ItemStates.Started, "2026-10-06");
        Assert.Equal(new DateOnly(2026, 3, 2), InsuredDates.Of(again).GliStartedOn);
        Assert.Null(InsuredDates.Of(again).GliEndedOn);
    }

    [Fact]
    public void A_plan_that_is_adjusted_may_begin_and_end_the_programme()
    {
        var begun = Plan(Plan(Open, First), First, ItemStates.Started, "2026-03-02");
        Assert.Equal(new DateOnly(2026, 3, 2), InsuredDates.Of(begun).GliStartedOn);
        var ended = Plan(begun, First, ItemStates.Stopped, "2026-09-01");
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 9, 1)), (InsuredDates.Of(ended).GliStartedOn, InsuredDates.Of(ended).GliEndedOn));
        Assert.Equal(new DateOnly(2026, 9, 1), InsuredDates.Of(Plan(ended, Second)).GliEndedOn);
    }

    [Fact]
    public void A_second_programme_after_a_gap_counts_its_own_length_and_without_a_gap_they_are_one()
    {
        var one = Plan(Open, First).With([Move(First, ItemStates.Started, "2026-03-02"), Move(First, ItemStates.Stopped, "2026-09-01")]);
        var later = Plan(one, Second).With([Move(Second, ItemStates.Started, "2028-01-10")]);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2028, 1, 10)), (InsuredDates.Of(later).GliStartedOn, InsuredDates.Of(later).GliRunFrom));
        Assert.Equal(LimitState.Running, Length(InsuredDates.Of(later), "2028-06-01").State);
        var next = Plan(one, Second).With([Move(Second, ItemStates.Started, "2026-09-02")]);
        Assert.Equal(new DateOnly(2026, 3, 2), InsuredDates.Of(next).GliRunFrom);
        Assert.Equal(LimitState.Passed, Length(InsuredDates.Of(next), "2028-03-02").State);
    }

    [Fact]
    public void The_clock_of_the_insured_CZV_ends_with_its_payer_and_runs_on_when_it_comes_back()
    {
        var file = Open.With([new AssignRole("czv", null, null, true, At("2026-02-02")), Pays("czv-intake", "insurer", "2026-03-02"), Pays("czv-coordination", "insurer", "2026-03-02")]);
        Assert.Equal((new DateOnly(2026, 3, 2), null), (InsuredDates.Of(file).CzvFirstChargedOn, InsuredDates.Of(file).CzvEndedOn));
        var ended = file.With([new EndPayers("czv-", new DateOnly(2027, 3, 2))]);
        Assert.Equal(new DateOnly(2027, 3, 1), InsuredDates.Of(ended).CzvEndedOn);
        Assert.All(ended.Health.Payers, p => Assert.Equal(new DateOnly(2027, 3, 2), p.Until));
        var back = ended.With([Pays("czv-coordination", "insurer", "2027-09-01")]);
        Assert.Equal((new DateOnly(2026, 3, 2), null), (InsuredDates.Of(back).CzvFirstChargedOn, InsuredDates.Of(back).CzvEndedOn));
    }

    [Fact]
    public void The_first_broad_intake_counts_and_an_agreement_of_the_insurer_is_kept()
    {
        var file = Open.With([new NoteBroadIntake(new DateOnly(2026, 2, 9)), new NoteBroadIntake(new DateOnly(2027, 2, 9)), new NoteInsurance(Insurer, null), new NoteInsurance(null, new DateOnly(2026, 7, 1))]);
        Assert.Equal((new DateOnly(2026, 2, 9), true), (InsuredDates.Of(file).BroadIntakeOn, InsuredDates.Of(file).InsurerAgreedToLaterStart));
        Assert.Equal(new Insurance(Insurer, new DateOnly(2026, 7, 1)), file.Health.Insurance);
    }

    [Fact]
    public void An_insurer_has_limits_of_its_own_from_the_day_that_they_hold()
    {
        var own = CareConfiguration.NationalDefaults.With(
            new SettingValue("gli.duur.max", SettingLevel.Organisation, Insurer.ToString("D"), new DateOnly(2027, 1, 1), "18mo", SourceLabel.Read, "Polis 2027"), out var refusal);
        Assert.Null(refusal);
        InsurerLimits Of(Guid? insurer, string on) => InsurerLimits.FromConfiguration(own, null, insurer, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("18mo", Of(Insurer, "2027-01-01").GliAtMost.ToString());
        Assert.Equal((Insurer.ToString("D"), new DateOnly(2027, 1, 1)), (Of(Insurer, "2027-01-01").Insurer, Of(Insurer, "2027-01-01").ValidFrom));
        Assert.Equal("24mo", Of(Insurer, "2026-12-31").GliAtMost.ToString());
        Assert.Equal(("24mo", "standaard"), (Of(null, "2027-01-01").GliAtMost.ToString(), Of(null, "2027-01-01").Insurer));
    }

    private static TrajectoryFile Plan(TrajectoryFile file, Guid item, string state = ItemStates.Planned, string at = "2026-02-20") => file.With([new MakePlan(
        new PlanVersion(0, 0, At(at), "a", "recognised", [new PlanItem(item, ItemKinds.KinderGli, "klsc", null, "", state, null, null, At(at))], null),
        new PlanText(0, "", new Dictionary<Guid, string>(), ""))]);

    private static MoveItem Move(Guid item, string state, string on) => new(item, state, At(on));

    private static DecidePayer Pays(string component, string payer, string from) =>
        new(new PayerNote(component, payer, false, "", "betaler@1", DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), null, "system"));

    private static LimitStatus Length(InsuredDates dates, string on) =>
        InsuredLimits.Count(dates, InsurerLimits.FromConfiguration(CareConfiguration.NationalDefaults, null, null, A.Today), DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))[1];

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T11:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
