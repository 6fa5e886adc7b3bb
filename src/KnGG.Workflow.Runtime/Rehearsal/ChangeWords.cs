using System.Text.Json.Nodes;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>A changed setting of an activity in words.</summary>
internal static class ChangeWords
{
    private const int Longest = 60;

    private static readonly Dictionary<string, (ChangeKind Kind, string Words)> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["due"] = (ChangeKind.Term, "Termijn"), ["in"] = (ChangeKind.Term, "Termijn"), ["timeSpan"] = (ChangeKind.Term, "Termijn"), ["opens"] = (ChangeKind.Term, "Begin"),
        ["reminder"] = (ChangeKind.Term, "Herinnering"), ["anchor"] = (ChangeKind.Term, "Vanaf wanneer"), ["before"] = (ChangeKind.Term, "Ervoor of erna"),
        ["dateTime"] = (ChangeKind.Term, "Moment"), ["cronExpression"] = (ChangeKind.Term, "Schema"), ["skipSchoolHolidays"] = (ChangeKind.Term, "Schoolvakanties"),
        ["escalation"] = (ChangeKind.Term, "Wat er start als het te laat is"), ["lateOutcome"] = (ChangeKind.Outcome, "Uitkomst als het te laat is"),
        ["role"] = (ChangeKind.Role, "Rol"), ["fromRole"] = (ChangeKind.Role, "Van rol"), ["toRole"] = (ChangeKind.Role, "Naar rol"), ["organisation"] = (ChangeKind.Role, "Organisatie"),
        ["title"] = (ChangeKind.Text, "Titel"), ["form"] = (ChangeKind.Text, "Formulier"), ["why"] = (ChangeKind.Text, "Waarom"), ["rule"] = (ChangeKind.Text, "Regel"),
        ["next"] = (ChangeKind.Text, "Daarna"), ["ifNothing"] = (ChangeKind.Text, "Als niemand het doet"), ["template"] = (ChangeKind.Text, "Bericht"), ["text"] = (ChangeKind.Text, "Tekst"),
        ["taskName"] = (ChangeKind.Text, "Naam van de taak"), ["outcomes"] = (ChangeKind.Outcome, "Uitkomsten"), ["eventName"] = (ChangeKind.Setting, "Gebeurtenis"),
    };

    public static ChangeKind KindOf(string field) => Fields.TryGetValue(field, out var known) ? known.Kind : ChangeKind.Setting;

    public static string Sentence(string name, string field, JsonNode? before, JsonNode? after)
    {
        var words = Fields.TryGetValue(field, out var known) ? known.Words : $"Instelling '{field}'";
        var (was, now) = (Value(before), Value(after));
        if (string.Equals(field, "reminder", StringComparison.OrdinalIgnoreCase) && now is "-")
        {
            return $"Herinnering voor '{name}' vervalt.";
        }

        return (was, now) switch
        {
            (null, null) => $"{words} van '{name}' is anders.",
            (null, _) => $"{words} van '{name}' wordt {now}.",
            (_, null) => $"{words} van '{name}' is weg of wordt berekend; het was {was}.",
            _ => $"{words} van '{name}' wordt {now} in plaats van {was}.",
        };
    }

    // A literal as people wrote it; an expression and a long text are not quoted.
    private static string? Value(JsonNode? field)
    {
        var literal = field is JsonObject expression && expression.ContainsKey("type") ? ((string?)expression["type"] is "Literal" ? expression["value"] : null) : field;
        var text = literal is JsonValue ? literal.ToString() : null;
        return text is null or "" ? null : TermWords.Words(text) ?? (text == "-" ? text : text.Length > Longest ? null : $"'{text}'");
    }
}
