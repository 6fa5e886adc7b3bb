using System.Globalization;
using KnGG.Workflow.Runtime.Bench;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Measures committed steps beside bare SQL of the same rows.</summary>
internal static class BenchVerb
{
    private const int MostInstances = 1_000_000;
    private const int MostAtOnce = 16;

    internal static Verb Verb { get; } = new(
        "bench",
        "stappen per seconde meten, naast dezelfde SQL zonder de rest",
        "./kngg bench --instances 1000 --steps 2000",
        [
            new("--store", "SOORT", "waar de stappen in komen") { OneOf = ["sqlite", "postgres", "memory"] },
            new("--postgres", "VERBINDING", "de server, met een account dat databases mag maken; bij --store postgres"),
            new("--instances", "AANTAL", "instanties in de database; zonder deze optie: 1000"),
            new("--steps", "AANTAL", "te meten stappen per manier; zonder deze optie: 2000"),
            new("--workers", "AANTAL", "stappen naast elkaar in één proces; met deze optie of --nodes wordt inhalen gemeten"),
            new("--nodes", "AANTAL", "processen naast elkaar, gemeten met 1 tot en met dit aantal; alleen op PostgreSQL"),
            new("--data", "MAP", "map op de schijf die gemeten wordt; zonder: de tijdelijke map"),
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
        if ((arguments.Text("--store") == "postgres") != (postgres is not null))
        {
            arguments.Refuse("--store postgres en --postgres horen bij elkaar: geef beide of geen van beide.");
        }

        var store = arguments.Text("--store") ?? "sqlite";
        var workers = Few(arguments, "--workers");
        var nodes = Few(arguments, "--nodes");
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
                var scaling = await NodeBench.Run(folder, instances, nodes, workers, postgres, Node);
                if (arguments.Json)
                {
                    await arguments.Out.WriteLineAsync(ContractWriter.Write(scaling));
                }
                else
                {
                    Show(scaling.Runs, arguments.Out);
                }

                return Exit.Done;
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

    /// <summary>One of the processes that the measure of several nodes starts; not for people.</summary>
    internal static Verb NodeVerb { get; } = new(
        "bench-node",
        "een proces van bench --nodes",
        "./kngg bench-node --data MAP --workers 1 --per-commit 64 --now 2026-01-02T08:00:00Z",
        [
            new("--data", "MAP", "de map van de database"),
            new("--postgres", "VERBINDING", "de database"),
            new("--workers", "AANTAL", "stappen naast elkaar") { Required = true },
            new("--per-commit", "AANTAL", "stappen per transactie") { Required = true },
            new("--now", "TIJDSTIP", "de tijd") { Required = true },
        ],
        RunNode) { IsHidden = true };

    private static async Task<int> RunNode(Arguments arguments)
    {
        var workers = Few(arguments, "--workers");
        var perCommit = arguments.Whole("--per-commit", 1);
        if (!DateTimeOffset.TryParse(arguments.Text("--now"), CultureInfo.InvariantCulture, out var now))
        {
            arguments.Refuse("--now", arguments.Text("--now") ?? "", "een tijdstip");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var options = new Runtime.RuntimeOptions
        {
            DataDirectory = arguments.Text("--data") ?? "data", Postgres = arguments.Text("--postgres"), RunLoops = false, StepsPerCommit = perCommit,
        };
        await NodeBench.Node(options, now, workers, Console.In, arguments.Out);
        return Exit.Done;
    }

    private static System.Diagnostics.ProcessStartInfo Node(IReadOnlyList<string> words)
    {
        var program = Environment.ProcessPath!;
        var start = new System.Diagnostics.ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(BenchVerb).Assembly.Location);
        }

        start.ArgumentList.Add(NodeVerb.Name);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    private static int Few(Arguments arguments, string option)
    {
        var number = arguments.Whole(option, 1);
        if (number is < 1 or > MostAtOnce)
        {
            arguments.Refuse(option, arguments.Text(option) ?? "", $"een getal van 1 tot en met {MostAtOnce}");
        }

        return number;
    }

    private static void Show(IReadOnlyList<ScalingRun> runs, TextWriter output)
    {
        var table = new Table(output, 44);
        foreach (var run in runs)
        {
            table.Row($"{run.Nodes} × {run.Workers} naast elkaar, tot {run.StepsPerCommit} per transactie", string.Create(
                CultureInfo.InvariantCulture, $"{run.StepsPerSecond:0} stappen/s; per proces {run.Share[0]:P0} tot {run.Share[1]:P0}"));
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
