using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnGG.Workflow.Web.Api;

/// <summary>The care rules as pure questions: nothing is stored, nobody is named.</summary>
internal static class RulesEndpoints
{
    internal sealed record ClassifyRequest(string? Sex, string? Birth, string? On, double? HeightCm, double? WeightKg, bool Clothed = false, string? Risk = null, string? Reference = null);

    internal sealed record RouteRequest(
        string? Birth, string? On, string? Ggr, string? Psychosocial, string? Socioeconomic, string? LackOfCoherence, string? CoordinationNeed, string? WeightClass, string? Region);

    internal sealed record PayerRequest(string? Component, string? Ggr, string? Gli, string? On, string? Region);

    internal sealed record WorkdayRequest(string? From, int? Add, string? Region, string? Organisation);

    internal static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Regels");
        rules.MapPost("/classify", Classify).WithSummary("Gewichtsklasse en GGR van één kind");
        rules.MapPost("/route", Route).WithSummary("Welke route past");
        rules.MapPost("/payer", Payer).WithSummary("Wie een onderdeel betaalt");
        rules.MapPost("/workday", Workday).WithSummary("Werkdagen bij een datum optellen");
    }

    private static Results<Ok<ClassifyAnswer>, ProblemHttpResult> Classify(ClassifyRequest request, ServiceClock clock)
    {
        var check = new RequestCheck();
        var sex = check.OneOf("sex", request.Sex, Codes.Sexes);
        var birth = check.Date("birth", request.Birth);
        var on = check.Date("on", request.On);
        var reference = request.Reference is null ? BmiReference.Iotf2012 : check.OneOf("reference", request.Reference, [.. BmiReference.Ids]);
        check.Present("heightCm", request.HeightCm, "een lengte in centimeters");
        check.Present("weightKg", request.WeightKg, "een gewicht in kilogrammen");
        var risk = RiskStatement.TryParse(request.Risk, out var riskError);
        check.Add(riskError);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        var input = new ClassificationInput(Codes.Sex(sex) ?? default, birth, on, request.HeightCm!.Value, request.WeightKg!.Value)
        {
            Clothed = request.Clothed,
            Risk = risk ?? RiskStatement.Unknown,
        };
        foreach (var error in MeasurementCheck.Validate(input, DutchTime.ToLocalDate(clock.Now)))
        {
            check.Add(error);
        }

        return check.HasErrors ? check.Problem() : TypedResults.Ok(ClassifyAnswer.From(Classifier.Classify(input, BmiReference.Get(reference))));
    }

    private static Results<Ok<RouteAnswer>, ProblemHttpResult> Route(RouteRequest request, PlaceFinder places)
    {
        var check = new RequestCheck();
        var birth = check.Date("birth", request.Birth);
        var on = check.Date("on", request.On);
        var ggr = check.OneOf("ggr", request.Ggr, Codes.Ggrs);
        foreach (var (name, value) in ((string, string?)[])[("psychosocial", request.Psychosocial), ("socioeconomic", request.Socioeconomic), ("lackOfCoherence", request.LackOfCoherence), ("coordinationNeed", request.CoordinationNeed)])
        {
            check.OneOfOrNothing(name, value, Codes.Answers);
        }

        check.OneOfOrNothing("weightClass", request.WeightClass, Codes.WeightClasses);
        var place = places.Find(request.Region, null, out var unknownPlace);
        check.Add(unknownPlace);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        return TypedResults.Ok(RouteAnswer.From(Router.Decide(new RoutingInput(birth, on, Codes.Ggr(ggr))
        {
            Psychosocial = Codes.Answer(request.Psychosocial),
            Socioeconomic = Codes.Answer(request.Socioeconomic),
            LackOfCoherence = Codes.Answer(request.LackOfCoherence),
            CoordinationNeed = Codes.Answer(request.CoordinationNeed),
            WeightClass = Codes.WeightClass(request.WeightClass),
        }, ConfiguredOptions.Routing(place!.Configuration, place.Region, null, on))));
    }

    private static Results<Ok<PayerAnswer>, ProblemHttpResult> Payer(PayerRequest request)
    {
        var check = new RequestCheck();
        var component = check.OneOf("component", request.Component, Codes.Components);
        var ggr = check.OneOf("ggr", request.Ggr, Codes.Ggrs);
        var gli = check.OneOf("gli", request.Gli, Codes.Glis);
        var on = request.On is null ? (DateOnly?)null : check.Date("on", request.On);
        return check.HasErrors
            ? check.Problem()
            : TypedResults.Ok(PayerAnswer.From(PayerTable.Decide(new PayerInput(Codes.Component(component) ?? default, Codes.Ggr(ggr), Codes.Gli(gli) ?? default)
            {
                On = on,
                Region = request.Region,
            })));
    }

    private static Results<Ok<WorkdayAnswer>, ProblemHttpResult> Workday(WorkdayRequest request, PlaceFinder places)
    {
        const int most = 2600;
        var check = new RequestCheck();
        var from = check.Date("from", request.From);
        if (request.Add is not (>= -most and <= most))
        {
            check.Add(new FieldError("add", "", $"Vul een aantal werkdagen in van -{most} tot en met {most}."));
        }

        var place = places.Find(request.Region, request.Organisation, out var unknownPlace);
        check.Add(unknownPlace);
        if (check.HasErrors)
        {
            return check.Problem();
        }

        var settings = ConfiguredOptions.Calendar(place!.Configuration, place.Region, null, place.Organisation, from);
        return TypedResults.Ok(WorkdayAnswer.From(WorkCalendar.For(settings).AddWorkingDays(from, request.Add!.Value)));
    }
}
