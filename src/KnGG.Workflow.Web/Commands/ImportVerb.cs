using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Measurements of a JGZ organisation, from a file.</summary>
internal static class ImportVerb
{
    internal static Verb Verb { get; } = new(
        "import",
        "metingen van de JGZ inlezen; hetzelfde bestand twee keer verandert niets",
        "./kngg import metingen.csv --dry-run",
        [
            new("--organisation", "NAAM", "van welke organisatie de metingen zijn; zonder: wie de gemeente bedient"),
            new("--dry-run", null, "alleen zeggen wat er zou gebeuren"),
            .. Database.Options,
        ],
        Run)
    {
        Operand = "BESTAND.csv",
        OperandRequired = true,
        Note = "Kolommen: child_ref,municipality,sex,birth_date,measured_on,height_cm,weight_kg en eventueel clothed,risk,psychosocial,socioeconomic,lack_of_coherence,coordination_need,given_name.\n"
            + "Uitgang 0: gedaan, ook als rijen zijn geweigerd; 1: geen enkele rij van een gevuld bestand was bruikbaar; 2: bestand of kop klopt niet.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        if (arguments.Operands.Count == 1)
        {
            arguments.ExistingFile("BESTAND.csv", arguments.Operands[0]);
        }

        await using var services = await VerbHost.Open(arguments);
        if (services is null)
        {
            return Exit.Refused;
        }

        Guid? organisation = null;
        if (arguments.Text("--organisation") is { } name)
        {
            organisation = services.GetRequiredService<StepDatabase>().Read(transaction => HeldRoleList.FindOrganisation(transaction, name));
            if (organisation is null)
            {
                arguments.Refuse("--organisation", name, "de naam of id van een organisatie die bekend is");
            }
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        try
        {
            using var file = new StreamReader(arguments.Operands[0]);
            var result = services.GetRequiredService<Import>().Run(file, organisation, arguments.Has("--dry-run"), Actor.System);
            if (arguments.Json)
            {
                await arguments.Out.WriteLineAsync(result.ToJson());
            }
            else
            {
                Show(result, arguments);
            }

            return result.Rows > 0 && result.Accepted + result.Duplicates == 0 ? Exit.Found : Exit.Done;
        }
        catch (CsvHeaderException wrong)
        {
            await arguments.Error.WriteLineAsync(wrong.Message);
            return Exit.Refused;
        }
    }

    private static void Show(ImportResult result, Arguments arguments)
    {
        var table = new Table(arguments.Out, 22);
        table.Row("Rijen", $"{result.Rows}");
        table.Row("Ingelezen", $"{result.Accepted}");
        table.Row("  nieuwe trajecten", $"{result.Trajectories}");
        table.Row("  geen traject nodig", $"{result.NoTrajectory}");
        table.Row("Stond er al", $"{result.Duplicates}");
        table.Row("Geweigerd", $"{result.Refused.Count}");
        foreach (var row in result.Refused)
        {
            arguments.Error.WriteLine($"rij {row.Row}, {row.Field}: {row.Message}");
        }
    }
}
