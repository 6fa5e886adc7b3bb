using System.Collections.Frozen;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>What the compiler knows of one function.</summary>
internal sealed record FunctionEntry(Function Function, int CallbackAt = -1, bool NeedsCallback = false, Ownership Owned = Ownership.None);

/// <summary>The functions that are not methods of a value: Math.max, Number, Object.keys, isNullOrEmpty.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, FunctionEntry> All = new Dictionary<string, FunctionEntry>(StringComparer.Ordinal)
    {
        ["Number"] = new((run, a) => a.Count == 0 ? Value.Of(0) : Value.Of(Coerce.ToNumber(run, a[0]))),
        ["String"] = new((run, a) => a.Count == 0 ? Value.Of("") : run.Text(Coerce.ToText(run, a[0]))),
        ["Boolean"] = new((_, a) => Value.Of(Coerce.ToBoolean(a[0]))),
        ["parseInt"] = new(NumberFunctions.ParseInt),
        ["parseFloat"] = new(NumberFunctions.ParseFloat),
        ["isNaN"] = new((run, a) => Value.Of(double.IsNaN(Coerce.ToNumber(run, a[0])))),
        ["isFinite"] = new((run, a) => Value.Of(double.IsFinite(Coerce.ToNumber(run, a[0])))),
        ["Number.parseInt"] = new(NumberFunctions.ParseInt),
        ["Number.parseFloat"] = new(NumberFunctions.ParseFloat),
        ["Number.isNaN"] = new((_, a) => Value.Of(a[0].Kind == ValueKind.Number && double.IsNaN(a[0].AsNumber))),
        ["Number.isFinite"] = new((_, a) => Value.Of(a[0].Kind == ValueKind.Number && double.IsFinite(a[0].AsNumber))),
        ["Number.isInteger"] = new((_, a) => Value.Of(NumberFunctions.IsInteger(a[0]))),
        ["Number.isSafeInteger"] = new((_, a) => Value.Of(NumberFunctions.IsInteger(a[0]) && Math.Abs(a[0].AsNumber) <= 9007199254740991)),
        ["Math.abs"] = NumberFunctions.Of(Math.Abs),
        ["Math.ceil"] = NumberFunctions.Of(Math.Ceiling),
        ["Math.floor"] = NumberFunctions.Of(Math.Floor),
        ["Math.trunc"] = NumberFunctions.Of(Math.Truncate),
        ["Math.round"] = NumberFunctions.Of(NumberFunctions.Round),
        ["Math.sqrt"] = NumberFunctions.Of(Math.Sqrt),
        ["Math.fround"] = NumberFunctions.Of(x => (float)x),
        ["Math.sign"] = NumberFunctions.Of(x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x)),
        ["Math.clz32"] = NumberFunctions.Of(x => System.Numerics.BitOperations.LeadingZeroCount((uint)Coerce.ToInt32(x))),
        ["Math.pow"] = new((run, a) => Value.Of(Powers.Of(run, Coerce.ToNumber(run, a[0]), Coerce.ToNumber(run, a[1])))),
        ["Math.imul"] = new((run, a) => Value.Of(unchecked(Coerce.ToInt32(Coerce.ToNumber(run, a[0])) * Coerce.ToInt32(Coerce.ToNumber(run, a[1]))))),
        ["Math.max"] = new((run, a) => NumberFunctions.Extreme(run, a, double.NegativeInfinity, Math.Max)),
        ["Math.min"] = new((run, a) => NumberFunctions.Extreme(run, a, double.PositiveInfinity, Math.Min)),
        ["String.fromCharCode"] = new(TextMethods.FromCharCode),
        ["Array.isArray"] = new((_, a) => Value.Of(a[0].Kind == ValueKind.List)),
        ["Array.of"] = new((run, a) => run.List([.. a.All]), Owned: Ownership.Outer),
        ["Array.from"] = new(ObjectFunctions.ArrayFrom, CallbackAt: 1, Owned: Ownership.Outer),
        ["Object.keys"] = new(ObjectFunctions.Keys, Owned: Ownership.Outer),
        ["Object.values"] = new(ObjectFunctions.Values, Owned: Ownership.Outer),
        ["Object.entries"] = new(ObjectFunctions.Entries, Owned: Ownership.Outer),
        ["Object.fromEntries"] = new(ObjectFunctions.FromEntries, Owned: Ownership.Outer),
        ["Object.assign"] = new(ObjectFunctions.Assign, Owned: Ownership.Outer),
        ["Object.hasOwn"] = new(ObjectFunctions.HasOwn),
        ["Object.is"] = new((run, a) => Value.Of(ObjectFunctions.Is(run, a[0], a[1]))),
        ["JSON.stringify"] = new(JsonWriter.Stringify),
        ["JSON.parse"] = new((run, a) => JsonReader.Parse(run, Coerce.ToText(run, a[0])), Owned: Ownership.Whole),
        ["toJson"] = new(JsonWriter.Stringify),
        ["isNullOrEmpty"] = new((run, a) => Value.Of(a[0].IsNullish || Coerce.ToText(run, a[0]).Length == 0)),
        ["isNullOrWhiteSpace"] = new((run, a) => Value.Of(a[0].IsNullish || JavaScriptText.Trim(Coerce.ToText(run, a[0])).Length == 0)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> Constants = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["Math.PI"] = Math.PI,
        ["Math.E"] = Math.E,
        ["Math.LN2"] = 0.6931471805599453,
        ["Math.LN10"] = 2.302585092994046,
        ["Math.LOG2E"] = 1.4426950408889634,
        ["Math.LOG10E"] = 0.4342944819032518,
        ["Math.SQRT2"] = 1.4142135623730951,
        ["Math.SQRT1_2"] = 0.7071067811865476,
        ["Number.MAX_SAFE_INTEGER"] = 9007199254740991,
        ["Number.MIN_SAFE_INTEGER"] = -9007199254740991,
        ["Number.MAX_VALUE"] = double.MaxValue,
        ["Number.MIN_VALUE"] = double.Epsilon,
        ["Number.EPSILON"] = 2.220446049250313e-16,
        ["Number.NaN"] = double.NaN,
        ["Number.POSITIVE_INFINITY"] = double.PositiveInfinity,
        ["Number.NEGATIVE_INFINITY"] = double.NegativeInfinity,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FunctionEntry? Find(string name) => All.GetValueOrDefault(name);

    public static Value? Constant(string name) => Constants.TryGetValue(name, out var number) ? Value.Of(number) : null;

    /// <summary>Whether a name only holds functions: Math, Object.</summary>
    public static bool IsHolder(string name) => name is "Math" or "Number" or "Object" or "JSON" or "Array" or "String" or "Boolean";

    public static string? WhyNot(string name) => name switch
    {
        "Math.random" => "Toevallige waarden zijn er hier niet: dezelfde invoer geeft altijd dezelfde uitkomst.",
        _ when name.StartsWith("Math.", StringComparison.Ordinal) => $"'{name}' is er hier niet: de laatste cijfers ervan verschillen per machine.",
        _ when name.Contains('.', StringComparison.Ordinal) => $"'{name}' is er hier niet.",
        _ => null,
    };
}
