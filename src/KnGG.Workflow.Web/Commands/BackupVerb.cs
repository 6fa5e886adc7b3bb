using System.Globalization;
using KnGG.Workflow.Runtime.Backups;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>A backup of everything, while the service runs.</summary>
internal static class BackupVerb
{
    internal sealed record BackupAnswer(
        bool Ok, string Folder, DateTimeOffset MadeAt, string Store, string Schema, long Bytes, bool Checked, IReadOnlyList<InvariantsVerb.ViolationAnswer> Violations);

    internal static Verb Verb { get; } = new(
        "backup",
        "een back-up maken van database en sleutels, terwijl de dienst draait",
        "./kngg backup --to /back-ups/kngg-2026-05-01",
        [
            new("--to", "MAP", "nieuwe map voor de back-up; een bestaande back-up wordt nooit overschreven") { Required = true },
            .. Database.Options,
        ],
        Run)
    {
        Note = "De map heeft de vorm van een datamap, met de database als één SQLite-bestand, ook als de dienst op PostgreSQL draait.\n"
            + "In een back-up staan gegevens van kinderen en de sleutels van de dienst: bewaar hem versleuteld. Terugzetten: ./kngg restore.\n"
            + "Uitgang 0: gemaakt en nagekeken; 1: gemaakt, maar een belofte klopt niet; 2: niet gemaakt.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var options = VerbHost.Settings(Database.Given(arguments)).ForRuntime(runLoops: false);
        var target = Path.GetFullPath(arguments.Text("--to")!);
        BackupMade made;
        try
        {
            made = await Backup.Make(options, target, copy => Check(arguments, copy.DataDirectory), TimeProvider.System);
        }
        catch (DatabaseRefusedException refused)
        {
            await arguments.Error.WriteLineAsync(refused.Message);
            return Exit.Refused;
        }

        await Tell(arguments, target, made);
        return made.Violations is { Count: > 0 } ? Exit.Found : Exit.Done;
    }

    /// <summary>What does not hold in the database of a folder, or where the options point.</summary>
    internal static async Task<IReadOnlyList<InvariantViolation>> Check(Arguments arguments, string? folder)
    {
        await using var services = await VerbHost.Open(arguments, folder, publish: false);
        return services is null ? [] : services.GetRequiredService<StepDatabase>().Read(t => services.GetRequiredService<InvariantCheck>().Run(t, replay: false));
    }

    private static async Task Tell(Arguments arguments, string target, BackupMade made)
    {
        var (manifest, bytes, found) = (made.Manifest, made.Manifest.Files.Sum(f => f.Bytes), made.Violations ?? []);
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(new BackupAnswer(
                found.Count == 0, target, manifest.MadeAt, manifest.Store, manifest.Schema, bytes, made.Violations is not null,
                InvariantsVerb.Answers(found))));
            return;
        }

        await InvariantsVerb.Tell(found, arguments.Out);

        var table = new Table(arguments.Out, 12);
        table.Row("Back-up", target);
        table.Row("Bestanden", string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count}, samen {bytes / 1024.0 / 1024.0:0.0} MB"));
        table.Row("Nagekeken", made.Violations switch
        {
            null => "de database is heel; de beloften niet, want zij is van een oudere versie van het programma",
            { Count: 0 } => "de database is heel, en alles klopt",
            _ => $"de database is heel, maar {found.Count} dingen kloppen niet; in de dienst zelf dus ook niet (./kngg invariants)",
        });
    }
}
