using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>
/// From an answer to what the file becomes, by the form's <c>record</c>. The words of an answer are always kept in their zone; a record
/// besides makes a measurement, a consent or a plan of it. A field that is not there changes nothing.
/// </summary>
internal static class AnswerWrites
{
    /// <summary>The writes of an answer; none without a form.</summary>
    public static IReadOnlyList<CareWrite> Of(Form? form, ValueMap fields, AnswerOrigin origin)
    {
        if (form is null)
        {
            return [];
        }

        var answer = Value.Of(fields);
        var writes = new List<CareWrite>();
        if (fields.Count > 0)
        {
            writes.Add(new KeepAnswers(
                form.Id, origin.TaskId, origin.At, origin.By,
                Zone(form, fields, FieldZones.Process), Zone(form, fields, FieldZones.Health), Zone(form, fields, FieldZones.Social)));
        }

        foreach (var record in form.Records)
        {
            writes.AddRange(Record(record, answer, origin));
        }

        return writes;
    }

    /// <summary>The answers that a definition may branch on.</summary>
    public static ValueMap Decisions(Form? form, ValueMap fields) => form is null
        ? ValueMap.Empty
        : ValueMap.From(form.Fields.Where(f => f.Decision && fields.ContainsKey(f.Name)).Select(f => new KeyValuePair<string, Value>(f.Name, fields[f.Name])));

    private static IEnumerable<CareWrite> Record(string record, Value answer, AnswerOrigin origin) => record switch
    {
        "measurement" => Measurement(answer, origin),
        "risk" => Risk(answer, origin),
        "questions" => Questions(answer, origin),
        "ggr" => Ggr(answer, origin),
        "consent" => Consent(answer, origin),
        "plan" => PlanAnswer.Writes(answer, origin),
        "plan-agreement" => Word(answer, "agreed") is "no" ? [] : [new AgreePlan(Word(answer, "by") ?? "guardian", origin.At)],
        "evaluation" => [new RecordEvaluation(new Evaluation(origin.At, 0, origin.Outcome, Verdicts(answer["items"]), origin.By))],
        "intervention" => Intervention(answer, origin),
        "intervention-start" => Start(answer, origin),
        "anamnesis" => [new NoteBroadIntake(origin.Today)],
        "gli-conditions" => answer["gliConditions"] is { Kind: ValueKind.List } seen
            ? [new NoteGliConditions(new GliConditions([.. seen.AsList.Select(c => c.TextOrNull ?? "")], origin.At, origin.By))]
            : [],
        "insurance" => Insurance(answer, origin),
        "feedback" => [new GiveFeedback(origin.FeedbackId, origin.Role ?? "", "", Way(Word(answer, "way")), origin.At)],
        "contact" => [new NoteContact(new ContactNote(Date(answer["on"]) ?? origin.Today, Word(answer, "channel") ?? "", Word(answer, "reached") is not "no", origin.By))],

        // Shared picture, relapse decision, handover, closing and note are their words: kept above, and moved on by the definition.
        _ => [],
    };

    private static IEnumerable<CareWrite> Measurement(Value answer, AnswerOrigin origin)
    {
        if (Number(answer["heightCm"]) is { } height && Number(answer["weightKg"]) is { } weight)
        {
            yield return new RecordMeasurement(new Measurement(
                Date(answer["on"]) ?? origin.Today, height, weight, Word(answer, "clothed") == "yes", Word(answer, "selfReported") == "yes", origin.Role ?? "form", 0, origin.At));
        }
    }

    private static IEnumerable<CareWrite> Risk(Value answer, AnswerOrigin origin)
    {
        var codes = answer["risk"].Kind == ValueKind.List ? string.Join(',', answer["risk"].AsList.Select(c => c.TextOrNull)) : answer["risk"].TextOrNull;
        if (codes is not null && RiskStatement.TryParse(codes, out _) is { } statement)
        {
            yield return new RecordRisk(new RiskNote(statement.ToString(), origin.At, origin.By));
        }
    }

    private static IEnumerable<CareWrite> Questions(Value answer, AnswerOrigin origin)
    {
        string[] names = ["psychosocial", "socioeconomic", "lackOfCoherence", "coordinationNeed"];
        if (names.Any(n => !answer[n].IsNullish))
        {
            var answers = names.Select(n => CareCodes.TryParseAnswer(Word(answer, n), out var a) ? a : Answer.Unknown).ToArray();
            yield return new RecordQuestions(new FourQuestions(answers[0], answers[1], answers[2], answers[3], origin.At, origin.By));
        }
    }

    private static IEnumerable<CareWrite> Ggr(Value answer, AnswerOrigin origin)
    {
        if (CareCodes.TryParseGgr(Word(answer, "ggr"), out var ggr) && ggr is { } known)
        {
            yield return new DecideGgr(new GgrVerdict(known, Word(answer, "status") ?? "confirmed", Word(answer, "reason") ?? "", origin.By, origin.Role, origin.At));
        }
    }

    private static IEnumerable<CareWrite> Consent(Value answer, AnswerOrigin origin)
    {
        var given = Word(answer, "given");
        if (given is not null && (origin.RecipientRole ?? Word(answer, "recipient")) is { Length: > 0 } recipient)
        {
            yield return new RecordConsent(new ConsentNote(
                recipient, Word(answer, "purpose") ?? "", given == "yes", Word(answer, "by") ?? "guardian", Date(answer["from"]) ?? origin.Today, origin.By));
        }
    }

    private static IEnumerable<CareWrite> Intervention(Value answer, AnswerOrigin origin)
    {
        if (origin.PlanItemId is { } item && Word(answer, "state") is { } state && ItemStates.All.Contains(state))
        {
            yield return new MoveItem(item, state, origin.At);
        }
    }

    // A day still to come is a plan, not a start.
    private static IEnumerable<CareWrite> Start(Value answer, AnswerOrigin origin)
    {
        if (origin.PlanItemId is { } item && Date(answer["startedOn"]) is { } on && on <= origin.Today)
        {
            yield return new StartItem(item, on);
        }
    }

    private static IEnumerable<CareWrite> Insurance(Value answer, AnswerOrigin origin)
    {
        Guid? insurer = Guid.TryParse(Word(answer, "insurer"), out var id) ? id : null;
        DateOnly? agreed = Word(answer, "insurerAgrees") == "yes" ? origin.Today : null;
        if (insurer is not null || agreed is not null)
        {
            yield return new NoteInsurance(insurer, agreed);
        }
    }

    private static Dictionary<Guid, string> Verdicts(Value items)
    {
        var verdicts = new Dictionary<Guid, string>();
        foreach (var row in items.Kind == ValueKind.List ? items.AsList : [])
        {
            if (Guid.TryParse(Word(row, "item"), out var id) && Word(row, "verdict") is { } verdict)
            {
                verdicts[id] = verdict;
            }
        }

        return verdicts;
    }

    private static string Way(string? way) => way switch
    {
        "phone" or "told" => "told",
        "not-shared" => "not-shared",
        _ => "sent",
    };

    // Identity has no place in the file (the name has a row of its own), so such a field is kept nowhere else.
    private static JsonText Zone(Form form, ValueMap fields, string zone)
    {
        var values = ValueMap.From(fields.Where(f => (form.Field(f.Key)?.Zone ?? FieldZones.Social) == zone));
        return values.Count == 0 ? JsonText.EmptyObject : new JsonText(Value.Of(values).ToJson());
    }

    internal static string? Word(Value answer, string name) => answer[name] switch
    {
        { Kind: ValueKind.Text } text => text.AsText,
        { Kind: ValueKind.Boolean } flag => flag.AsBoolean ? "yes" : "no",
        _ => null,
    };

    internal static DateOnly? Date(Value value) => CareCodes.TryParseDate(value.TextOrNull, out var date) ? date : null;

    private static double? Number(Value value) => value.Kind switch
    {
        ValueKind.Number => value.AsNumber,
        ValueKind.Text when double.TryParse(value.AsText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
