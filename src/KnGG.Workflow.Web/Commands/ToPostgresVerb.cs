using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Moves everything from a SQLite database to PostgreSQL, for who outgrows one machine.</summary>
internal static class ToPostgresVerb
{
    internal sealed record TableAnswer(string Table, long Rows);

    internal sealed record ToPostgresAnswer(bool Ok, long Rows, IReadOnlyList<TableAnswer> Tables, IReadOnlyList<InvariantsVerb.ViolationAnswer> Violations);

    internal static Verb Verb { get; } = new(
        "to-postgres",
        "alles van een SQLite-database overzetten naar een lege PostgreSQL-database",
        "./kngg to-postgres --data data --postgres postgres://kngg@db.example/kngg",
        [.. Database.Options],
        Run)
    {
        Note = "Stop de dienst eerst. De SQLite-database blijft zoals zij is. Daarna loggen mensen opnieuw in. Uitgang 0: alles is over en klopt; 1: het is over, maar er klopt iets niet.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        arguments.Require("--postgres");
        var given = Database.Given(arguments);
        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        var postgres = given["KnGG:Postgres"]!;
        var data = VerbHost.Settings(new Dictionary<string, string?>(given) { ["KnGG:Postgres"] = "" }).ForRuntime(runLoops: false);
        if (!File.Exists(data.DatabaseFile))
        {
            arguments.Refuse("--data", data.DataDirectory, "een map met een database");
            arguments.Refused();
            return Exit.Refused;
        }

        using var held = DirectoryLock.OfService(data.DataDirectory);
        if (held is null)
        {
            await arguments.Error.WriteLineAsync($"Er draait een dienst op de map {data.DataDirectory}. Stop die eerst: wat zij intussen doet, zou niet meegaan.");
            return Exit.Refused;
        }

        IReadOnlyList<CopiedTable> copied;
        try
        {
            await WorkflowDatabase.Prepare(data, TimeProvider.System);
            await WorkflowDatabase.Prepare(data with { Postgres = postgres }, TimeProvider.System);
            copied = await DatabaseCopy.ToPostgres(data.DatabaseFile, postgres);
        }
        catch (DatabaseRefusedException refused)
        {
            await arguments.Error.WriteLineAsync(refused.Message);
            return Exit.Refused;
        }

        await using var services = await VerbHost.Open(arguments, publish: false);
        if (services is null)
        {
            return Exit.Refused;
        }

        var found = services.GetRequiredService<StepDatabase>().Read(t => services.GetRequiredService<InvariantCheck>().Run(t, replay: false));
        await Tell(arguments, copied, found);
        return found.Count == 0 ? Exit.Done : Exit.Found;
    }

    private static async Task Tell(Arguments arguments, IReadOnlyList<CopiedTable> copied, IReadOnlyList<InvariantViolation> found)
    {
        var rows = copied.Sum(t => t.Rows);
        if (arguments.Json)
        {
            await arguments.Out.WriteLineAsync(ContractWriter.Write(new ToPostgresAnswer(
                found.Count == 0, rows, [.. copied.Select(t => new TableAnswer(t.Table, t.Rows))], InvariantsVerb.Answers(found))));
            return;
        }

        var table = new Table(arguments.Out, 28);
        foreach (var one in copied.Where(t => t.Rows > 0))
        {
            table.Row(one.Table, FormattableString.Invariant($"{one.Rows} rijen"));
        }

        await InvariantsVerb.Tell(found, arguments.Out);

        await arguments.Out.WriteLineAsync(found.Count == 0
            ? $"Alles is over: {rows} rijen, en alles klopt. Start de dienst nu met --postgres."
            : $"Alles is over ({rows} rijen), maar {found.Count} dingen kloppen niet; kijk of dat in de SQLite-database ook zo is (./kngg invariants --data).");
    }
}
