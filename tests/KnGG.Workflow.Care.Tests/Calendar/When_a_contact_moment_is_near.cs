using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_a_contact_moment_is_near
{
    private static readonly DateOnly Born = new(2020, 3, 1);

    [Theory]
    [InlineData("2025-09-20", "2025-08-23", "2025-10-18", "2025-09-01")]
    [InlineData("2025-09-29", "2025-09-01", "2025-10-27", "2025-09-01")]
    [InlineData("2025-08-04", "2025-07-07", "2025-09-01", "2025-09-01")]
    [InlineData("2025-09-30", "2025-09-02", "2025-10-28", null)]
    [InlineData("2025-08-03", "2025-07-06", "2025-08-31", null)]
    [InlineData("2026-06-01", "2026-05-04", "2026-06-29", null)]
    public void A_day_moves_to_it_only_within_the_room_around_the_day(string wished, string from, string until, string? contact)
    {
        var plan = ContactMoments.Plan(Input("5.5y,10.5y", wished, from, until));
        Assert.Equal(DateOnly.Parse(contact ?? wished, null), plan.On);
        Assert.Equal((contact is not null, contact is null ? null : Term.Parse("5.5y")), (plan.IsContact, plan.Age));
    }

    [Theory]
    [InlineData("2024-02-20", "2y,3y,45mo,4y", "2024-03-01")]
    [InlineData("2024-01-10", "2y,3y,45mo,4y", "2023-12-01")]
    [InlineData("2024-01-15", "3y,45mo,4y", "2023-12-01")]
    public void Of_two_the_nearer_one_counts_and_of_two_as_near_the_earlier(string wished, string ages, string contact) =>
        Assert.Equal(DateOnly.Parse(contact, null), ContactMoments.Plan(Input(ages, wished, "2023-11-01", "2024-04-01")).On);

    [Fact]
    public void Where_the_first_is_asked_for_it_need_not_be_near() =>
        Assert.Equal(new DateOnly(2023, 12, 1), ContactMoments.Plan(Input("45mo,4y", "2024-03-05", "2023-10-01", "2024-03-05") with { First = true }).On);

    [Fact]
    public void It_says_why_in_one_sentence_without_an_age()
    {
        Assert.Equal("Valt samen met een vast contactmoment van de JGZ.", ContactMoments.Plan(Input("5.5y", "2025-09-20", "2025-08-23", "2025-10-18")).Reason);
        Assert.Equal(
            "Van 2 september 2025 tot en met 28 oktober 2025 is er geen vast contactmoment van de JGZ; de eigen dag geldt.",
            ContactMoments.Plan(Input("5.5y", "2025-09-30", "2025-09-02", "2025-10-28")).Reason);
        var none = ContactMoments.Plan(Input("", "2025-09-30", "2025-09-02", "2025-10-28"));
        Assert.Equal("De regio heeft geen vaste contactmomenten van de JGZ ingesteld; de eigen dag geldt.", none.Reason);
        Assert.Equal(ContactMoments.Rule, none.Rule);
        Assert.Contains("jgz.contactmomenten", none.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_may_have_none_but_other_series_may_not_be_empty()
    {
        var on = new DateOnly(2026, 3, 1);
        var without = CareConfiguration.NationalDefaults.With(
            new SettingValue("jgz.contactmomenten", SettingLevel.Region, "Noord", on, Setting.None, SourceLabel.Regional, "werkafspraak"), out var refusal);
        Assert.Null(refusal);
        Assert.Empty(without.Resolve("jgz.contactmomenten", "Noord", null, null, on).AsTerms());
        Assert.Equal(7, without.Resolve("jgz.contactmomenten", "Zuid", null, null, on).AsTerms().Count);
        without.With(new SettingValue("plan.evaluatie", SettingLevel.Region, "Noord", on, Setting.None, SourceLabel.Regional, "werkafspraak"), out refusal);
        Assert.Equal("value", refusal?.Field);
    }

    private static ContactInput Input(string ages, string wished, string from, string until) => new(
        Born, [.. ages.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Term.Parse)], DateOnly.Parse(wished, null), DateOnly.Parse(from, null), DateOnly.Parse(until, null));
}
