using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>What a number of processes did together.</summary>
/// <param name="Nodes">Processes.</param>
/// <param name="Workers">Threads in each that take steps.</param>
/// <param name="StepsPerCommit">Most steps in one transaction.</param>
/// <param name="StepsPerSecond">Of all together, from the first to the last.</param>
/// <param name="Share">The fewest and the most steps that a node took, as a share of the whole.</param>
public sealed record ScalingRun(int Nodes, int Workers, int StepsPerCommit, double StepsPerSecond, IReadOnlyList<double> Share);

/// <summary>What the bench measured over several processes.</summary>
/// <param name="Store">sqlite or postgres.</param>
/// <param name="Instances">Instances that were due at once.</param>
/// <param name="Runs">Each number of processes, threads and steps a commit.</param>
public sealed record ScalingReport(string Store, int Instances, IReadOnlyList<ScalingRun> Runs);

/// <summary>
/// Measures several node processes on one database: every instance has a timer that is due, and the nodes begin together and take steps until
/// there are none left. That is a catch-up after an outage, the heaviest work there is.
/// </summary>
public static class NodeBench
{
    /// <summary>Runs each shape on one database, which is removed afterwards.</summary>
    /// <param name="folder">A folder for what is kept beside the database.</param>
    /// <param name="instances">Instances, and so steps of each measure.</param>
    /// <param name="nodes">Up to so many processes: 1, 2, … .</param>
    /// <param name="workers">Threads in each process; measured with one as well.</param>
    /// <param name="postgres">Connection to a PostgreSQL server, as somebody who may make databases; null for SQLite.</param>
    /// <param name="program">Starts the program itself with these words after it.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<ScalingReport> Run(
        string folder, int instances, int nodes, int workers, string? postgres, Func<IReadOnlyList<string>, ProcessStartInfo> program, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        var own = Path.Combine(folder, "bench-nodes");
        using BenchStore store = postgres is null ? new SqliteBenchStore(own, 64) : new PostgresBenchStore(postgres, own, 64);
        using var bench = await BenchRuntime.Make(store, instances, stop);
        var runs = new List<ScalingRun>();
        var day = 0;
        foreach (var perCommit in (int[])[1, 64])
        {
            foreach (var threads in new[] { 1, workers }.Distinct())
            {
                for (var count = 1; count <= nodes; count++)
                {
                    // Every instance waits for one day after the other.
                    runs.Add(await Measure(store.Options, count, threads, perCommit, StepBench.Start.AddDays(++day), program, stop));
                }
            }
        }

        return new ScalingReport(postgres is null ? "sqlite" : "postgres", instances, runs);
    }

    /// <summary>One node: says that it is ready, waits for a line, takes what is due by the given instant, and says how much that was.</summary>
    /// <param name="options">Its database.</param>
    /// <param name="now">The instant at which its clock stands.</param>
    /// <param name="workers">Threads that take steps.</param>
    /// <param name="input">Where the line comes from.</param>
    /// <param name="output">Where it speaks.</param>
    public static async Task Node(RuntimeOptions options, DateTimeOffset now, int workers, TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var time = new BenchTime(StepBench.Start.AddYears(-1));
        using var services = BenchRuntime.Services(options, time);
        var database = services.GetRequiredService<StepDatabase>();
        var loop = services.GetRequiredService<StepLoop>();

        // Everything is made and read once, and nothing is due a year ago.
        loop.RunOnce();
        database.Read(t => services.GetRequiredService<DefinitionSets>().Get(t, t.First("SELECT min(set_id) FROM instance", r => r.Number(0))));
        await output.WriteLineAsync("ready");
        await input.ReadLineAsync();
        time.Now = now;
        var took = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var mine = 0;
                while (loop.NextDue() <= now)
                {
                    mine += loop.RunOnce();
                }

                return mine;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        await output.WriteLineAsync(took.Sum().ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<ScalingRun> Measure(
        RuntimeOptions options, int nodes, int workers, int perCommit, DateTimeOffset now, Func<IReadOnlyList<string>, ProcessStartInfo> program, CancellationToken stop)
    {
        var processes = Enumerable.Range(0, nodes).Select(_ =>
        {
            var start = program(
            [
                .. options.Postgres is { } connection ? (string[])["--postgres", connection] : ["--data", options.DataDirectory],
                "--workers", workers.ToString(CultureInfo.InvariantCulture), "--per-commit", perCommit.ToString(CultureInfo.InvariantCulture),
                "--now", now.ToString("O", CultureInfo.InvariantCulture),
            ]);
            start.RedirectStandardInput = start.RedirectStandardOutput = true;
            return Process.Start(start)!;
        }).ToList();
        try
        {
            foreach (var process in processes)
            {
                await Expect(process, stop);
            }

            var watch = Stopwatch.StartNew();
            foreach (var process in processes)
            {
                await process.StandardInput.WriteLineAsync();
            }

            var took = new List<int>();
            foreach (var process in processes)
            {
                took.Add(int.Parse(await Expect(process, stop), CultureInfo.InvariantCulture));
            }

            var all = (double)took.Sum();
            return new ScalingRun(nodes, workers, perCommit, all / watch.Elapsed.TotalSeconds, [took.Min() / all, took.Max() / all]);
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }

                process.Dispose();
            }
        }
    }

    private static async Task<string> Expect(Process process, CancellationToken stop) =>
        await process.StandardOutput.ReadLineAsync(stop) ?? throw new InvalidOperationException("A node of the bench ended before it was done.");
}
