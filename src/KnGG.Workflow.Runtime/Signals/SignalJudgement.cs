using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>What the rules say of a signal: the class and GGR (when it was measured) and the route.</summary>
/// <param name="Classification">Class and GGR, or null without a measurement.</param>
/// <param name="Route">Route.</param>
internal sealed record SignalJudgement(Classification? Classification, RouteDecision Route)
{
    /// <summary>Whether the child gets a trajectory; else the regular JGZ goes on, or another chain helps.</summary>
    public bool OpensTrajectory => HasClass && Route.Route is Care.Routing.Route.Czv or Care.Routing.Route.CzvOptional or Care.Routing.Route.JgzSocial or Care.Routing.Route.Pending;

    /// <summary>Whether the measurement says anything: one of a child under 2 never does, also not years later.</summary>
    public bool HasClass => Classification is not { Applicable: false };

    /// <summary>Applies the rules of a place.</summary>
    public static SignalJudgement Of(SignalBody body, CareConfiguration configuration, string region, DateOnly today)
    {
        var found = body.Measurement is { } m
            ? Classifier.Classify(
                new ClassificationInput(body.Sex, body.BirthDate, m.On, m.HeightCm, m.WeightKg) { Clothed = m.Clothed, SelfReported = m.SelfReported, Risk = body.Risk },
                ConfiguredOptions.Reference(configuration, region, body.Municipality, today))
            : null;
        var input = found is null ? new RoutingInput(body.BirthDate, today, null) : RoutingInput.From(found, today);
        return new SignalJudgement(found, Router.Decide(
            input with
            {
                Psychosocial = body.Psychosocial,
                Socioeconomic = body.Socioeconomic,
                LackOfCoherence = body.LackOfCoherence,
                CoordinationNeed = body.CoordinationNeed,
            },
            ConfiguredOptions.Routing(configuration, region, body.Municipality, today)));
    }

    /// <summary>What the signal adds to a file.</summary>
    public IReadOnlyList<CareWrite> Writes(SignalBody body, Guid signalId, DateTimeOffset now, string by)
    {
        var writes = new List<CareWrite> { new NoteSignal(new SignalNote(signalId, body.Source, DutchTime.ToLocalDate(now))) };
        if (body.Measurement is { } m)
        {
            writes.Add(new RecordMeasurement(new Measurement(m.On, m.HeightCm, m.WeightKg, m.Clothed, m.SelfReported, body.Source, 0, now)));
        }

        if (body.Risk.Knowledge != RiskKnowledge.Unknown)
        {
            writes.Add(new RecordRisk(new RiskNote(body.Risk.ToString(), now, by)));
        }

        if (body.HasAnswers)
        {
            writes.Add(new RecordQuestions(new FourQuestions(body.Psychosocial, body.Socioeconomic, body.LackOfCoherence, body.CoordinationNeed, now, by)));
        }

        if (Classification is { Applicable: true, Ggr.Count: > 0 } found)
        {
            writes.Add(new ProposeGgr(new GgrProposal(
                found.Ggr, found.WeightClass, found.BmiZ, found.Input.MeasuredOn, found.Reference, found.Reason, found.Source, found.Rule, now)
            {
                Decision = new JsonText(CareJson.Write(found)),
            }));
        }

        return writes;
    }

    /// <summary>The decision of the contract: classify and route.</summary>
    public Value ToValue() => Value.MapOf(
        ("classify", Classification is { } c ? Value.MapOf(
            ("applicable", Value.Of(c.Applicable)),
            ("ageDays", Value.Of(c.AgeDays)),
            ("bmi", Number(c.Bmi)),
            ("bmiZ", Number(c.BmiZ)),
            ("weightClass", c.WeightClass is { } weightClass ? Value.Of(CareCodes.ToCode(weightClass)) : Value.Null),
            ("ggr", Texts(c.Ggr.Select(g => CareCodes.ToCode(g)))),
            ("reference", Value.Of(c.Reference)),
            ("reason", Value.Of(c.Reason)),
            ("source", Value.Of(c.Source)),
            ("rule", Value.Of(c.Rule)),
            ("missing", Texts(c.Missing))) : Value.Null),
        ("route", Value.MapOf(
            ("route", Value.Of(CareCodes.ToCode(Route.Route))),
            ("czv", Value.Of(CareCodes.ToCode(Route.Czv))),
            ("reason", Value.Of(Route.Reason)),
            ("source", Value.Of(Route.Source)),
            ("rule", Value.Of(Route.Rule)),
            ("options", Texts(Route.Options)),
            ("missing", Texts(Route.Missing)))));

    private static Value Number(double? value) => value is { } number ? Value.Of(number) : Value.Null;

    private static Value Texts(IEnumerable<string> texts) => Value.Of((IReadOnlyList<Value>)[.. texts.Select(t => Value.Of(t))]);
}
