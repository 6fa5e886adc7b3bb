using System.Text.Json.Serialization;

namespace KnGG.Workflow.Care.Risk;

/// <summary>What is known about risk factors and comorbidity of one child: none, unknown, or the codes that are present.</summary>
public sealed record RiskStatement
{
    [JsonConstructor]
    private RiskStatement(RiskKnowledge knowledge, IReadOnlyList<string> codes, IReadOnlyList<string> suspected)
    {
        Knowledge = knowledge;
        Codes = codes;
        Suspected = suspected;
    }

    /// <summary>The list was completed and nothing was found. Code: <c>none</c>.</summary>
    public static RiskStatement None { get; } = new(RiskKnowledge.None, [], []);

    /// <summary>The list is not complete. Code: <c>unknown</c>.</summary>
    public static RiskStatement Unknown { get; } = new(RiskKnowledge.Unknown, [], []);

    /// <summary>Whether risk factors or comorbidity are absent, present or unknown.</summary>
    public RiskKnowledge Knowledge { get; }

    /// <summary>Codes that are present, in the order given; empty unless present.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Codes that are only suspected: they keep the GGR open until somebody finds out.</summary>
    public IReadOnlyList<string> Suspected { get; }

    /// <summary>A statement that these codes are present; without codes it is <see cref="None"/>.</summary>
    public static RiskStatement Present(params string[] codes) =>
        codes.Length == 0 ? None : new RiskStatement(RiskKnowledge.Present, [.. codes.Distinct(StringComparer.Ordinal)], []);

    /// <summary>
    /// The statement that follows from one answer per code: one yes is enough for present; else a suspicion, an unknown answer
    /// or a code of the list without answer leaves it unknown; only a complete list of no gives none.
    /// </summary>
    public static RiskStatement FromAnswers(IReadOnlyDictionary<string, Answer> answers, IReadOnlyList<RiskFactor> list)
    {
        var present = answers.Where(a => a.Value == Answer.Yes).Select(a => a.Key).Order(StringComparer.Ordinal).ToArray();
        var suspected = answers.Where(a => a.Value == Answer.Suspected).Select(a => a.Key).Order(StringComparer.Ordinal).ToArray();
        if (present.Length > 0)
        {
            return new RiskStatement(RiskKnowledge.Present, present, suspected);
        }

        // "Other" is an invitation to write something down; leaving it out is not an open question.
        var complete = list.All(f => f.Code == RiskFactors.Other || (answers.TryGetValue(f.Code, out var a) && a == Answer.No));
        return complete && suspected.Length == 0 ? None : new RiskStatement(RiskKnowledge.Unknown, [], suspected);
    }

    /// <summary>Parses <c>none</c>, <c>unknown</c> or codes with commas, as the contract's <c>--risk</c>. Returns null and a Dutch message for an unknown code; empty text is unknown.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">The refusal, or null.</param>
    /// <param name="list">The code list of the region; the national default when left out.</param>
    public static RiskStatement? TryParse(string? text, out FieldError? error, IReadOnlyList<RiskFactor>? list = null)
    {
        list ??= RiskFactors.Default;
        error = null;
        var value = text?.Trim() ?? "";
        if (value.Length == 0 || value.Equals("unknown", StringComparison.OrdinalIgnoreCase))
        {
            return Unknown;
        }

        if (value.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return None;
        }

        var codes = value.Split([',', '|', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(c => c.ToUpperInvariant()).ToArray();
        var wrong = codes.FirstOrDefault(c => !list.Any(f => f.Code == c));
        if (wrong is not null || codes.Length == 0)
        {
            error = new FieldError("risk", value, $"De code '{wrong ?? value}' staat niet in de lijst met risicofactoren; gebruik none, unknown of een of meer van: {string.Join(", ", list.Select(f => f.Code))}.");
            return null;
        }

        return Present(codes);
    }

    /// <summary>The contract's notation: <c>none</c>, <c>unknown</c> or codes with commas.</summary>
    public override string ToString() => Knowledge switch
    {
        RiskKnowledge.None => "none",
        RiskKnowledge.Present => string.Join(',', Codes),
        _ => "unknown",
    };
}
