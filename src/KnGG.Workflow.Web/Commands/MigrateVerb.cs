using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Web.Rules;
using KnGG.Workflow.Web.Studio.Instances;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Moves running instances to the published version of their definition: a preview, unless it is told to do it.</summary>
internal static class MigrateVerb
{
    internal sealed record WaitAnswer(string Kind, string Name, string? DueAt);

    internal sealed record MovingAnswer(
        string Pseudonym, string DefinitionId, string Outcome, IReadOnlyList<string> Reasons, IReadOnlyList<string> Skipped, IReadOnlyList<WaitAnswer> Before, IReadOnlyList<WaitAnswer> After);

    internal sealed record PreviewAnswer(string DefinitionId, int Moves, int Stays, int Refuses, IReadOnlyList<MovingAnswer> Instances);

    internal sealed record ItemAnswer(string Pseudonym, string State, string? Reason, string? Look, string? LookReason);

    internal sealed record BatchAnswer(
        string Batch, string DefinitionId, string State, int Pending, int Moved, int Stayed, int Refused, int Resolved, int CameBack, int Unknown, IReadOnlyList<ItemAnswer> Items);

    internal static Verb Verb { get; } = new(
        "migrate",
        "lopende workflows overzetten naar de gepubliceerde versie",
        "./kngg migrate kngg-traject --map hernoemd.json --apply",
        [
            new("--apply", null, "ook doen; zonder deze optie alleen laten zien"),
            new("--map", "BESTAND.json", "hernoemde stappen: { \"oud-id\": \"nieuw-id\" }"),
            new("--limit", "AANTAL", "hooguit zoveel workflows"),
            new("--pause", "BATCH", "een overzetting stilzetten"),
            new("--resume", "BATCH", "een overzetting verder laten gaan en afmaken"),
            new("--look", "BATCH", "de overgezette workflows nog eens nakijken"),
            .. Database.Options,
        ],
        Run)
    {
        Operand = "DEFINITIE",
        Note = "Elke workflow gaat apart over. Stopt het programma halverwege, dan gaat de dienst verder, of --resume. Geen datum schuift op.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        var known = (string[])["--pause", "--resume", "--look"];
        var batches = known.Where(o => arguments.Text(o) is not null).ToArray();
        if (batches.Length + arguments.Operands.Count != 1)
        {
            arguments.Refuse("Geef één definitie, of één van --pause, --resume en --look met het nummer van een overzetting.");
        }

        var batch = Guid.Empty;
        if (batches.Length == 1 && !Guid.TryParse(arguments.Text(batches[0]), out batch))
        {
            arguments.Refuse(batches[0], arguments.Text(batches[0])!, "het nummer van een overzetting");
        }

        var limit = arguments.Text("--limit") is null ? (int?)null : arguments.Whole("--limit", 0);
        if (limit < 1)
        {
            arguments.Refuse("--limit", arguments.Text("--limit")!, "een heel getal vanaf 1");
        }

        var renamed = Renamed(arguments);
        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        await using var services = await VerbHost.Open(arguments);
        if (services is null)
        {
            return Exit.Refused;
        }

        var migrator = services.GetRequiredService<Migrator>();
        var pseudonyms = new Pseudonyms(PseudonymKey.LoadOrMake(services));
        if (batches.Length == 1)
        {
            return await OfBatch(arguments, migrator, pseudonyms, batches[0], batch);
        }

        if (!arguments.Has("--apply"))
        {
            Show(arguments, migrator.Preview(arguments.Operands[0], renamed, limit), pseudonyms);
            return Exit.Done;
        }

        if (migrator.Start(arguments.Operands[0], renamed, Actor.System, limit) is not { } started)
        {
            await arguments.Error.WriteLineAsync("Er is niets over te zetten: geen lopende workflow staat in een andere versie dan de gepubliceerde.");
            Show(arguments, new MigrationPreview(arguments.Operands[0], []), pseudonyms);
            return Exit.Done;
        }

        return Finish(arguments, migrator, pseudonyms, started);
    }

    private static async Task<int> OfBatch(Arguments arguments, Migrator migrator, Pseudonyms pseudonyms, string option, Guid batch)
    {
        if (migrator.Progress(batch) is null)
        {
            await arguments.Error.WriteLineAsync($"{option}: overzetting {batch} bestaat niet.");
            return Exit.Refused;
        }

        switch (option)
        {
            case "--pause":
                migrator.Pause(batch);
                break;
            case "--resume":
                migrator.Resume(batch);
                return Finish(arguments, migrator, pseudonyms, batch);
            default:
                migrator.Look(batch);
                break;
        }

        Show(arguments, migrator.Progress(batch)!, pseudonyms);
        return Exit.Done;
    }

    private static int Finish(Arguments arguments, Migrator migrator, Pseudonyms pseudonyms, Guid batch)
    {
        while (migrator.TakeNext(batch))
        {
            // One more; the service may take some of them as well.
        }

        Show(arguments, migrator.Progress(batch)!, pseudonyms);
        return Exit.Done;
    }

    private static Dictionary<string, string>? Renamed(Arguments arguments)
    {
        if (arguments.Text("--map") is not { } file)
        {
            return null;
        }

        arguments.ExistingFile("--map", file);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) : null;
        }
        catch (JsonException)
        {
            arguments.Refuse("--map", file, "een JSON-object met oude en nieuwe ids van stappen");
            return null;
        }
    }

    private static void Show(Arguments arguments, MigrationPreview preview, Pseudonyms pseudonyms)
    {
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(new PreviewAnswer(
                preview.DefinitionId, preview.Count(MigrationOutcome.Moves), preview.Count(MigrationOutcome.Stays), preview.Count(MigrationOutcome.Refuses),
                [
                    .. preview.Instances.Select(i => new MovingAnswer(
                        pseudonyms.Of(i.TrajectoryId ?? i.InstanceId), i.DefinitionId, Code(i.Outcome), i.Reasons, i.Skipped, [.. i.Before.Select(Of)], [.. i.After.Select(Of)])),
                ])));
            return;
        }

        var table = new Table(arguments.Out, 14);
        table.Row("Gaat over", $"{preview.Count(MigrationOutcome.Moves)}");
        table.Row("Blijft", $"{preview.Count(MigrationOutcome.Stays)}");
        table.Row("Kan niet", $"{preview.Count(MigrationOutcome.Refuses)}");
        foreach (var instance in preview.Instances)
        {
            var what = instance.Outcome switch { MigrationOutcome.Moves => "gaat over", MigrationOutcome.Stays => "blijft", _ => "kan niet" };
            var skipped = instance.Skipped.Count == 0 ? "" : $" Wordt niet meer gedaan: {string.Join(", ", instance.Skipped)}.";
            table.Row(pseudonyms.Of(instance.TrajectoryId ?? instance.InstanceId), $"{what}. {string.Join(" ", instance.Reasons)}{skipped}");
            foreach (var wait in instance.After)
            {
                table.Row("", $"{wait.Kind} '{wait.Name}'{(wait.DueAt is { } due ? " op " + due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}");
            }
        }
    }

    private static void Show(Arguments arguments, MigrationProgress progress, Pseudonyms pseudonyms)
    {
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(new BatchAnswer(
                progress.Batch.Id.ToString(), progress.Batch.DefinitionId, Code(progress.Batch.State),
                progress.Count(MigrationItemState.Pending), progress.Count(MigrationItemState.Moved), progress.Count(MigrationItemState.Stayed), progress.Count(MigrationItemState.Refused),
                progress.Count(MigrationLook.Resolved), progress.Count(MigrationLook.CameBack), progress.Count(MigrationLook.Unknown),
                [.. progress.Items.Select(i => new ItemAnswer(pseudonyms.Of(i.InstanceId), Code(i.State), i.Reason, i.Look == MigrationLook.None ? null : Code(i.Look), i.LookReason))])));
            return;
        }

        var table = new Table(arguments.Out, 16);
        table.Row("Overzetting", progress.Batch.Id.ToString());
        table.Row("Overgezet", $"{progress.Count(MigrationItemState.Moved)} (in orde {progress.Count(MigrationLook.Resolved)}, terug {progress.Count(MigrationLook.CameBack)}, onbekend {progress.Count(MigrationLook.Unknown)})");
        table.Row("Gebleven", $"{progress.Count(MigrationItemState.Stayed)}");
        table.Row("Kan niet", $"{progress.Count(MigrationItemState.Refused)}");
        table.Row("Nog te doen", $"{progress.Count(MigrationItemState.Pending)}");
        foreach (var item in progress.Items.Where(i => i.Reason is not null || i.LookReason is not null))
        {
            table.Row(pseudonyms.Of(item.InstanceId), item.LookReason ?? item.Reason!);
        }
    }

    private static WaitAnswer Of(MigrationWait wait) => new(wait.Kind, wait.Name, wait.DueAt is { } due ? Care.Calendar.DutchTime.ToLocal(due).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) : null);

    private static string Code<T>(T state)
        where T : struct, Enum
    {
        var name = state.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
