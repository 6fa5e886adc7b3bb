using System.Diagnostics;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>One way of committing, measured beside bare SQL in the same run.</summary>
/// <param name="StepsPerCommit">Steps in one transaction.</param>
/// <param name="StepsPerSecond">Committed steps a second.</param>
/// <param name="P50Ms">Half of the commits took at most this long.</param>
/// <param name="P99Ms">99 of 100 commits took at most this long.</param>
/// <param name="CpuMsPerStep">Processor time of the process a step.</param>
/// <param name="AllocatedKbPerStep">Memory allocated a step.</param>
/// <param name="BareSqlPerSecond">Steps a second of the same statements and values without anything else.</param>
/// <param name="Ratio">The first divided by the second.</param>
public sealed record BenchRun(
    int StepsPerCommit, double StepsPerSecond, double P50Ms, double P99Ms, double CpuMsPerStep, double AllocatedKbPerStep, double BareSqlPerSecond, double Ratio);

/// <summary>What the bench measured.</summary>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="Instances">How many instances the database held.</param>
/// <param name="Runs">One step a commit, and up to 64.</param>
/// <param name="DecisionsPerSecond">Pure decisions of the same definition, without a database.</param>
/// <param name="BytesPerIdleInstance">Current rows and their indexes.</param>
/// <param name="JournalBytesPerFact">Recorded steps, divided by their facts.</param>
/// <param name="PeakMemoryMb">Largest working set of the process.</param>
public sealed record BenchReport(
    string Store, int Instances, IReadOnlyList<BenchRun> Runs, double DecisionsPerSecond, double BytesPerIdleInstance, double JournalBytesPerFact, double PeakMemoryMb);

/// <summary>Measures committed steps, and bare SQL beside them: the statements and values of the real commits, replayed on a copy.</summary>
public static class StepBench
{
    private const int Pairs = 400;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Runs the bench in a folder of its own, which it removes afterwards.</summary>
    /// <param name="folder">An empty folder on the disk to be measured.</param>
    /// <param name="instances">Instances in the database.</param>
    /// <param name="steps">Steps to measure in each way of committing.</param>
    /// <param name="postgres">Connection to a PostgreSQL server, as somebody who may make databases; null for SQLite.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<BenchReport> Run(string folder, int instances, int steps, string? postgres = null, CancellationToken stop = default)
    {
        var runs = new List<BenchRun>();
        var idle = 0.0;
        var journal = 0.0;
        foreach (var perCommit in (int[])[1, 64])
        {
            var own = Path.Combine(folder, "bench-" + perCommit);
            using BenchStore store = postgres is null ? new SqliteBenchStore(own, perCommit) : new PostgresBenchStore(postgres, own, perCommit);
            using var bench = await BenchRuntime.Make(store, instances, stop);
            (idle, journal) = perCommit == 1 ? store.Sizes(bench.Database, instances) : (idle, journal);
            runs.Add(Measure(bench, steps));
        }

        using var process = Process.GetCurrentProcess();
        return new BenchReport(postgres is null ? "sqlite" : "postgres", instances, runs, Decisions(), idle, journal, process.PeakWorkingSet64 / 1048576.0);
    }

    /// <summary>A workflow that only waits for a timer.</summary>
    internal static string WaitingDefinition(string id) => BenchRuntime.Definition(id, 1);

    private static BenchRun Measure(BenchRuntime bench, int steps)
    {
        bench.Take(Math.Max(200, bench.Store.Options.StepsPerCommit * 8), [], tape: null);
        GC.Collect();
        var times = new List<double>(steps);
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var done = bench.Take(steps, times, tape: null);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;

        // Engine and bare SQL in turns on files of the same size, so that a busy machine slows both alike.
        double engine = 0, bare = 0, counted = 0;
        for (var round = 0; round < 5; round++)
        {
            var copy = bench.Store.Copy(bench.Database);
            var tape = new StatementTape();
            watch.Restart();
            counted += bench.Take(steps / 5, [], tape);
            engine += watch.Elapsed.TotalSeconds;
            bare += bench.Store.Replay(copy, tape);
        }

        times.Sort();
        return new BenchRun(
            bench.Store.Options.StepsPerCommit, done / times.Sum() * 1000, times[times.Count / 2], times[(int)(times.Count * 0.99)], cpu.TotalMilliseconds / done,
            allocated / 1024.0 / done, counted / bare, bare / engine);
    }

    private static double Decisions()
    {
        var definition = EngineDoor.Parse(BenchRuntime.Definition("bench", 3));
        var set = EngineDoor.Build(definition, _ => null, EngineDoor.Catalog([])).Set;
        var id = Ids.New(Start);
        var state = Stepper.NewInstance(id, set, null);
        var context = new StepContext(Start, new IdSource(id), Actor.System, StepRunner.Culture);
        state = Stepper.Decide(set, state, new StartInstance(ValueMap.Empty), context).State;
        var due = new TimerDue(state.Bookmarks[0].Id);
        var later = context with { Now = Start.AddDays(1) };
        for (var i = 0; i < 20_000; i++)
        {
            Stepper.Decide(set, state, due, later);
        }

        var watch = Stopwatch.StartNew();
        const int Times = 200_000;
        for (var i = 0; i < Times; i++)
        {
            Stepper.Decide(set, state, due, later);
        }

        return Times / watch.Elapsed.TotalSeconds;
    }

    /// <summary>A runtime full of instances that each wait for a timer.</summary>
    private sealed class BenchRuntime : IDisposable
    {
        private readonly ServiceProvider _services;
        private readonly BenchTime _time;
        private readonly StepLoop _loop;
        private readonly int _instances;

        private BenchRuntime(ServiceProvider services, BenchTime time, BenchStore store, int instances)
        {
            (_services, _time, Store, _instances) = (services, time, store, instances);
            _loop = services.GetRequiredService<StepLoop>();
            Database = services.GetRequiredService<StepDatabase>();
        }

        public BenchStore Store { get; }

        public StepDatabase Database { get; }

        public static async Task<BenchRuntime> Make(BenchStore store, int instances, CancellationToken stop)
        {
            await WorkflowDatabase.Prepare(store.Options, TimeProvider.System, stop);
            var time = new BenchTime();
            var services = new ServiceCollection();
            services.AddSingleton(new RealTime(time));
            services.AddWorkflowRuntime(store.Options);
            var bench = new BenchRuntime(services.BuildServiceProvider(), time, store, instances);
            bench.Fill();
            return bench;
        }

        /// <summary>Takes steps until so many are done; when nothing is due, time goes on to the next due moment.</summary>
        public int Take(int steps, List<double> commitTimes, StatementTape? tape)
        {
            Store.Record(Database, tape);
            var done = 0;
            while (done < steps)
            {
                var began = Stopwatch.GetTimestamp();
                var did = _loop.RunOnce();
                if (did == 0)
                {
                    _time.Now = _loop.NextDue() ?? throw new InvalidOperationException("The bench ran out of steps.");
                    tape?.Commits.RemoveAt(tape.Commits.Count - 1);
                    continue;
                }

                commitTimes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                done += did;
            }

            Store.Record(Database, null);
            return done;
        }

        public void Dispose() => _services.Dispose();

        public static string Definition(string id, int pairs)
        {
            var activities = Enumerable.Range(1, pairs).SelectMany(i => new[]
            {
                Activity("wacht" + i, "Elsa.Delay", "timeSpan", "1.00:00:00"), Activity("regel" + i, "Elsa.WriteLine", "text", "Ronde " + i),
            });
            return new JsonObject
            {
                ["definitionId"] = id,
                ["name"] = id,
                ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. activities]) },
            }.ToJsonString();
        }

        private static JsonObject Activity(string id, string type, string input, string value) => new()
        {
            ["id"] = id,
            ["type"] = type,
            ["version"] = 1,
            [input] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } },
        };

        private void Fill()
        {
            var publisher = _services.GetRequiredService<Publisher>();
            publisher.Import(Definition("bench", Pairs), publish: true, Actor.System);
            var starter = _services.GetRequiredService<InstanceStarter>();
            for (var made = 0; made < _instances; made += 500)
            {
                var count = Math.Min(500, _instances - made);
                Database.Write(t =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        starter.Start(t, "bench", ValueMap.Empty, null, Actor.System, _time.Now);
                    }
                });
            }

            while (_loop.RunOnce() > 0)
            {
                // Until every instance waits for its first timer.
            }
        }
    }

    private sealed class BenchTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
