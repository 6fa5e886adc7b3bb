using System.Globalization;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Rehearsal;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Runs a definition in memory with a clock that jumps from due date to due date.</summary>
internal static class RunVerb
{
    internal static Verb Verb { get; } = new(
        "run",
        "een workflow in het geheugen uitvoeren, met een klok die van datum naar datum springt",
        "./kngg run workflows/kngg-traject.json --definitions workflows --care kind.json --answers antwoorden.json",
        [
            new("--definitions", "MAP", "map met andere workflows die deze gebruikt"),
            new("--input", "NAAM=WAARDE", "een invoer") { Repeats = true },
            new("--answers", "BESTAND.json", "antwoorden op taken en gebeurtenissen, in volgorde"),
            new("--care", "BESTAND.json", "het kind, als de inhoud van POST /api/v1/signals"),
            new("--start", "MOMENT", "begin; zonder deze optie: 2026-01-01T09:00:00+01:00"),
            new("--until", "MOMENT", "einde; zonder deze optie: tien jaar na het begin"),
        ],
        Run)
    {
        Operand = "BESTAND.json",
        OperandRequired = true,
        Note = "Uitgang 0: klaar of wacht nog; 1: mislukt of geannuleerd; 2: een bestand of optie kan niet.",
    };

    private static async Task<int> Run(Arguments arguments)
    {
        if (arguments.Operands.Count == 1)
        {
            arguments.ExistingFile("BESTAND.json", arguments.Operands[0]);
        }

        foreach (var name in (string[])["--answers", "--care"])
        {
            if (arguments.Text(name) is { } file)
            {
                arguments.ExistingFile(name, file);
            }
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        try
        {
            var result = Simulation.Run(new SimulationInput
            {
                File = arguments.Operands[0],
                Definitions = arguments.Text("--definitions"),
                Inputs = arguments.All("--input"),
                Answers = arguments.Text("--answers"),
                Care = arguments.Text("--care"),
                Start = arguments.Text("--start"),
                Until = arguments.Text("--until"),
            }.ToRequest());
            if (arguments.Json)
            {
                await arguments.Out.WriteLineAsync(result.ToJson());
            }
            else
            {
                Show(result, arguments.Out);
            }

            foreach (var note in result.Notes)
            {
                await arguments.Error.WriteLineAsync(note);
            }

            return result.Status is WorkflowSubStatus.Faulted or WorkflowSubStatus.Cancelled ? Exit.Found : Exit.Done;
        }
        catch (SimulationInputException wrong)
        {
            await arguments.Error.WriteLineAsync(wrong.Message);
            return Exit.Refused;
        }
    }

    private static void Show(SimulationResult result, TextWriter output)
    {
        foreach (var line in result.Journal)
        {
            var text = line.Data["Text"].TextOrNull ?? (line.Data.IsNullish ? "" : line.Data.ToJson());
            output.WriteLine($"{line.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {line.Event,-10} {line.ActivityId,-28} {text}".TrimEnd());
        }

        output.WriteLine();
        var table = new Table(output, 12);
        table.Row("Stand", result.StatusName);
        foreach (var line in result.Console)
        {
            table.Row("Regel", line);
        }

        foreach (var (name, value) in result.Outputs)
        {
            table.Row("Uitvoer", $"{name} = {value.ToJson()}");
        }

        foreach (var wait in result.Waiting)
        {
            table.Row("Wacht op", $"{wait.Kind} {wait.Name} ({wait.ActivityId}){(wait.DueAt is { } due ? " tot " + due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "")}");
        }

        foreach (var (activity, message) in result.Incidents)
        {
            table.Row("Storing", $"{activity}: {message}");
        }

        foreach (var (at, to, template) in result.Mails)
        {
            table.Row("Mail", $"{at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} aan {to}: {template}");
        }
    }
}
