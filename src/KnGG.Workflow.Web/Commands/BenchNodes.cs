using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Bench;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>The part of the bench that lets several processes and threads catch up together.</summary>
internal static class BenchNodes
{
    private const int MostAtOnce = 16;

    internal static Option[] Options { get; } =
    [
        new("--workers", "AANTAL", "stappen naast elkaar in één proces; met deze optie of --nodes wordt inhalen gemeten"),
        new("--nodes", "AANTAL", "processen naast elkaar, gemeten met 1 tot en met dit aantal; alleen op PostgreSQL"),
    ];

    /// <summary>One of the processes that the measure of several nodes starts; not for people.</summary>
    internal static Verb Verb { get; } = new(
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

    internal static async Task<int> Run(Arguments arguments, string folder, int instances, int nodes, int workers, string? postgres)
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

        var options = new RuntimeOptions
        {
            DataDirectory = arguments.Text("--data") ?? "data", Postgres = arguments.Text("--postgres"), RunLoops = false, StepsPerCommit = perCommit,
        };
        await NodeBench.Node(options, now, workers, Console.In, arguments.Out);
        return Exit.Done;
    }

    private static ProcessStartInfo Node(IReadOnlyList<string> words)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(BenchNodes).Assembly.Location);
        }

        start.ArgumentList.Add(Verb.Name);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    /// <summary>A small number of things beside each other.</summary>
    internal static int Few(Arguments arguments, string option)
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
}
