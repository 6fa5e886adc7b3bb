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
/// <param name="BareSqlPerSecond">Steps a second of the same statements and values without anything else; null in memory.</param>
/// <param name="Ratio">Steps a second divided by that, over turns side by side; null in memory.</param>
public sealed record BenchRun(
    int StepsPerCommit, double StepsPerSecond, double P50Ms, double P99Ms, double CpuMsPerStep, double AllocatedKbPerStep, double? BareSqlPerSecond, double? Ratio);

/// <summary>Where the time of a step goes: one statement, run and waited for by itself.</summary>
/// <param name="Sql">The statement on one line, or COMMIT.</param>
/// <param name="TimesPerStep">How often a step runs it.</param>
/// <param name="MsPerStep">What that takes.</param>
public sealed record StatementTime(string Sql, double TimesPerStep, double MsPerStep);

/// <summary>What the bench measured.</summary>
/// <param name="Store">sqlite, postgres or memory.</param>
/// <param name="Instances">How many instances the database held.</param>
/// <param name="Runs">One step a commit, and up to 64.</param>
/// <param name="DecisionsPerSecond">Pure decisions of the same definition, without a database.</param>
/// <param name="BytesPerIdleInstance">Current rows and their indexes.</param>
/// <param name="JournalBytesPerFact">Recorded steps, divided by their facts.</param>
/// <param name="PeakMemoryMb">Largest working set of the process.</param>
/// <param name="Statements">Where the time of a step with its own commit goes, the longest first; empty in memory.</param>
public sealed record BenchReport(
    string Store, int Instances, IReadOnlyList<BenchRun> Runs, double DecisionsPerSecond, double BytesPerIdleInstance, double JournalBytesPerFact, double PeakMemoryMb,
    IReadOnlyList<StatementTime> Statements);

/// <summary>Measures committed steps, and bare SQL beside them: the statements and values of the real commits, replayed on a copy.</summary>
public static class StepBench
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Runs the bench in a folder of its own, which it removes afterwards.</summary>
    /// <param name="store">sqlite, postgres or memory.</param>
    /// <param name="folder">An empty folder on the disk to be measured.</param>
    /// <param name="instances">Instances in the database.</param>
    /// <param name="steps">Steps to measure in each way of committing.</param>
    /// <param name="postgres">Connection to a PostgreSQL server, as somebody who may make databases; null for SQLite.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<BenchReport> Run(string store, string folder, int instances, int steps, string? postgres = null, CancellationToken stop = default)
    {
        using var process = Process.GetCurrentProcess();
        if (store == "memory")
        {
            var (run, bytes, perFact) = MemoryBench.Measure(instances, steps);
            process.Refresh();
            return new BenchReport(store, instances, [run], Decisions(), bytes, perFact, process.PeakWorkingSet64 / 1048576.0, []);
        }

        var runs = new List<BenchRun>();
        IReadOnlyList<StatementTime> statements = [];
        var idle = 0.0;
        var journal = 0.0;
        foreach (var perCommit in (int[])[1, 64])
        {
            var own = Path.Combine(folder, "bench-" + perCommit);
            using BenchStore database = postgres is null ? new SqliteBenchStore(own, perCommit) : new PostgresBenchStore(postgres, own, perCommit);
            using var bench = await BenchRuntime.Make(database, instances, stop);
            (idle, journal) = perCommit == 1 ? database.Sizes(bench.Database, instances) : (idle, journal);
            runs.Add(Measure(bench, steps));
            if (perCommit == 1)
            {
                var copy = database.Copy(bench.Database);
                var tape = new StatementTape();
                statements = database.Profile(copy, tape, bench.Take(steps / 5, [], tape));
            }
        }

        process.Refresh();
        return new BenchReport(store, instances, runs, Decisions(), idle, journal, process.PeakWorkingSet64 / 1048576.0, statements);
    }

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
}
