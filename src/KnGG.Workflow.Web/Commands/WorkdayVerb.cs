using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Counting in working days.</summary>
internal static class WorkdayVerb
{
    // Ten working years; more is a slip of the finger.
    private const int Most = 2600;

    internal static Verb Verb { get; } = new(
        "workday",
        "een aantal werkdagen bij een datum optellen, met wat wordt overgeslagen",
        "./kngg workday --from 2026-04-24 --add 5",
        [
            new("--from", "JJJJ-MM-DD", "datum om vanaf te tellen; deze dag telt niet mee") { Required = true },
            new("--add", "AANTAL", "aantal werkdagen, negatief telt terug") { Required = true },
            new("--region", "REGIO", "regio, voor vrije dagen die daar gelden"),
            new("--organisation", "ORGANISATIE", "naam of id van een organisatie, voor haar eigen sluitingsdagen"),
            .. Database.Options,
        ],
        Run);

    private static async Task<int> Run(Arguments arguments)
    {
        var from = arguments.Date("--from");
        var add = arguments.Whole("--add", 0);
        if (add is < -Most or > Most)
        {
            arguments.Refuse("--add", arguments.Text("--add") ?? "", $"een getal van -{Most} tot en met {Most}");
        }
        else if (arguments.Text("--from") is { } text && from != default && from.Year is < 1900 or > 2200)
        {
            arguments.Refuse("--from", arguments.Text("--from") ?? "", "een jaar van 1900 tot en met 2200");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        if (await PlaceOption.Read(arguments) is not { } place)
        {
            return Exit.Refused;
        }

        var settings = ConfiguredOptions.Calendar(place.Configuration, place.Region, null, place.Organisation, from);
        var answer = WorkdayAnswer.From(WorkCalendar.For(settings).AddWorkingDays(from, add));
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(answer));
            return Exit.Done;
        }

        var table = new Table(arguments.Out);
        table.Row("Datum", answer.Date);
        foreach (var skipped in answer.Skipped)
        {
            table.Row("Overgeslagen", $"{skipped.Date} {skipped.Why}");
        }

        return Exit.Done;
    }
}
