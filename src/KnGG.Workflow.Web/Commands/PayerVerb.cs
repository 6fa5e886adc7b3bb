using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Who pays a component of the chain.</summary>
internal static class PayerVerb
{
    internal static Verb Verb { get; } = new(
        "payer",
        "wie een onderdeel betaalt, met elke lezing van de handreiking",
        "./kngg payer --component czv-intake --ggr matig --gli undecided",
        [
            new("--component", "ONDERDEEL", "wat er betaald moet worden") { Required = true, OneOf = Codes.Components },
            new("--ggr", "NIVEAU", "gewichtsgerelateerd gezondheidsrisico") { Required = true, OneOf = Codes.Ggrs },
            new("--gli", "GLI", "de kinder-GLI in het plan") { Required = true, OneOf = Codes.Glis },
            new("--on", "JJJJ-MM-DD", "datum waarvoor wordt beslist; met een regio zonder deze optie: vandaag"),
            new("--region", "REGIO", "regio, voor afspraken die daar gelden"),
            .. Database.Options,
        ],
        Run);

    private static async Task<int> Run(Arguments arguments)
    {
        var on = arguments.Date("--on");
        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        if (await PlaceOption.Read(arguments) is not { } place)
        {
            return Exit.Refused;
        }

        var answer = PayerAnswer.From(PayerTable.Decide(new PayerInput(Codes.Component(arguments.Text("--component")) ?? default, Codes.Ggr(arguments.Text("--ggr")), Codes.Gli(arguments.Text("--gli")) ?? default)
        {
            On = on == default ? place.Today : on,
            Region = place.Region ?? arguments.Text("--region"),
        }, place.Agreements));
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(answer));
            return Exit.Done;
        }

        var table = new Table(arguments.Out);
        table.Row("Betaler", Words.Payer(answer.Payer) + (answer.Provisional ? " (voorlopig)" : ""));
        table.Row("Uitleg", answer.Reason);
        foreach (var reading in answer.Readings)
        {
            table.Row("Lezing", $"{Words.Payer(reading.Payer)} ({reading.Source})");
        }

        if (answer.Conflict)
        {
            table.Row("Let op", "de lezingen spreken elkaar tegen");
        }

        foreach (var condition in answer.Conditions)
        {
            table.Row("Voorwaarde", $"{condition.Text}: {condition.Met switch { true => "ja", false => "nee", null => "nog niet bekend" }}");
        }

        table.Row("Bron", answer.Source);
        table.Row("Regel", answer.Rule);
        return Exit.Done;
    }
}
