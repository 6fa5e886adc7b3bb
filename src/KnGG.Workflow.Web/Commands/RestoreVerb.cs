using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Backups;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Puts a backup back in an empty place, without sending again what was waiting then.</summary>
internal static class RestoreVerb
{
    internal sealed record RestoreAnswer(bool Ok, DateTimeOffset? MadeAt, int HeldMails, IReadOnlyList<InvariantsVerb.ViolationAnswer> Violations);

    internal static Verb Verb { get; } = new(
        "restore",
        "een back-up terugzetten op een lege plek; mails van toen gaan niet opnieuw weg",
        "./kngg restore --from /back-ups/kngg-2026-05-01 --data data",
        [
            new("--from", "MAP", "de back-up, gemaakt met ./kngg backup"),
            new("--in-place", null, "de database is al teruggezet, door PostgreSQL zelf of met een kopie van de schijf: houd alleen haar mails vast"),
            .. Database.Options,
        ],
        Run)
    {
        Note = "Een back-up van SQLite kan ook naar PostgreSQL en omgekeerd; dan loggen mensen opnieuw in. Een oudere back-up wordt bijgewerkt, een nieuwere geweigerd.\n"
            + "Mails die toen klaarstonden, kunnen al verstuurd zijn. Zij worden vastgehouden; op de pagina Storingen beslist de beheerder erover.\n"
            + "Uitgang 0: teruggezet, en alles klopt; 1: teruggezet, maar een belofte klopt niet; 2: niet teruggezet, er is niets gewijzigd.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        if (arguments.Has("--in-place") == arguments.Text("--from") is not null)
        {
            arguments.Refuse("Geef --from met de map van een back-up, of --in-place; een van de twee.");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var options = VerbHost.Settings(Database.Given(arguments)).ForRuntime(runLoops: false);
        Restored restored;
        try
        {
            restored = arguments.Text("--from") is { } from
                ? await Restore.Run(from, options, TimeProvider.System)
                : await Restore.AfterTheFact(options, TimeProvider.System);
        }
        catch (DatabaseRefusedException refused)
        {
            await arguments.Error.WriteLineAsync(refused.Message);
            return Exit.Refused;
        }

        var found = await BackupVerb.Check(arguments, folder: null);
        await Tell(arguments, options, restored, found);
        return found.Count == 0 ? Exit.Done : Exit.Found;
    }

    private static async Task Tell(Arguments arguments, RuntimeOptions options, Restored restored, IReadOnlyList<InvariantViolation> found)
    {
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(new RestoreAnswer(
                found.Count == 0, restored.MadeAt, restored.HeldMails, InvariantsVerb.Answers(found))));
            return;
        }

        await InvariantsVerb.Tell(found, arguments.Out);

        var table = new Table(arguments.Out, 14);
        table.Row("Teruggezet", options.Postgres is null ? options.DatabaseFile : "op PostgreSQL");
        table.Row("Vastgehouden", restored.HeldMails == 0 ? "geen mails" : $"{restored.HeldMails} mails die al verstuurd kunnen zijn; beslis erover op de pagina Storingen");
        table.Row("Nagekeken", found.Count == 0 ? "alles klopt; start de dienst nu" : $"{found.Count} dingen kloppen niet; kijk naar een oudere back-up");
    }
}
