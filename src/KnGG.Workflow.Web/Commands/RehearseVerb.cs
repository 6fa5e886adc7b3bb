using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;
using KnGG.Workflow.Web.Studio.Instances;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Rehearses a draft against the recorded instances of a database.</summary>
internal static class RehearseVerb
{
    internal sealed record DifferenceAnswer(string Kind, string Sentence, string Activity, int Times);

    internal sealed record InstanceAnswer(string Pseudonym, string DefinitionId, DifferenceAnswer? First, IReadOnlyList<DifferenceAnswer> Differences, string? NotFollowed);

    internal sealed record CountAnswer(string Kind, string Sentence, int Instances);

    internal sealed record ReasonAnswer(string Reason, int Instances);

    internal sealed record ChangeAnswer(string Kind, string? ActivityId, string Sentence);

    internal sealed record RehearseAnswer(
        string DefinitionId, int Total, int Same, int Different, int NotFollowed, int Unreadable, IReadOnlyList<InstanceAnswer> Instances, IReadOnlyList<CountAnswer> ByDifference,
        IReadOnlyList<ReasonAnswer> Reasons, IReadOnlyList<ChangeAnswer> Changes, long Decisions, double Seconds);

    internal static Verb Verb { get; } = new(
        "rehearse",
        "oefenen: wie zou door een concept anders behandeld worden dan is vastgelegd",
        "./kngg rehearse --draft concept.json --against database",
        [
            new("--draft", "BESTAND.json", "het concept") { Required = true },
            new("--against", "MAP|database", "'database', of de map van een andere database (zoals een kopie)") { Required = true },
            new("--limit", "AANTAL", "hooguit zoveel workflows, de nieuwste eerst"),
            .. Database.Options,
        ],
        Run)
    {
        Note = "Alles gebeurt in het geheugen: er wordt niets opgeslagen en niets gemaild.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        arguments.Require("--draft", "--against");
        if (arguments.Text("--draft") is { } file)
        {
            arguments.ExistingFile("--draft", file);
        }

        var limit = arguments.Text("--limit") is null ? (int?)null : arguments.Whole("--limit", 0);
        if (limit < 1)
        {
            arguments.Refuse("--limit", arguments.Text("--limit")!, "een heel getal vanaf 1");
        }

        var against = arguments.Text("--against");
        var folder = against is null or "database" ? null : Path.GetFullPath(against);
        if (folder is not null && !File.Exists(new RuntimeOptions { DataDirectory = folder }.DatabaseFile))
        {
            arguments.Refuse("--against", against!, "'database', of een map met een database");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        WorkflowDefinition draft;
        try
        {
            draft = DefinitionReader.Parse(await File.ReadAllTextAsync(arguments.Text("--draft")!));
        }
        catch (DefinitionFormatException unreadable)
        {
            await arguments.Error.WriteLineAsync($"--draft: regel {unreadable.Line}: {unreadable.Message}");
            return Exit.Refused;
        }

        await using var services = await VerbHost.Open(arguments, folder, publish: false);
        if (services is null)
        {
            return Exit.Refused;
        }

        var report = services.GetRequiredService<RehearsalDesk>().Run(draft, limit);
        var published = services.GetRequiredService<StepDatabase>().Read(t => DefinitionRows.Published(t, draft.DefinitionId));
        var changes = published is null ? [] : DefinitionDifference.Between(DefinitionReader.Parse(published.Json), draft);
        var pseudonyms = new Pseudonyms(PseudonymKey.LoadOrMake(services));
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(Answer(report, changes, pseudonyms)));
        }
        else
        {
            Show(report, changes, pseudonyms, arguments.Out);
        }

        return Exit.Done;
    }

    private static RehearseAnswer Answer(RehearsalReport report, IReadOnlyList<DefinitionChange> changes, Pseudonyms pseudonyms) => new(
        report.DefinitionId, report.Total, report.Same, report.Different, report.NotFollowed, report.Unreadable,
        [
            .. report.Instances.Select(i => new InstanceAnswer(
                pseudonyms.Of(i.TrajectoryId ?? i.InstanceId), i.DefinitionId, i.First is { } first ? Of(first) : null, [.. i.Differences.Select(Of)], i.NotFollowed)),
        ],
        [.. report.ByDifference.Select(d => new CountAnswer(Code(d.Kind), d.Sentence, d.Instances))],
        [.. report.Reasons.Select(r => new ReasonAnswer(r.Reason, r.Instances))],
        [.. changes.Select(c => new ChangeAnswer(Code(c.Kind), c.ActivityId, c.Sentence))],
        report.Decisions,
        Math.Round(report.Elapsed.TotalSeconds, 3));

    private static DifferenceAnswer Of(CourseDifference difference) => new(Code(difference.Kind), difference.Sentence, difference.Activity, difference.Times);

    private static string Code<T>(T kind)
        where T : struct, Enum
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static void Show(RehearsalReport report, IReadOnlyList<DefinitionChange> changes, Pseudonyms pseudonyms, TextWriter output)
    {
        if (changes.Count > 0)
        {
            output.WriteLine("Anders dan de gepubliceerde versie:");
            foreach (var change in changes)
            {
                output.WriteLine("  " + change.Sentence);
            }

            output.WriteLine();
        }

        var table = new Table(output, 24);
        table.Row("Nagespeeld", $"{report.Total}");
        table.Row("Hetzelfde", $"{report.Same}");
        table.Row("Anders", $"{report.Different}");
        table.Row("Niet verder te volgen", $"{report.NotFollowed}");
        if (report.Unreadable > 0)
        {
            table.Row("Niet na te spelen", $"{report.Unreadable}");
        }

        foreach (var difference in report.ByDifference)
        {
            table.Row($"{difference.Instances}x", difference.Sentence);
        }

        foreach (var (reason, instances) in report.Reasons)
        {
            table.Row($"{instances}x niet verder", reason);
        }

        output.WriteLine();
        foreach (var instance in report.Instances)
        {
            table.Row(pseudonyms.Of(instance.TrajectoryId ?? instance.InstanceId), $"{instance.First?.Sentence ?? instance.NotFollowed}{(instance.Differences.Count > 1 ? $" (en {instance.Differences.Count - 1} meer)" : "")}");
        }
    }
}
