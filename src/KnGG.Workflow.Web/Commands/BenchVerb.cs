using System.Globalization;
using KnGG.Workflow.Runtime.Bench;
using KnGG.Workflow.Runtime.Bench.Growth;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Measures committed steps beside bare SQL of the same rows.</summary>
internal static class BenchVerb
{
    private const int MostInstances = 1_000_000;

    internal static Verb Verb { get; } = new(
        "bench",
        "stappen per seconde meten, naast dezelfde SQL zonder de rest",
        "./kngg bench --instances 1000 --steps 2000",
        [
            new("--store", "SOORT", "waar de stappen in komen") { OneOf = ["sqlite", "postgres"] },
            new("--postgres", "VERBINDING", "bij --store postgres de server, met een account dat databases mag maken; bij --fill de lege database waar de rijen heen gaan"),
            new("--instances", "AANTAL", "instanties in de database; zonder deze optie: 1000"),
            new("--steps", "AANTAL", "te meten stappen per manier; zonder deze optie: 2000"),
            new("--data", "MAP", "map op de schijf die gemeten wordt; zonder: de tijdelijke map"),
            new("--fill", "AANTAL", "vult de database in --data (of op --postgres) tot zo veel trajecten, en meet lijsten, timers en inhalen; de database blijft"),
            new("--timers", "AANTAL", "bij --fill: zo veel wachtende timers"),
            new("--catch-up", "AANTAL", "bij --fill: zo veel timers in één keer te laat; zonder deze optie: 100000"),
        ],
        Run);

    private static async Task<int> Run(Arguments arguments)
    {
        var instances = arguments.Whole("--instances", 1000);
        var steps = arguments.Whole("--steps", 2000);
        if (instances is < 1 or > MostInstances)
        {
            arguments.Refuse("--instances", arguments.Text("--instances") ?? "", $"een getal van 1 tot en met {MostInstances}");
        }

        if (steps is < 64 or > MostInstances)
        {
            arguments.Refuse("--steps", arguments.Text("--steps") ?? "", $"een getal van 64 tot en met {MostInstances}");
        }

        var postgres = arguments.Text("--postgres");
        if (arguments.Text("--fill") is not null)
        {
            return await Fill(arguments, postgres);
        }

        if ((arguments.Text("--store") == "postgres") != (postgres is not null))
        {
            arguments.Refuse("--store postgres en --postgres horen bij elkaar: geef beide of geen van beide.");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var folder = Directory.CreateTempSubdirectory("kngg-bench-").FullName;
        if (arguments.Text("--data") is { } data)
        {
            Directory.Delete(folder);
            folder = Path.Combine(Path.GetFullPath(data), "bench");
            Directory.CreateDirectory(folder);
        }

        try
        {
            var report = await StepBench.Run(folder, instances, steps, postgres);
            if (arguments.Json)
            {
                await arguments.Out.WriteLineAsync(ContractWriter.Write(report));
            }
            else
            {
                Show(report, arguments.Out);
            }

            return Exit.Done;
        }
        catch (Exception unusable) when (unusable is Runtime.Storage.DatabaseRefusedException or System.Data.Common.DbException)
        {
            await arguments.Error.WriteLineAsync("--postgres: " + unusable.Message);
            return Exit.Refused;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Fill(Arguments arguments, string? postgres)
    {
        var (trajectories, timers, catchUp) = (arguments.Whole("--fill", 1000), arguments.Whole("--timers", 0), arguments.Whole("--catch-up", 100_000));
        foreach (var (option, number) in new[] { ("--fill", trajectories), ("--timers", timers), ("--catch-up", catchUp) }.Where(o => o.Item2 is < 0 or > MostInstances * 10))
        {
            arguments.Refuse(option, arguments.Text(option) ?? "", $"een getal van 0 tot en met {MostInstances * 10}");
        }

        if (arguments.Text("--data") is not { } folder)
        {
            arguments.Refuse("--fill: geef met --data de map van de database; zij blijft staan.");
            folder = "";
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        using var held = Runtime.Storage.DirectoryLock.Try(Path.Combine(folder, ".service.lock"));
        if (held is null)
        {
            await arguments.Error.WriteLineAsync($"Er draait een dienst op de map {folder}. Stop die eerst, of kies een andere map met --data.");
            return Exit.Refused;
        }

        try
        {
            var report = await GrowthBench.Run(folder, Path.Combine(AppContext.BaseDirectory, "workflows"), trajectories, timers, catchUp, postgres);
            if (arguments.Json)
            {
                await arguments.Out.WriteLineAsync(ContractWriter.Write(report));
            }
            else
            {
                Show(report, arguments.Out);
            }

            return Exit.Done;
        }
        catch (Exception unusable) when (unusable is Runtime.Storage.DatabaseRefusedException or System.Data.Common.DbException)
        {
            await arguments.Error.WriteLineAsync(unusable.Message);
            return Exit.Refused;
        }
    }

    private static void Show(GrowthReport report, TextWriter output)
    {
        var table = new Table(output, 40);
        table.Row("Opslag", string.Create(
            CultureInfo.InvariantCulture, $"{report.Store}, {report.Fill.Trajectories} trajecten, {report.Fill.Timers} timers; {report.Fill.RowsWritten} rijen geschreven in {report.Fill.Seconds:0} s"));
        foreach (var list in report.Lists)
        {
            table.Row(list.Name, string.Create(CultureInfo.InvariantCulture, $"p50 {list.P50Ms:0.0} ms, p95 {list.P95Ms:0.0} ms ({list.Total})"));
        }

        table.Row("Van verlopen tot gedaan", string.Create(CultureInfo.InvariantCulture, $"p50 {report.DueP50Ms:0} ms, p99 {report.DueP99Ms:0} ms"));
        table.Row("Inhalen", string.Create(CultureInfo.InvariantCulture, $"{report.CaughtUp} timers in {report.CatchUpSeconds:0} s"));
        table.Row("Meeste geheugen", string.Create(CultureInfo.InvariantCulture, $"{report.PeakMemoryMb:0} MB"));
    }

    private static void Show(BenchReport report, TextWriter output)
    {
        var table = new Table(output, 28);
        table.Row("Opslag", $"{report.Store}, {report.Instances} instanties");
        foreach (var run in report.Runs)
        {
            table.Row(run.StepsPerCommit == 1 ? "Eén stap per transactie" : $"Tot {run.StepsPerCommit} per transactie", string.Create(
                CultureInfo.InvariantCulture,
                $"{run.StepsPerSecond:0} stappen/s, p50 {run.P50Ms:0.00} ms, p99 {run.P99Ms:0.00} ms, {run.CpuMsPerStep:0.00} ms CPU en {run.AllocatedKbPerStep:0} kB per stap; kale SQL {run.BareSqlPerSecond:0}/s, verhouding {run.Ratio:0.00}"));
        }

        table.Row("Alleen beslissen", string.Create(CultureInfo.InvariantCulture, $"{report.DecisionsPerSecond:0} per seconde"));
        table.Row("Rustende instantie", string.Create(CultureInfo.InvariantCulture, $"{report.BytesPerIdleInstance:0} bytes"));
        table.Row("Journaal", string.Create(CultureInfo.InvariantCulture, $"{report.JournalBytesPerFact:0} bytes per feit"));
        table.Row("Meeste geheugen", string.Create(CultureInfo.InvariantCulture, $"{report.PeakMemoryMb:0} MB"));
    }
}
