using System.Globalization;
using KnGG.Workflow.Runtime.Bench.Growth;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>The part of the bench that fills a database and measures what people and loops do in it.</summary>
internal static class BenchFill
{
    private const int Most = 10_000_000;

    internal static Option[] Options { get; } =
    [
        new("--fill", "AANTAL", "vult de database in --data (of op --postgres) tot zo veel trajecten, en meet lijsten, timers en inhalen; de database blijft"),
        new("--timers", "AANTAL", "bij --fill: zo veel wachtende timers"),
        new("--catch-up", "AANTAL", "bij --fill: zo veel timers in één keer te laat; zonder deze optie: 100000"),
    ];

    internal static async Task<int> Run(Arguments arguments, string? postgres)
    {
        var (trajectories, timers, catchUp) = (arguments.Whole("--fill", 1000), arguments.Whole("--timers", 0), arguments.Whole("--catch-up", 100_000));
        foreach (var (option, number) in new[] { ("--fill", trajectories), ("--timers", timers), ("--catch-up", catchUp) }.Where(o => o.Item2 is < 0 or > Most))
        {
            arguments.Refuse(option, arguments.Text(option) ?? "", $"een getal van 0 tot en met {Most}");
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
        using var held = DirectoryLock.OfService(folder);
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
        catch (Exception unusable) when (unusable is DatabaseRefusedException or System.Data.Common.DbException)
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
            table.Row(list.Name, string.Create(CultureInfo.InvariantCulture, $"p50 {list.P50Ms:0.0} ms, p95 {list.P95Ms:0.0} ms, {list.CpuMs:0.0} ms CPU ({list.Total})"));
        }

        table.Row("Van verlopen tot gedaan", string.Create(CultureInfo.InvariantCulture, $"p50 {report.DueP50Ms:0} ms, p99 {report.DueP99Ms:0} ms"));
        table.Row("Inhalen", string.Create(CultureInfo.InvariantCulture, $"{report.CaughtUp} timers in {report.CatchUpSeconds:0} s"));
        table.Row("Meeste geheugen", string.Create(CultureInfo.InvariantCulture, $"{report.PeakMemoryMb:0} MB"));
    }
}
