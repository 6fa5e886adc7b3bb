using System.Diagnostics;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>How long a page or list takes on the server, without drawing it.</summary>
/// <param name="Name">What was asked, in Dutch.</param>
/// <param name="P50Ms">Half of the times it took at most this long.</param>
/// <param name="P95Ms">95 of 100 times it took at most this long.</param>
/// <param name="CpuMs">Processor time of one; says more than the others where the machine is busy.</param>
/// <param name="Total">How many lines the list has in all.</param>
public sealed record ListTime(string Name, double P50Ms, double P95Ms, double CpuMs, long Total);

/// <summary>How a full database behaves.</summary>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="Fill">What it holds.</param>
/// <param name="Lists">Pages and lists.</param>
/// <param name="DueP50Ms">Half of the timers that became due were done within this time.</param>
/// <param name="DueP99Ms">99 of 100.</param>
/// <param name="CaughtUp">Timers that were due all at once.</param>
/// <param name="CatchUpSeconds">How long it took until all of them were done.</param>
/// <param name="PeakMemoryMb">Largest working set of the process.</param>
public sealed record GrowthReport(
    string Store, FillReport Fill, IReadOnlyList<ListTime> Lists, double DueP50Ms, double DueP99Ms, int CaughtUp, double CatchUpSeconds, double PeakMemoryMb);

/// <summary>Fills a database with many trajectories and timers, and measures what people and loops do in it. The database stays.</summary>
public static class GrowthBench
{
    private const int Asked = 40;
    private const int Due = 400;
    private static readonly TimeSpan DueWithin = TimeSpan.FromSeconds(20);

    /// <summary>Fills a database up to these numbers and measures. The measure itself uses up the timers that it makes due.</summary>
    /// <param name="folder">Folder of the SQLite database; of PostgreSQL, of the one that is filled first and then moved there.</param>
    /// <param name="workflows">Folder of the definitions and forms.</param>
    /// <param name="trajectories">Trajectories.</param>
    /// <param name="timers">Pending timers.</param>
    /// <param name="catchUp">How many timers become due at once.</param>
    /// <param name="postgres">An empty database on PostgreSQL, or null for SQLite.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<GrowthReport> Run(string folder, string workflows, int trajectories, int timers, int catchUp, string? postgres = null, CancellationToken stop = default)
    {
        var sqlite = new RuntimeOptions { DataDirectory = folder, RunLoops = false };
        FillReport filled;
        await WorkflowDatabase.Prepare(sqlite, TimeProvider.System, stop);
        await using (var services = Services(sqlite, workflows))
        {
            Begin(services, workflows);
            filled = GrowthFill.Run(sqlite, services, trajectories, timers);
        }

        var options = sqlite;
        if (postgres is not null)
        {
            options = sqlite with { Postgres = postgres };
            await WorkflowDatabase.Prepare(options, TimeProvider.System, stop);
            await DatabaseCopy.ToPostgres(sqlite.DatabaseFile, postgres, stop: stop);
        }

        await using var measured = Services(options, workflows);
        var lists = Lists(measured);
        var late = await BecomeDue(measured, Math.Min(Due, timers), stop);
        var (count, seconds) = CatchUp(measured, Math.Min(catchUp, timers));
        using var process = Process.GetCurrentProcess();
        return new GrowthReport(
            postgres is null ? "sqlite" : "postgres", filled, lists, At(late, 0.5), At(late, 0.99), count, seconds, process.PeakWorkingSet64 / 1048576.0);
    }

    /// <summary>A runtime with trajectories, without loops and without guard rails: what only waits is no chain.</summary>
    internal static ServiceProvider Services(RuntimeOptions options, string workflows)
    {
        var services = new ServiceCollection();
        services.AddWorkflowRuntime(options);
        services.AddTrajectories(FormCatalog.Load(Path.Combine(workflows, "forms")), new ChainOptions());
        services.RemoveAll<IDefinitionGuard>();
        return services.BuildServiceProvider();
    }

    /// <summary>Makes the demo region and lets its children come in, in a database without a trajectory.</summary>
    internal static void Begin(IServiceProvider services, string workflows)
    {
        if (services.GetRequiredService<StepDatabase>().Read(t => t.First("SELECT 1 FROM trajectory LIMIT 1", _ => true)))
        {
            return;
        }

        services.GetRequiredService<Publisher>().ImportFolder(workflows);
        services.GetRequiredService<DemoRegion>().Seed();
        var loop = services.GetRequiredService<StepLoop>();
        while (loop.RunOnce() > 0)
        {
            // Until every child waits for somebody.
        }
    }

    private static List<ListTime> Lists(IServiceProvider services)
    {
        var (list, stuck, database) = (services.GetRequiredService<TrajectoryList>(), services.GetRequiredService<StuckList>(), services.GetRequiredService<StepDatabase>());
        Guid Person(string user) => DemoRegion.Accounts.Single(a => a.UserName == user).Id;
        var jgz = Person("jgz");
        var who = new Actor(jgz.ToString("D"), "jgz", null);
        var one = list.Mine(jgz, who, new TrajectoryFilter(), 1, 25).Items[0].Id;
        Paged<TrajectoryLine> Mine(TrajectoryFilter filter, int page = 1) => list.Mine(jgz, who, filter, page, 25);
        return
        [
            Time("Mijn taken", () => services.GetRequiredService<TaskInbox>().Mine(jgz).Total),
            Time("Eigen trajecten", () => Mine(new TrajectoryFilter()).Total),
            Time("Eigen trajecten, twintigste bladzijde", () => Mine(new TrajectoryFilter(), 20).Total),
            Time("Eigen trajecten, zoeken op naam", () => Mine(new TrajectoryFilter { Search = "an" }).Total),
            Time("Eigen trajecten, vastgelopen", () => Mine(new TrajectoryFilter { Stuck = true }).Total),
            Time("Eigen trajecten, niet vastgelopen", () => Mine(new TrajectoryFilter { Stuck = false }).Total),
            Time("Alle trajecten (coördinator)", () => list.Process(new TrajectoryFilter(), 1, 25).Total),
            Time("Alle trajecten, één gemeente", () => list.Process(new TrajectoryFilter { Municipality = "Zaanstad" }, 1, 25).Total),
            Time("Alle trajecten, vastgelopen", () => list.Process(new TrajectoryFilter { Stuck = true }, 1, 25).Total),
            Time("Alle trajecten, niet vastgelopen", () => list.Process(new TrajectoryFilter { Stuck = false }, 1, 25).Total),
            Time("Eén traject", () => services.GetRequiredService<TrajectoryQuery>().Find(one, jgz, who, seesProcess: false, "overzicht")!.Tasks.Count),
            Time("Verloop van één traject", () => services.GetRequiredService<TrajectoryQuery>().Story(one, jgz, who, seesProcess: false)!.Count),
            Time("Overdrachten", () => services.GetRequiredService<HandoverDesk>().List(jgz).Total),
            Time("Vastgelopen", () => stuck.Page(new StuckFilter(), 1, 25).Total),
            Time("Vastgelopen, aantallen", () => stuck.Counts(new StuckFilter()).Sum(c => c.Trajectories)),
            Time("Instanties (Studio)", () => database.Read(t => InstanceListQuery.Page(t, new InstanceListFilter(), 0, 25)).Count),
            Time("Nieuwste mails", () => database.Read(t => MailRows.Newest(t, 50)).Count),
        ];
    }

    private static ListTime Time(string name, Func<long> ask)
    {
        var total = ask();
        ask();
        var times = new List<double>(Asked);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Asked; i++)
        {
            var began = Stopwatch.GetTimestamp();
            ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return new ListTime(name, At(times, 0.5), At(times, 0.95), (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Asked, total);
    }

    // Timers that become due one after the other while the loop runs as it does in the service; how long after its moment each step was recorded.
    private static async Task<List<double>> BecomeDue(IServiceProvider services, int count, CancellationToken stop)
    {
        var (database, clock) = (services.GetRequiredService<StepDatabase>(), services.GetRequiredService<ServiceClock>());
        var from = clock.Now + TimeSpan.FromSeconds(2);
        var random = new Random(1);
        var due = Waiting(database, count).ToDictionary(i => i, _ => from + (random.NextDouble() * DueWithin));
        database.Write(t =>
        {
            foreach (var (instance, at) in due)
            {
                t.Execute("UPDATE stimulus SET due_at = @at WHERE instance_id = @id", ("@at", at), ("@id", instance));
            }
        });
        using var loop = RuntimeSetup.Loop(services, services.GetRequiredService<StepLoop>(), LoopKinds.Steps);
        await loop.StartAsync(stop);
        await Task.Delay(from + DueWithin + TimeSpan.FromSeconds(3) - clock.Now, TimeProvider.System, stop);
        await loop.StopAsync(stop);
        return [.. due.Select(d => (database.Read(t => t.First(
            "SELECT at FROM step WHERE instance_id = @id ORDER BY number DESC LIMIT 1", r => r.Instant(0), ("@id", d.Key))) - d.Value).TotalMilliseconds)];
    }

    private static (int Count, double Seconds) CatchUp(IServiceProvider services, int count)
    {
        var (database, clock, loop) = (services.GetRequiredService<StepDatabase>(), services.GetRequiredService<ServiceClock>(), services.GetRequiredService<StepLoop>());
        var instances = Waiting(database, count);
        foreach (var some in instances.Chunk(5_000))
        {
            database.Write(t =>
            {
                foreach (var instance in some)
                {
                    t.Execute("UPDATE stimulus SET due_at = @at WHERE instance_id = @id", ("@at", clock.Now.AddMinutes(-1)), ("@id", instance));
                }
            });
        }

        var watch = Stopwatch.StartNew();
        var done = 0;
        for (int did; (did = loop.RunOnce()) > 0;)
        {
            done += did;
        }

        return (done, watch.Elapsed.TotalSeconds);
    }

    private static List<Guid> Waiting(StepDatabase database, int count) => database.Read(t => t.Query(
        "SELECT id FROM instance WHERE definition_id = @definition AND status = 0 ORDER BY id LIMIT @take", r => r.Id(0), ("@definition", GrowthFill.Waiting), ("@take", count)));

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times.Count == 0 ? 0 : times[(int)((times.Count - 1) * share)];
    }
}
