using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>The routing table on what is known now.</summary>
internal sealed class DecideRoute : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.DecideRoute",
        Category = Category,
        DisplayName = "Route bepalen",
        Description = "Bepaalt de route uit het GGR, de vier vragen en de leeftijd, en legt het besluit met reden vast.",
        Outcomes = ["CZV", "CZV overwegen", "Lichte route", "Reguliere JGZ", "Onder 2", "Volwassenen", "Nog open"],
        Outputs =
        [
            new OutputDescriptor("Route", "String", "Route"),
            new OutputDescriptor("Missing", "Object", "Ontbreekt", "Wat de route nog kan veranderen."),
        ],
    };

    public override void Execute(ActivityContext context)
    {
        if (!TryFile(context, out var care, out var file))
        {
            return;
        }

        var questions = file.Social.Questions;
        var decision = Router.Decide(
            new RoutingInput(file.Child.BirthDate, Today(context), file.Health.Ggr)
            {
                WeightClass = file.Health.Proposal?.WeightClass,
                StartedOn = DutchTime.ToLocalDate(file.Process.OpenedAt),
                Psychosocial = questions?.Psychosocial ?? Answer.Unknown,
                Socioeconomic = questions?.Socioeconomic ?? Answer.Unknown,
                LackOfCoherence = questions?.LackOfCoherence ?? Answer.Unknown,
                CoordinationNeed = questions?.CoordinationNeed ?? Answer.Unknown,
            },
            ConfiguredOptions.Routing(care.Configuration, file.Child.Region, file.Child.Municipality, Today(context)));
        Write(context, new Care.Trajectories.Writes.DecideRoute(new RouteNote(
            decision.Route, decision.Provisional, decision.Missing, decision.Reason, decision.Source, decision.Rule, context.Now, context.Actor.Id)
        {
            Decision = new JsonText(CareJson.Write(decision)),
        }));
        context.SetOutput("Route", Value.Of(CareCodes.ToCode(decision.Route)));
        context.SetOutput("Missing", Texts(decision.Missing));
        var outcome = decision.Route switch
        {
            Route.Czv => "CZV",
            Route.CzvOptional => "CZV overwegen",
            Route.JgzSocial => "Lichte route",
            Route.RegularJgz => "Reguliere JGZ",
            Route.Under2 => "Onder 2",
            Route.Adult => "Volwassenen",
            _ => "Nog open",
        };

        // The reason stays in the file: it tells about problems of the family.
        context.Narrate($"De route is bepaald: {outcome}.", Value.MapOf(("rule", Value.Of(decision.Rule)), ("source", Value.Of(decision.Source))));
        context.Complete(outcome);
    }
}
