using System.Collections.Frozen;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Words with a meaning of their own.</summary>
internal static class Words
{
    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Date"] = "Date is er hier niet: de tijd komt uit variabelen en uit de activiteiten Delay, StartAt en Timer.",
        ["console"] = "console is er hier niet: gebruik de activiteit WriteLine.",
        ["eval"] = "eval is hier niet toegestaan.",
        ["Function"] = "Function is hier niet toegestaan.",
        ["setVariable"] = "Een expressie verandert niets: gebruik de activiteit SetVariable.",
        ["setOutput"] = "Een expressie verandert niets: gebruik de activiteit SetOutput.",
        ["setCorrelationId"] = "Een expressie verandert niets: gebruik de activiteit Correlate.",
        ["setWorkflowInstanceName"] = "Een expressie verandert niets: gebruik de activiteit SetName.",
        ["newGuid"] = "Toevallige waarden zijn er hier niet: dezelfde invoer geeft altijd dezelfde uitkomst.",
        ["newGuidString"] = "Toevallige waarden zijn er hier niet: dezelfde invoer geeft altijd dezelfde uitkomst.",
        ["newShortGuid"] = "Toevallige waarden zijn er hier niet: dezelfde invoer geeft altijd dezelfde uitkomst.",
        ["Promise"] = "Wachten kan hier niet: daarvoor zijn activiteiten.",
        ["RegExp"] = "Schrijf een zoekpatroon als /…/.",
        ["fetch"] = "Gegevens ophalen kan hier niet: daarvoor zijn activiteiten.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Reserved = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["function"] = "Schrijf een functie als pijl, als argument: lijst.map(x => …).",
        ["new"] = "'new' is hier niet toegestaan.",
        ["this"] = "'this' is hier niet toegestaan.",
        ["var"] = "Gebruik const in plaats van var.",
        ["for"] = "Lussen zijn hier niet toegestaan: gebruik map, filter, some, every, find of reduce.",
        ["while"] = "Lussen zijn hier niet toegestaan: gebruik map, filter, some, every, find of reduce.",
        ["do"] = "Lussen zijn hier niet toegestaan: gebruik map, filter, some, every, find of reduce.",
        ["switch"] = "'switch' is er hier niet: gebruik if met return, of voorwaarde ? a : b.",
        ["delete"] = "'delete' is hier niet toegestaan: een expressie verandert niets.",
        ["instanceof"] = "'instanceof' is er hier niet: gebruik typeof of Array.isArray.",
        ["try"] = "'try' is er hier niet: een fout wordt een incident.",
        ["throw"] = "'throw' is er hier niet: gebruik de activiteit Fault.",
        ["await"] = "Wachten kan hier niet: daarvoor zijn activiteiten.",
        ["async"] = "Wachten kan hier niet: daarvoor zijn activiteiten.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Others =
        "class case catch continue break debugger default else enum export extends finally if import in null true false return super typeof void with const yield implements interface package private protected public"
            .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsReserved(string name) => (Reserved.ContainsKey(name) && name != "async") || Others.Contains(name);

    /// <summary>Why a name that is not known cannot be used.</summary>
    public static string WhyNot(string name) =>
        Reserved.TryGetValue(name, out var why) || Refused.TryGetValue(name, out why) ? why
        : Others.Contains(name) ? $"'{name}' is hier niet toegestaan."
        : name.Length > 3 && name.StartsWith("set", StringComparison.Ordinal) && char.IsUpper(name[3]) ? "Een expressie verandert niets: gebruik de activiteit SetVariable."
        : $"De naam '{Describe.Short(name)}' is hier niet bekend.";
}
