using System.Globalization;
using KnGG.Workflow.Runtime.Bench;
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
            new("--store", "SOORT", "waar de stappen in komen") { OneOf = ["sqlite", "postgres", "memory"] },
            new("--postgres", "VERBINDING", "bij --store postgres de server, met een account dat databases mag maken; bij --fill de lege database waar de rijen heen gaan"),
            new("--instances", "AANTAL", "instanties in de database; zonder deze optie: 1000"),
            new("--steps", "AANTAL", "te meten stappen per manier; zonder deze optie: 2000"),
            .. BenchNodes.Options,
            new("--data", "MAP", "map op de schijf die gemeten wordt; zonder: de tijdelijke map"),
            .. BenchFill.Options,
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
        if (arguments.Has("--fill"))
        {
            return await BenchFill.Run(arguments, postgres);
        }

        if ((arguments.Text("--store") == "postgres") != (postgres is not null))
        {
            arguments.Refuse("--store postgres en --postgres horen bij elkaar: geef beide of geen van beide.");
        }

        var store = arguments.Text("--store") ?? "sqlite";
        var workers = BenchNodes.Few(arguments, "--workers");
        var nodes = BenchNodes.Few(arguments, "--nodes");
        if (nodes > 1 && store != "postgres")
        {
            arguments.Refuse("--nodes kan alleen bij --store postgres: op SQLite draait één proces.");
        }

        var scales = arguments.Has("--workers") || arguments.Has("--nodes");
        if (scales && store == "memory")
        {
            arguments.Refuse("--workers en --nodes horen bij een database, niet bij --store memory.");
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
            if (scales)
            {
                return await BenchNodes.Run(arguments, folder, instances, nodes, workers, postgres);
            }

            var report = await StepBench.Run(store, folder, instances, steps, postgres);
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

    private static string Short(string sql) => sql.Length <= 60 ? sql : sql[..57] + "...";

    private static void Show(BenchReport report, TextWriter output)
    {
        var table = new Table(output, 28);
        table.Row("Opslag", $"{report.Store}, {report.Instances} instanties");
        foreach (var run in report.Runs)
        {
            table.Row(run.StepsPerCommit == 1 ? "Eén stap per transactie" : $"Tot {run.StepsPerCommit} per transactie", string.Create(
                CultureInfo.InvariantCulture,
                $"{run.StepsPerSecond:0} stappen/s, p50 {run.P50Ms:0.00} ms, p99 {run.P99Ms:0.00} ms, {run.CpuMsPerStep:0.00} ms CPU en {run.AllocatedKbPerStep:0} kB per stap")
                + (run.Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"; kale SQL {run.BareSqlPerSecond:0}/s, verhouding {ratio:0.00}") : ""));
        }

        table.Row("Alleen beslissen", string.Create(CultureInfo.InvariantCulture, $"{report.DecisionsPerSecond:0} per seconde"));
        table.Row("Rustende instantie", string.Create(CultureInfo.InvariantCulture, $"{report.BytesPerIdleInstance:0} bytes"));
        table.Row("Journaal", string.Create(CultureInfo.InvariantCulture, $"{report.JournalBytesPerFact:0} bytes per feit"));
        var all = report.Statements.Sum(s => s.MsPerStep);
        foreach (var statement in report.Statements.Where(s => s.MsPerStep >= all / 100))
        {
            table.Row(string.Create(CultureInfo.InvariantCulture, $"{statement.MsPerStep:0.000} ms per stap"), string.Create(
                CultureInfo.InvariantCulture, $"{statement.MsPerStep / all,4:P0}, {statement.TimesPerStep:0.0} keer: {Short(statement.Sql)}"));
        }

        table.Row("Meeste geheugen", string.Create(CultureInfo.InvariantCulture, $"{report.PeakMemoryMb:0} MB"));
    }
}
