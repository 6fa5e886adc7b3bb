using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Forms;

/// <summary>
/// What is known already, by the names that forms use in <c>prefill</c>: nobody is asked twice (requirement 56). Computed when the form is
/// shown, so that a task that waits for months shows today's values and its row holds none.
/// </summary>
public static class FormPrefill
{
    private static readonly Dictionary<string, Func<TrajectoryFile, Value>> Known = new(StringComparer.Ordinal)
    {
        ["measurement.heightCm"] = f => Number(f.NewestMeasurement?.HeightCm),
        ["measurement.weightKg"] = f => Number(f.NewestMeasurement?.WeightKg),
        ["measurement.on"] = f => Date(f.NewestMeasurement?.On),
        ["measurement.clothed"] = f => f.NewestMeasurement is { } m ? Value.Of(m.Clothed ? "yes" : "no") : Value.Undefined,
        ["risk"] = f => f.Health.Risk?.Parsed is { } risk
            ? Value.Of((IReadOnlyList<Value>)[.. (risk.Codes.Count > 0 ? risk.Codes : [risk.ToString()]).Select(c => Value.Of(c))])
            : Value.Undefined,
        ["questions.psychosocial"] = f => f.Social.Questions is { } q ? Value.Of(CareCodes.ToCode(q.Psychosocial)) : Value.Undefined,
        ["questions.socioeconomic"] = f => f.Social.Questions is { } q ? Value.Of(CareCodes.ToCode(q.Socioeconomic)) : Value.Undefined,
        ["questions.lackOfCoherence"] = f => f.Social.Questions is { } q ? Value.Of(CareCodes.ToCode(q.LackOfCoherence)) : Value.Undefined,
        ["questions.coordinationNeed"] = f => f.Social.Questions is { } q ? Value.Of(CareCodes.ToCode(q.CoordinationNeed)) : Value.Undefined,
        ["ggr.proposed"] = f => f.Health.Proposal is { Possible: [var only] } ? Value.Of(CareCodes.ToCode(only)) : Value.Undefined,
        ["ggr.current"] = f => f.Health.Ggr is { } ggr ? Value.Of(CareCodes.ToCode(ggr)) : Value.Undefined,
        ["route"] = f => f.Social.Route is { } route ? Value.Of(CareCodes.ToCode(route.Route)) : Value.Undefined,
        ["plan.goals"] = f => f.Social.Plans.Count > 0 ? Value.Of(f.Social.Plans[^1].Goals) : Value.Undefined,
        ["plan.items"] = Items,
        ["plan.gli"] = f => f.LatestPlan is { } plan ? Value.Of(plan.Gli is "recognised" or "not-recognised" ? "yes" : "no") : Value.Undefined,
        ["plan.gliConditions"] = f => f.Health.GliConditions is { Met.Count: > 0 } seen ? Value.Of((IReadOnlyList<Value>)[.. seen.Met.Select(c => Value.Of(c))]) : Value.Undefined,
        ["insurer"] = f => f.Health.Insurance.Insurer is { } insurer ? Value.Of(insurer.ToString("D", CultureInfo.InvariantCulture)) : Value.Undefined,
        ["plan.evaluateOn"] = f => Date(f.Plan?.EvaluateOn),
    };

    /// <summary>The names that forms may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys];

    /// <summary>The known values of a form's fields, by field name; a map.</summary>
    /// <param name="form">The form.</param>
    /// <param name="file">The file, or null when there is none.</param>
    /// <param name="zones">Zones that the viewer may see.</param>
    public static Value For(Form form, TrajectoryFile? file, IReadOnlyCollection<string> zones) => file is null
        ? Value.Of(ValueMap.Empty)
        : Value.Of(ValueMap.From(form.Fields
            .Where(f => f.Prefill is not null && zones.Contains(f.Zone) && Known.ContainsKey(f.Prefill))
            .Select(f => new KeyValuePair<string, Value>(f.Name, Known[f.Prefill!](file)))
            .Where(pair => !pair.Value.IsNullish)));

    private static Value Items(TrajectoryFile file)
    {
        if (file.LatestPlan is not { } plan)
        {
            return Value.Undefined;
        }

        var needs = file.Social.Plans.LastOrDefault(p => p.Version == plan.Version)?.Needs;
        return Value.Of((IReadOnlyList<Value>)[.. plan.Items.Select(i => Value.MapOf(
            ("item", Value.Of(i.Id.ToString("D", CultureInfo.InvariantCulture))),
            ("need", Value.Of(needs is not null && needs.TryGetValue(i.Id, out var need) ? need : "")),
            ("kind", Value.Of(i.Kind)),
            ("offer", Value.Of(i.Offer)),
            ("role", Value.Of(i.Role)),
            ("organisation", Value.Of(i.OrganisationId?.ToString("D", CultureInfo.InvariantCulture) ?? "")),
            ("state", Value.Of(i.State)),
            ("start", Date(i.Start)),
            ("evaluateOn", Date(i.EvaluateOn))))]);
    }

    private static Value Number(double? value) => value is { } number ? Value.Of(number) : Value.Undefined;

    private static Value Date(DateOnly? date) => date is { } day ? Value.Of(CareCodes.ToCode(day)) : Value.Undefined;
}
