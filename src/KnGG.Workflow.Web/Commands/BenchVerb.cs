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
            new("--store", "SOORT", "waar de stappen in komen") { OneOf = ["sqlite", "postgres"] },
            new("--postgres", "VERBINDING", "de server, met een account dat databases mag maken; bij --store postgres"),
            new("--instances", "AANTAL", "instanties in de database; zonder deze optie: 1000"),
            new("--steps", "AANTAL", "te meten stappen per manier; zonder deze optie: 2000"),
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
