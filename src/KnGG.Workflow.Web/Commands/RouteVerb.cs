using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Where a child goes after step 1.</summary>
internal static class RouteVerb
{
    internal static Verb Verb { get; } = new(
        "route",
        "welke route past bij leeftijd, GGR en de vier vragen",
        "./kngg route --birth 2015-05-01 --on 2026-05-01 --ggr licht --psychosocial suspected",
        [
            new("--birth", "JJJJ-MM-DD", "geboortedatum") { Required = true },
            new("--on", "JJJJ-MM-DD", "datum van de beslissing") { Required = true },
            new("--ggr", "NIVEAU", "gewichtsgerelateerd gezondheidsrisico") { Required = true, OneOf = Codes.Ggrs },
            new("--psychosocial", "ANTWOORD", "psychosociale problemen") { OneOf = Codes.Answers },
            new("--socioeconomic", "ANTWOORD", "sociaal-maatschappelijke problemen") { OneOf = Codes.Answers },
            new("--lack-of-coherence", "ANTWOORD", "te weinig samenhang in de ondersteuning") { OneOf = Codes.Answers },
            new("--coordination-need", "ANTWOORD", "behoefte aan extra regie") { OneOf = Codes.Answers },
            new("--weight-class", "KLASSE", "gewichtsklasse, als het GGR nog niet bekend is") { OneOf = Codes.WeightClasses },
            new("--region", "REGIO", "regio, voor afspraken die daar gelden"),
            .. Database.Options,
        ],
        Run);

    private static async Task<int> Run(Arguments arguments)
    {
        var input = new RoutingInput(arguments.Date("--birth"), arguments.Date("--on"), Codes.Ggr(arguments.Text("--ggr")))
        {
            Psychosocial = Codes.Answer(arguments.Text("--psychosocial")),
            Socioeconomic = Codes.Answer(arguments.Text("--socioeconomic")),
            LackOfCoherence = Codes.Answer(arguments.Text("--lack-of-coherence")),
            CoordinationNeed = Codes.Answer(arguments.Text("--coordination-need")),
            WeightClass = Codes.WeightClass(arguments.Text("--weight-class")),
        };
        if (input.On < input.BirthDate)
        {
            arguments.Refuse("--on", arguments.Text("--on") ?? "", "een datum na de geboortedatum");
        }

        if (arguments.Refused())
        {
            return Exit.Refused;
        }

        if (await PlaceOption.Read(arguments) is not { } place)
        {
            return Exit.Refused;
        }

        var answer = RouteAnswer.From(Router.Decide(input, ConfiguredOptions.Routing(place.Configuration, place.Region, null, input.On)));
        if (arguments.Json)
        {
            arguments.Out.WriteLine(ContractWriter.Write(answer));
            return Exit.Done;
        }

        var table = new Table(arguments.Out);
        table.Row("Route", Words.Route(answer.Route));
        table.Row("CZV", Words.Czv(answer.Czv));
        table.Row("Uitleg", answer.Reason + (answer.Provisional ? " (voorlopig)" : ""));
        foreach (var option in answer.Options)
        {
            table.Row("Mogelijkheid", option);
        }

        if (answer.Missing.Count > 0)
        {
            table.Row("Nog nodig", string.Join(", ", answer.Missing.Select(Words.Field)));
        }

        table.Row("Bron", answer.Source);
        table.Row("Regel", answer.Rule);
        return Exit.Done;
    }
}
