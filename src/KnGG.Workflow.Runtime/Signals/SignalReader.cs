using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>Reads the JSON of a signal; everything that is wrong with it is said at once, by field.</summary>
public static class SignalReader
{
    /// <summary>The signal, or null with the errors by field name.</summary>
    /// <param name="json">The body.</param>
    /// <param name="today">The local date.</param>
    /// <param name="errors">Dutch sentences by field; empty when the signal can be used.</param>
    public static SignalBody? Read(JsonElement json, DateOnly today, out IReadOnlyList<FieldError> errors)
    {
        var wrong = new List<FieldError>();
        errors = wrong;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("child", out var child) || child.ValueKind != JsonValueKind.Object)
        {
            wrong.Add(new FieldError("child", "", "Vul de gegevens van het kind in (child met ref, birthDate, sex en municipality)."));
            return null;
        }

        var birth = Date(child, "birthDate", "child.birthDate", wrong);
        if (!CareCodes.TryParseSex(Text(child, "sex"), out var sex))
        {
            wrong.Add(new FieldError("child.sex", Text(child, "sex") ?? "", "Vul het geslacht in: female of male."));
        }

        var body = new SignalBody
        {
            ChildRef = Required(child, "ref", "child.ref", "de sleutel van het kind", wrong),
            BirthDate = birth,
            Sex = sex,
            Municipality = Required(child, "municipality", "child.municipality", "de gemeente", wrong),
            GivenName = Text(child, "givenName") is { Length: > 0 } name ? name : null,
            Source = Required(json, "source", "source", "van wie het signaal komt", wrong),
            Psychosocial = AnswerOf(json, "psychosocial", wrong),
            Socioeconomic = AnswerOf(json, "socioeconomic", wrong),
            LackOfCoherence = AnswerOf(json, "lackOfCoherence", wrong),
            CoordinationNeed = AnswerOf(json, "coordinationNeed", wrong),
            Risk = RiskOf(json, wrong),
            Measurement = Measured(json, wrong),
        };
        if (wrong.Count == 0)
        {
            wrong.AddRange(Impossible(body, today));
        }

        return wrong.Count == 0 ? body : null;
    }

    /// <summary>What cannot be true about a signal, by field of the body.</summary>
    internal static IEnumerable<FieldError> Impossible(SignalBody body, DateOnly today)
    {
        if (body.BirthDate > today)
        {
            return [new FieldError("child.birthDate", CareCodes.ToCode(body.BirthDate), "De geboortedatum ligt in de toekomst.")];
        }

        return body.Measurement is not { } m
            ? []
            : MeasurementCheck.Validate(new ClassificationInput(body.Sex, body.BirthDate, m.On, m.HeightCm, m.WeightKg) { Clothed = m.Clothed, SelfReported = m.SelfReported }, today)
                .Select(e => e with
                {
                    Field = e.Field switch
                    {
                        "birth_date" => "child.birthDate",
                        "measured_on" => "measurement.on",
                        "height_cm" => "measurement.heightCm",
                        "weight_kg" => "measurement.weightKg",
                        var other => other,
                    },
                });
    }

    private static SignalMeasurement? Measured(JsonElement json, List<FieldError> wrong)
    {
        if (!json.TryGetProperty("measurement", out var m) || m.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (m.ValueKind != JsonValueKind.Object)
        {
            wrong.Add(new FieldError("measurement", "", "Een meting heeft on, heightCm en weightKg."));
            return null;
        }

        return new SignalMeasurement(
            Date(m, "on", "measurement.on", wrong), Number(m, "heightCm", wrong), Number(m, "weightKg", wrong), Flag(m, "clothed", wrong), Flag(m, "selfReported", wrong));
    }

    private static RiskStatement RiskOf(JsonElement json, List<FieldError> wrong)
    {
        if (!json.TryGetProperty("risk", out var risk))
        {
            return RiskStatement.Unknown;
        }

        var text = risk.ValueKind switch
        {
            JsonValueKind.String => risk.GetString(),
            JsonValueKind.Array when risk.EnumerateArray().All(c => c.ValueKind == JsonValueKind.String) =>
                risk.GetArrayLength() == 0 ? "none" : string.Join(',', risk.EnumerateArray().Select(c => c.GetString())),
            _ => "?",
        };
        var statement = RiskStatement.TryParse(text, out var error);
        if (error is not null)
        {
            wrong.Add(error);
        }

        return statement ?? RiskStatement.Unknown;
    }

    private static Answer AnswerOf(JsonElement json, string name, List<FieldError> wrong)
    {
        if (!json.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return Answer.Unknown;
        }

        if (given.ValueKind == JsonValueKind.String && CareCodes.TryParseAnswer(given.GetString(), out var answer))
        {
            return answer;
        }

        wrong.Add(new FieldError(name, given.ToString(), "Kies yes, suspected, no of unknown."));
        return Answer.Unknown;
    }

    private static string Required(JsonElement json, string name, string field, string what, List<FieldError> wrong)
    {
        var text = Text(json, name)?.Trim() ?? "";
        if (text.Length == 0)
        {
            wrong.Add(new FieldError(field, "", $"Vul in: {what}."));
        }

        return text;
    }

    private static DateOnly Date(JsonElement json, string name, string field, List<FieldError> wrong)
    {
        var text = Text(json, name);
        if (!CareCodes.TryParseDate(text, out var date))
        {
            wrong.Add(new FieldError(field, text ?? "", "Vul een datum in als jaar-maand-dag, zoals 2016-03-01."));
        }

        return date;
    }

    private static double Number(JsonElement json, string name, List<FieldError> wrong)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        wrong.Add(new FieldError("measurement." + name, value.ValueKind == JsonValueKind.Undefined ? "" : value.ToString(), "Vul een getal in."));
        return 0;
    }

    private static bool Flag(JsonElement json, string name, List<FieldError> wrong)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False)
        {
            return false;
        }

        if (value.ValueKind != JsonValueKind.True)
        {
            wrong.Add(new FieldError("measurement." + name, value.ToString(), "Kies true of false."));
        }

        return true;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
