using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Care.Tests.Calendar;

public sealed class When_a_term_is_read
{
    [Theory]
    [InlineData("10wd", 10, TermUnit.WorkingDays, "10 werkdagen")]
    [InlineData("1wd", 1, TermUnit.WorkingDays, "1 werkdag")]
    [InlineData("6wk", 6, TermUnit.Weeks, "6 weken")]
    [InlineData("3mo", 3, TermUnit.Months, "3 maanden")]
    [InlineData("14d", 14, TermUnit.Days, "14 dagen")]
    [InlineData("0d", 0, TermUnit.Days, "0 dagen")]
    [InlineData("3.5y", 42, TermUnit.Months, "3,5 jaar")]
    [InlineData("3,5y", 42, TermUnit.Months, "3,5 jaar")]
    [InlineData("24mo", 24, TermUnit.Months, "24 maanden")]
    [InlineData(" 10 wd ", 10, TermUnit.WorkingDays, "10 werkdagen")]
    [InlineData("P3D", 3, TermUnit.Days, "3 dagen")]
    [InlineData("P3M", 3, TermUnit.Months, "3 maanden")]
    [InlineData("P2W", 2, TermUnit.Weeks, "2 weken")]
    [InlineData("P1Y6M", 18, TermUnit.Months, "18 maanden")]
    [InlineData("P3.5Y", 42, TermUnit.Months, "3,5 jaar")]
    public void It_means_what_it_says(string text, int amount, TermUnit unit, string dutch)
    {
        Assert.True(Term.TryParse(text, out var term));
        Assert.Equal(new Term(amount, unit), term);
        Assert.Equal(dutch, term.ToDutch());
        Assert.Equal(term, Term.Parse(term.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wd")]
    [InlineData("10")]
    [InlineData("10 dagen")]
    [InlineData("-3d")]
    [InlineData("1.5wd")]
    [InlineData("0.3y")]
    [InlineData("P")]
    [InlineData("P1M3D")]
    [InlineData("PT3H")]
    [InlineData("P3")]
    [InlineData("99999999999d")]
    [InlineData("1e3d")]
    public void What_is_no_term_is_refused(string? text)
    {
        Assert.False(Term.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Term.Parse(text!));
    }
}
