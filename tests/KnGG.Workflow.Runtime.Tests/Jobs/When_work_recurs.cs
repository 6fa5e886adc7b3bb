using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnGG.Workflow.Runtime.Tests.Jobs;

public sealed class When_work_recurs : IDisposable
{
    public static TheoryData<string> Points => new(CrashPoint.JobClaimed);

    public void Dispose() => CrashPoint.Listen(null);

    [Fact]
    public async Task A_night_is_done_once_also_after_a_restart_and_with_two_processes()
    {
        var job = new Counting();
        using var runtime = await Make(job);
        using var other = runtime.SecondProcess();
        On(runtime, new DateOnly(2026, 3, 3), 12);
        await Twice(runtime, other);
        Assert.Equal([At(new DateOnly(2026, 3, 3), 2)], job.Runs);
        runtime.Restart();
        await Twice(runtime, other);
        Assert.Single(job.Runs);
        On(runtime, new DateOnly(2026, 3, 4), 1);
        await Twice(runtime, other);
        Assert.Single(job.Runs);
        On(runtime, new DateOnly(2026, 3, 4), 2);
        await Twice(runtime, other);
        Assert.Equal(At(new DateOnly(2026, 3, 4), 2), job.Runs[1]);
        Assert.Equal(2, job.Runs.Count);
    }

    [Fact]
    public async Task Nights_that_were_missed_are_done_once_together()
    {
        var job = new Counting();
        using var runtime = await Make(job);
        On(runtime, new DateOnly(2026, 3, 3), 12);
        await Run(runtime);
        On(runtime, new DateOnly(2026, 4, 14), 12);
        await Run(runtime);
        await Run(runtime);
        Assert.Equal([At(new DateOnly(2026, 3, 3), 2), At(new DateOnly(2026, 4, 14), 2)], job.Runs);
        Assert.Equal([41, 0], runtime.Database.Read(t => JobRows.Newest(t, 10)).Select(r => r.Missed));
    }

    [Theory]
    [InlineData("2026-03-27", "2026-03-31")]
    [InlineData("2026-10-23", "2026-10-27")]
    public async Task At_a_switch_of_summer_time_every_night_is_done_once(string first, string last)
    {
        var job = new Counting("0 30 2 * * ?");
        using var runtime = await Make(job);
        var (from, until) = (DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        On(runtime, from, 12);
        await Run(runtime);
        job.Runs.Clear();
        for (var at = runtime.Clock.Now; at < At(until, 12); at = at.AddMinutes(15))
        {
            runtime.Time.Advance(TimeSpan.FromMinutes(15));
            await Run(runtime);
        }

        Assert.Equal(Enumerable.Range(1, until.DayNumber - from.DayNumber).Select(from.AddDays), job.Runs.Select(DutchTime.ToLocalDate));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_run_whose_process_died_is_done_again_when_its_lease_is_over(string point)
    {
        var job = new Counting();
        using var runtime = await Make(job);
        On(runtime, new DateOnly(2026, 3, 3), 12);
        CrashPoint.Listen(name =>
        {
            if (name == point)
            {
                throw new CrashException(name);
            }
        });
        await Assert.ThrowsAsync<CrashException>(() => Run(runtime));
        CrashPoint.Listen(null);
        runtime.Restart();
        await Run(runtime);
        Assert.Empty(job.Runs);
        runtime.Time.Advance(JobDesk.Lease);
        await Run(runtime);
        await Run(runtime);
        Assert.Single(job.Runs);
        var run = Assert.Single(runtime.Database.Read(t => JobRows.Newest(t, 10)));
        Assert.True(run is { Attempt: 2, Failed: false, EndedAt: not null });
    }

    [Fact]
    public async Task What_fails_is_tried_again_then_told_and_closes_when_it_works()
    {
        var job = new Counting { Fails = true };
        using var runtime = await Make(job);
        On(runtime, new DateOnly(2026, 3, 3), 12);
        for (var i = 0; i < 5; i++)
        {
            await Run(runtime);
            runtime.Time.Advance(JobDesk.RetryAfter);
        }

        Assert.Equal(JobDesk.MostAttempts, job.Runs.Count);
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Job, "'Proefwerk' is 3 keer mislukt. De volgende keer wordt het opnieuw geprobeerd; lees het logboek van de dienst."), (incident.Kind, incident.Message));
        job.Fails = false;
        On(runtime, new DateOnly(2026, 3, 4), 12);
        await Run(runtime);
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));
    }

    [Fact]
    public async Task The_night_counts_what_is_stuck_and_finds_what_is_wrong()
    {
        var (runtime, all) = await StuckScene.Make(3);
        using var _ = runtime;
        StuckScene.Plants.Single(p => p.Cause == Care.Trajectories.StuckCauses.OverdueTask).Plant(runtime, all[0]);
        var night = DutchTime.ToLocalDate(runtime.Clock.Now);
        await Run(runtime);
        var counts = runtime.Database.Read(t => StuckNights.From(t, night.AddDays(-1)));
        Assert.Equal([new StuckNightCount(night, Care.Trajectories.StuckCauses.OverdueTask, 1)], counts);
        var runs = runtime.Database.Read(t => JobRows.Newest(t, 10));
        Assert.Equal(["archive", "invariants", "stuck-scan", "absences"], runs.Select(r => r.Job));
        Assert.Equal("Er loopt 1 traject vast.", runs[2].Summary);
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));

        // A row that cannot be is told the next night, and forgotten when it is gone.
        runtime.Database.Write(t => t.Execute("UPDATE task SET state = 1 WHERE trajectory_id = @id", ("@id", all[1])));
        await runtime.Get<Runtime.Clock.SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(1));
        await Run(runtime);
        var incident = Assert.Single(runtime.Database.Read(t => IncidentRows.Open(t)));
        Assert.Contains("Een taak is opgepakt door niemand (1 keer).", incident.Message);
        Assert.Equal(RepairOutcome.NotPossible, runtime.Get<IncidentDesk>().Retry(incident.Id, Actor.System));
        runtime.Database.Write(t => t.Execute("UPDATE task SET state = 0 WHERE trajectory_id = @id", ("@id", all[1])));
        await runtime.Get<Runtime.Clock.SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(1));
        await Run(runtime);
        Assert.Empty(runtime.Database.Read(t => IncidentRows.Open(t)));
    }

    [Fact]
    public async Task A_simulated_year_in_which_nothing_happens_is_one_run_and_none_is_forgotten()
    {
        var job = new Counting();
        using var runtime = await TestRuntime.Make(simulated: true, more: s =>
        {
            s.AddSingleton<IRecurringJob>(job);
            s.AddSingleton(p => new JobDesk(
                p.GetRequiredService<StepDatabase>(), p.GetRequiredService<Runtime.Clock.ServiceClock>(), p.GetRequiredService<IncidentWriter>(), p.GetServices<IRecurringJob>(), NullLogger<JobDesk>.Instance));
            s.AddSingleton<IDueWork>(p => p.GetRequiredService<JobDesk>());
        });
        var clock = runtime.Get<Runtime.Clock.SimulatedClock>();
        await clock.MoveTo(At(new DateOnly(2026, 1, 5), 12));
        await clock.MoveTo(At(new DateOnly(2027, 1, 5), 12));
        await clock.MoveTo(At(new DateOnly(2027, 1, 6), 1));
        Assert.Equal([At(new DateOnly(2026, 1, 1), 2), At(new DateOnly(2026, 1, 5), 2), At(new DateOnly(2027, 1, 5), 2)], job.Runs);
        Assert.Equal(364, runtime.Database.Read(t => JobRows.Newest(t, 1))[0].Missed);

        // With work in every night, every night is done, before what is due later that day.
        runtime.Publish(Definitions.Sequence("w", Definitions.Delay("a", TimeSpan.FromDays(1)), Definitions.Delay("b", TimeSpan.FromDays(1)), Definitions.Delay("c", TimeSpan.FromDays(1))));
        job.Runs.Clear();
        runtime.StartInstance("w");
        await clock.MoveTo(At(new DateOnly(2027, 1, 9), 12));
        Assert.Equal([6, 7, 8, 9], job.Runs.Select(r => DutchTime.ToLocalDate(r).Day));
    }

    [Fact]
    public async Task The_scheduler_of_a_started_service_does_what_was_missed()
    {
        var job = new Counting();
        using var runtime = await Make(job);
        On(runtime, new DateOnly(2026, 3, 3), 12);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(Desk(runtime));
        QuartzJobs.Add(builder.Services);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await job.Ran.WaitAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([At(new DateOnly(2026, 3, 3), 2)], job.Runs);
    }

    private static Task<TestRuntime> Make(IRecurringJob job) => TestRuntime.Make(more: s => s.AddSingleton(job));

    private static JobDesk Desk(TestRuntime runtime) => new(
        runtime.Database, runtime.Clock, runtime.Get<IncidentWriter>(), runtime.Services.GetServices<IRecurringJob>(), NullLogger<JobDesk>.Instance);

    private static Task<bool> Run(TestRuntime runtime) => Desk(runtime).RunDue(default);

    private static async Task Twice(TestRuntime one, TestRuntime other) => await Task.WhenAll(Task.Run(() => Run(one)), Task.Run(() => Run(other)));

    private static void On(TestRuntime runtime, DateOnly day, int hour) => runtime.Time.Advance(At(day, hour) - runtime.Clock.Now);

    private static DateTimeOffset At(DateOnly day, int hour) => DutchTime.ToInstant(day, new TimeOnly(hour, 0)).ToUniversalTime();

    private sealed class Counting(string cron = "0 0 2 * * ?") : IRecurringJob
    {
        public string Code => "proef";

        public string Name => "Proefwerk";

        public string Cron => cron;

        public List<DateTimeOffset> Runs { get; } = [];

        public SemaphoreSlim Ran { get; } = new(0);

        public bool Fails { get; set; }

        public JobResult Run(DateTimeOffset dueAt)
        {
            lock (Runs)
            {
                Runs.Add(dueAt);
            }

            Ran.Release();
            return Fails ? throw new IOException("stuk") : new JobResult("Gedaan.");
        }
    }
}
