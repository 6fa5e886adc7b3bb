using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Clock;

public class When_the_simulated_clock_moves : IDisposable
{
    public void Dispose() => CrashPoint.Listen(null);

    [Fact]
    public async Task Ten_years_of_due_dates_happen_each_at_its_own_moment_and_in_order()
    {
        using var runtime = await TestRuntime.Make(simulated: true);
        foreach (var days in (int[])[3650, 1, 400, 90, 1200])
        {
            runtime.Publish(Sequence("w" + days, Delay("a", TimeSpan.FromDays(days)), Delay("b", TimeSpan.FromHours(7)), Line("l", "klaar")));
            runtime.StartInstance("w" + days);
        }

        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(4000));
        var steps = runtime.Database.Read(t => t.Query("SELECT at, kind FROM step WHERE kind = 'timer' ORDER BY rowid", r => r.Instant(0)));
        Assert.Equal(
            ((int[])[1, 90, 400, 1200, 3650]).SelectMany(d => new[] { TestRuntime.Start.AddDays(d), TestRuntime.Start.AddDays(d).AddHours(7) }), steps);
        Assert.Equal(TestRuntime.Start.AddDays(4000), runtime.Clock.Now);
        Assert.Equal(5, runtime.Count("instance WHERE sub_status = 3"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task Nine_o_clock_stays_nine_o_clock_over_both_summer_time_switches()
    {
        using var runtime = await TestRuntime.Make(simulated: true);
        var cron = Activity("c", "Elsa.Cron", ("cronExpression", "0 0 9 * * *"));
        var loop = Activity("herhaal", "Elsa.For", ("start", 1), ("end", 400), ("step", 1));
        loop["body"] = Container("Elsa.Sequence", "binnen", cron, Line("l", "wakker"));
        runtime.Publish(Sequence("dagelijks", loop));
        var id = runtime.StartInstance("dagelijks");
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(365));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var times = runtime.JournalOf(id).Where(l => l.Event == "Line").Select(l => TimeZoneInfo.ConvertTime(l.At, zone)).ToList();
        Assert.All(times, t => Assert.Equal(TimeSpan.FromHours(9), t.TimeOfDay));
        Assert.Equal(times.Count, times.Select(t => t.Date).Distinct().Count());
        Assert.InRange(times.Count, 364, 366);
        Assert.Contains(times, t => t.Date == new DateTime(2026, 3, 29));
        Assert.Contains(times, t => t.Date == new DateTime(2026, 10, 25));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task It_stands_still_over_a_restart_and_never_goes_back()
    {
        using var runtime = await TestRuntime.Make(simulated: true);
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(30));
        runtime.Time.Advance(TimeSpan.FromDays(900));
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(10));
        runtime.Restart();
        Assert.Equal(TestRuntime.Start.AddDays(30), runtime.Clock.Now);
        await WorkflowDatabase.Prepare(runtime.Options, TimeProvider.System);
        Assert.Equal(TestRuntime.Start.AddDays(30), runtime.Clock.Now);
        Assert.True(runtime.Clock.IsSimulated);
    }

    [Fact]
    public async Task Mails_of_a_moment_are_sent_before_time_goes_on()
    {
        using var runtime = await TestRuntime.Make(simulated: true);
        var (_, organisation) = runtime.Person("jans", "jgz");
        var now = runtime.Clock.Now;
        runtime.Database.Write(t => new MailWriter().Write(
            t, new IntentOrigin(Ids.New(now), "w", null, now.AddDays(1), Actor.System, new IdSource(Ids.New(now))), new SendMail(Ids.New(now), "notice", "new", "jgz", organisation, null, null)));
        await runtime.Get<SimulatedClock>().MoveTo(now.AddHours(12));
        Assert.Equal(MailState.Waiting, runtime.Database.Read(t => MailRows.Newest(t, 1))[0].State);
        await runtime.Get<SimulatedClock>().MoveTo(now.AddDays(5));
        var mail = runtime.Database.Read(t => MailRows.Newest(t, 1))[0];
        Assert.Equal((MailState.Sent, now.AddDays(1)), (mail.State, mail.ClosedAt));
    }

    [Fact]
    public async Task After_a_crash_on_the_way_it_goes_on_where_it_was()
    {
        using var runtime = await TestRuntime.Make(simulated: true);
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(5)), Line("l", "een"), Delay("b", TimeSpan.FromDays(5)), Line("m", "twee")));
        var id = runtime.StartInstance("w");
        var seen = 0;
        CrashPoint.Listen(name =>
        {
            if (name == CrashPoint.ClockMoved && ++seen == 2)
            {
                throw new CrashException(name);
            }
        });
        await Assert.ThrowsAsync<CrashException>(() => runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(20)));
        CrashPoint.Listen(null);
        runtime.Restart();
        Assert.Equal(["een"], runtime.LinesOf(id));
        await runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(20));
        Assert.Equal(["een", "twee"], runtime.LinesOf(id));
        Assert.Equal([5, 10], runtime.JournalOf(id).Where(l => l.Event == "Line").Select(l => (int)(l.At - TestRuntime.Start).TotalDays));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_database_in_real_time_refuses_to_be_moved()
    {
        using var runtime = await TestRuntime.Make();
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(1)));
    }
}
