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
/// <param name="Store">sqlite.</param>
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
    /// <param name="stop">Gives up.</param>
    public static async Task<BenchReport> Run(string folder, int instances, int steps, CancellationToken stop = default)
    {
        var runs = new List<BenchRun>();
        var idle = 0.0;
        var journal = 0.0;
        foreach (var perCommit in (int[])[1, 64])
        {
            var own = Path.Combine(folder, "bench-" + perCommit);
            try
            {
                using var bench = await BenchRuntime.Make(own, instances, perCommit, stop);
                (idle, journal) = perCommit == 1 ? bench.Sizes() : (idle, journal);
                runs.Add(Measure(bench, steps));
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.Delete(own, recursive: true);
            }
        }

        using var process = Process.GetCurrentProcess();
        return new BenchReport("sqlite", instances, runs, Decisions(), idle, journal, process.PeakWorkingSet64 / 1048576.0);
    }

    private static BenchRun Measure(BenchRuntime bench, int steps)
    {
        bench.Take(Math.Max(200, bench.StepsPerCommit * 8), [], tape: null);
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
            var copy = bench.Copy();
            var tape = new StatementTape();
            watch.Restart();
            counted += bench.Take(steps / 5, [], tape);
            engine += watch.Elapsed.TotalSeconds;
            bare += BareSql.Replay(copy, tape);
        }

        times.Sort();
        return new BenchRun(
            bench.StepsPerCommit, done / times.Sum() * 1000, times[times.Count / 2], times[(int)(times.Count * 0.99)], cpu.TotalMilliseconds / done,
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
        private readonly RuntimeOptions _options;
        private readonly StepLoop _loop;
        private readonly SqliteStepDatabase _database;
        private readonly int _instances;
        private int _copies;

        private BenchRuntime(ServiceProvider services, BenchTime time, RuntimeOptions options, int instances)
        {
            (_services, _time, _options, _instances) = (services, time, options, instances);
            _loop = services.GetRequiredService<StepLoop>();
            _database = (SqliteStepDatabase)services.GetRequiredService<StepDatabase>();
        }

        public int StepsPerCommit => _options.StepsPerCommit;

        public static async Task<BenchRuntime> Make(string folder, int instances, int perCommit, CancellationToken stop)
        {
            var options = new RuntimeOptions { DataDirectory = folder, RunLoops = false, StepsPerCommit = perCommit };
            await WorkflowDatabase.Prepare(options, TimeProvider.System, stop);
            var time = new BenchTime();
            var services = new ServiceCollection();
            services.AddSingleton(new RealTime(time));
            services.AddWorkflowRuntime(options);
            var bench = new BenchRuntime(services.BuildServiceProvider(), time, options, instances);
            bench.Fill();
            return bench;
        }

        /// <summary>Takes steps until so many are done; when nothing is due, time goes on to the next due moment.</summary>
        public int Take(int steps, List<double> commitTimes, StatementTape? tape)
        {
            _database.Tape = tape;
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

            _database.Tape = null;
            return done;
        }

        public string Copy()
        {
            var copy = Path.Combine(_options.DataDirectory, "bare-" + (++_copies) + ".db");
            using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(_options.DatabaseFile, pooling: false));
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
            File.Copy(_options.DatabaseFile, copy, overwrite: true);
            return copy;
        }

        public (double IdleBytes, double JournalBytesPerFact) Sizes()
        {
            var copy = Copy();
            try
            {
                var all = Vacuumed(copy, "SELECT 1");
                var facts = _database.Read(t => t.First("SELECT sum(fact_count) FROM step", r => r.Number(0)));
                var current = Vacuumed(copy, "DELETE FROM step");
                var empty = Vacuumed(copy, "DELETE FROM instance; DELETE FROM stimulus");
                return ((double)(current - empty) / _instances, (double)(all - current) / facts);
            }
            finally
            {
                File.Delete(copy);
            }
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
                _database.Write(t =>
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

        private static long Vacuumed(string file, string sql)
        {
            using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(file, pooling: false));
            using var command = connection.CreateCommand();
            command.CommandText = sql + "; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
            return new FileInfo(file).Length;
        }
    }

    private sealed class BenchTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
