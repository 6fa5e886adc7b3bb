using KnGG.Workflow.Care.Configuration;

namespace KnGG.Workflow.Care.Tests.Configuration;

public sealed class When_an_agreement_is_registered
{
    private static readonly Agreement Signed = new(
        "a1", "CZV bij licht verhoogd GGR", SettingLevel.Region, "Noord", ["mandaatgemeente", "verzekeraar"], new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), new DateOnly(2026, 10, 1));

    [Theory]
    [InlineData("2025-12-31", false, false)]
    [InlineData("2026-01-01", true, false)]
    [InlineData("2026-10-01", true, true)]
    [InlineData("2026-12-31", true, true)]
    [InlineData("2027-01-01", false, true)]
    public void It_holds_on_its_days_and_asks_for_review_in_time(string on, bool holds, bool review)
    {
        Assert.True(CareCodes.TryParseDate(on, out var day));
        Assert.Equal((holds, review), (Signed.HoldsOn(day), Signed.NeedsReview(day)));
    }

    [Fact]
    public void Without_dates_it_holds_on_and_asks_nothing()
    {
        var open = Signed with { ValidUntil = null, ReviewOn = null };
        Assert.Equal((true, false), (open.HoldsOn(new DateOnly(2099, 1, 1)), open.NeedsReview(new DateOnly(2099, 1, 1))));
    }
}
