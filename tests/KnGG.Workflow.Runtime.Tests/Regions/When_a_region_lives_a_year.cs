using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tests.Stuck;

namespace KnGG.Workflow.Runtime.Tests.Regions;

/// <summary>KNGG_LONG=1 lives it with 1,000 children; KNGG_SEED chooses another year.</summary>
public sealed class When_a_region_lives_a_year(ITestOutputHelper output)
{
    [Theory]
    [InlineData("gewoon", 0.0, 0.05)]
    [InlineData("tegenslag", 0.1, 0.33)]
    public async Task Every_child_ends_waits_for_somebody_until_a_date_or_is_explained(string name, double absent, double declined)
    {
        var children = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1000 : 100;
        var seed = int.Parse(Environment.GetEnvironmentVariable("KNGG_SEED") ?? "2026", System.Globalization.CultureInfo.InvariantCulture);
        using var year = await RegionYear.Live(children, seed, absent, declined, absent > 0 ? Outage : null);
        var runtime = year.Runtime;
        var list = runtime.Get<StuckList>();
        var states = year.Trajectories.Select(id => list.Of(id, StuckScene.Administrator)).ToList();
        var open = states.OfType<StuckState>().ToList();
        var stuck = open.Where(s => s.Cause is not null).ToList();
        var waiting = open.Where(s => s.Cause is null).ToList();

        output.WriteLine($"Jaar '{name}', {states.Count} trajecten uit {children} signalen, {year.Done} taken gedaan, {runtime.Count("step")} stappen, {year.Declined} overdrachten afgewezen");
        output.WriteLine($"geëindigd {states.Count - open.Count}, wacht op iemand {waiting.Count}, vastgelopen en uitgelegd {stuck.Count}");
        foreach (var (stage, count, cycles) in year.Funnel())
        {
            output.WriteLine($"  {stage}: {count} kinderen, {cycles} rondes");
        }

        foreach (var cause in stuck.GroupBy(s => s.Cause).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"  loopt vast op {cause.Key}: {cause.Count()}");
        }

        Assert.True(states.Count >= children * 0.5, $"Er kwamen maar {states.Count} trajecten.");
        Assert.All(waiting, s => Assert.True(!string.IsNullOrEmpty(s.Role) && (s.DueAt ?? s.NextAt) > runtime.Clock.Now, $"{s.TrajectoryId} wacht zonder eigenaar of datum: {s}"));
        Assert.All(stuck, s => Assert.True(!string.IsNullOrEmpty(s.Role) && !string.IsNullOrEmpty(s.Next) && s.Actions.Count > 0, $"{s.TrajectoryId} is niet uitgelegd: {s}"));
        Assert.DoesNotContain(stuck, s => s.Cause is Care.Trajectories.StuckCauses.Incident or Care.Trajectories.StuckCauses.TimerOverdue);
        var broken = runtime.Database.Read(t => runtime.Get<InvariantCheck>().Run(t));
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(20)));
        CheckMail(year);
        Assert.True(declined < 0.3 || year.Declined > 0.2 * states.Count, $"Er werden maar {year.Declined} overdrachten afgewezen.");
    }

    // The mail server goes down in the busiest time, when all children have come in.
    private const int Outage = 89;

    private void CheckMail(RegionYear year)
    {
        var mail = year.Mail;
        mail.ForbidTitles(year.Runtime);
        var days = mail.Days();
        output.WriteLine($"{mail.Sent.Count} mails aan {days.Select(d => d.Person).Distinct().Count()} mensen, hoogstens {days.Max(d => d.Mails)} op een dag, "
            + $"{mail.Sent.Count(m => m.Mail.Text.Contains("dagmail", StringComparison.Ordinal))} dagmails; {mail.Forbidden} verboden woorden en waarden gezocht");
        Assert.True(mail.Sent.Count > 300, $"Er gingen maar {mail.Sent.Count} mails uit.");
        Assert.Empty(mail.Sent.SelectMany(m => mail.Leaks(m.Mail)).Distinct().Take(20));
        Assert.All(days, d => Assert.True(d.Mails <= 5, $"{d.Person} kreeg op {d.Day} {d.Mails} mails."));
        Assert.All(mail.Sent, m => Assert.True(
            WorkCalendar.National.IsWorkingDay(DutchTime.ToLocalDate(m.At)) && DutchTime.ToLocalTime(m.At) is { Hour: >= 8 and < 18 }, $"{m.Mail.Subject} ging uit op {DutchTime.ToLocal(m.At):O}"));
        Assert.Equal(mail.Sent.Count, mail.Sent.Select(m => m.Mail.MessageId).Distinct().Count());

        // Nothing about a task that was done before, as a mail or as a line of one; and of each task and stage one mail to a person.
        Assert.Equal(0, year.Runtime.Count("mail m JOIN task t ON t.id = m.task_id WHERE m.state = 2 AND t.closed_at < m.closed_at"));
        Assert.Equal(0, year.Runtime.Count("(SELECT 1 FROM mail WHERE state = 2 AND task_id IS NOT NULL GROUP BY task_id, stage, account_id HAVING count(*) > 1)"));

        // What waits at the end is for a moment to come; nothing was given up in the outage.
        Assert.Equal(0, year.Runtime.Count($"mail WHERE state = 4 OR (state IN (0, 1, 3) AND due_at < {year.Runtime.Clock.Now.AddDays(-1).ToUnixTimeMilliseconds()})"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_year()
    {
        using var one = await RegionYear.Live(8, 7, absent: 0.1, declined: 0.33);
        using var other = await RegionYear.Live(8, 7, absent: 0.1, declined: 0.33);
        Assert.Equal((one.Done, one.Declined), (other.Done, other.Declined));
        Assert.Equal(one.Funnel(), other.Funnel());
    }
}
