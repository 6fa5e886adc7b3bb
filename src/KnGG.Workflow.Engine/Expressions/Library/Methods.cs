using System.Collections.Frozen;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The methods that values have, by name.</summary>
internal static class Methods
{
    private static readonly FrozenDictionary<string, MethodEntry> All = new Dictionary<string, MethodEntry>(StringComparer.Ordinal)
    {
        ["map"] = Calls(CallbackMethods.Map, Ownership.Outer),
        ["filter"] = Calls(CallbackMethods.Filter, Ownership.Outer),
        ["flatMap"] = Calls(CallbackMethods.FlatMap, Ownership.Outer),
        ["some"] = Calls(CallbackMethods.Some),
        ["every"] = Calls(CallbackMethods.Every),
        ["find"] = Calls(CallbackMethods.Find),
        ["findIndex"] = Calls(CallbackMethods.FindIndex),
        ["findLast"] = Calls(CallbackMethods.FindLast),
        ["findLastIndex"] = Calls(CallbackMethods.FindLastIndex),
        ["reduce"] = Calls(CallbackMethods.Reduce),
        ["reduceRight"] = Calls(CallbackMethods.ReduceRight),
        ["sort"] = new() { OnList = Sorting.Sorted, CallbackAt = 0, ChangesTarget = true, Owned = Ownership.Outer },
        ["toSorted"] = new() { OnList = Sorting.Sorted, CallbackAt = 0, Owned = Ownership.Outer },
        ["reverse"] = new() { OnList = ListMethods.Reverse, ChangesTarget = true, Owned = Ownership.Outer },
        ["toReversed"] = new() { OnList = ListMethods.Reverse, Owned = Ownership.Outer },
        ["join"] = new() { OnList = ListMethods.Join },
        ["flat"] = new() { OnList = ListMethods.Flat, Owned = Ownership.Outer },
        ["with"] = new() { OnList = ListMethods.With, Owned = Ownership.Outer },
        ["at"] = new() { OnList = ListMethods.At, OnText = TextMethods.At },
        ["concat"] = new() { OnList = ListMethods.Concat, OnText = TextMethods.Concat, Owned = Ownership.Outer },
        ["includes"] = new() { OnList = ListMethods.Includes, OnText = SearchMethods.Includes },
        ["indexOf"] = new() { OnList = ListMethods.IndexOf, OnText = SearchMethods.IndexOf },
        ["lastIndexOf"] = new() { OnList = ListMethods.LastIndexOf, OnText = SearchMethods.LastIndexOf },
        ["slice"] = new() { OnList = ListMethods.Slice, OnText = TextMethods.Slice, Owned = Ownership.Outer },
        ["charAt"] = new() { OnText = TextMethods.CharAt },
        ["charCodeAt"] = new() { OnText = TextMethods.CharCodeAt },
        ["codePointAt"] = new() { OnText = TextMethods.CodePointAt },
        ["endsWith"] = new() { OnText = SearchMethods.EndsWith },
        ["startsWith"] = new() { OnText = SearchMethods.StartsWith },
        ["padStart"] = new() { OnText = (run, self, a) => TextMethods.Pad(run, self, a, atStart: true) },
        ["padEnd"] = new() { OnText = (run, self, a) => TextMethods.Pad(run, self, a, atStart: false) },
        ["repeat"] = new() { OnText = TextMethods.Repeat },
        ["replace"] = new() { OnText = (run, self, a) => Replacing.Replace(run, self, a, all: false), CallbackAt = 1, TakesPattern = true },
        ["replaceAll"] = new() { OnText = (run, self, a) => Replacing.Replace(run, self, a, all: true), CallbackAt = 1, TakesPattern = true },
        ["split"] = new() { OnText = SearchMethods.Split, TakesPattern = true, Owned = Ownership.Outer },
        ["search"] = new() { OnText = SearchMethods.Search, TakesPattern = true },
        ["match"] = new() { OnText = SearchMethods.Match, TakesPattern = true },
        ["substring"] = new() { OnText = TextMethods.Substring },
        ["substr"] = new() { OnText = TextMethods.Substr },
        ["toLowerCase"] = new() { OnText = (run, self, _) => run.Text(LetterCase.Lower(run, self.AsText)) },
        ["toUpperCase"] = new() { OnText = (run, self, _) => run.Text(LetterCase.Upper(run, self.AsText)) },
        ["trim"] = new() { OnText = (run, self, _) => run.Text(JavaScriptText.Trim(self.AsText)) },
        ["trimStart"] = new() { OnText = (run, self, _) => run.Text(JavaScriptText.TrimStart(self.AsText)) },
        ["trimEnd"] = new() { OnText = (run, self, _) => run.Text(JavaScriptText.TrimEnd(self.AsText)) },
        ["localeCompare"] = new() { OnText = LetterOrder.Compare },
        ["toFixed"] = new() { OnNumber = NumberFormat.ToFixed },
        ["toPrecision"] = new() { OnNumber = NumberFormat.ToPrecision },
        ["toString"] = new() { OnNumber = NumberFormat.ToRadix, OnText = AsText, OnList = AsText, OnMap = AsText, OnBoolean = AsText },
        ["valueOf"] = new() { OnNumber = Self, OnText = Self, OnList = Self, OnMap = Self, OnBoolean = Self },
        ["hasOwnProperty"] = new() { OnMap = HasOwn, OnList = HasOwn, OnText = HasOwn },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Stands in for a method that is refused, so that reading can go on.</summary>
    public static MethodEntry Unknown { get; } = new();

    public static MethodEntry? Find(string name) => All.GetValueOrDefault(name);

    public static string WhyNot(string name) => name switch
    {
        "push" or "unshift" or "splice" => $"'{name}' verandert de lijst: schrijf een nieuwe, [...lijst, waarde].",
        "pop" or "shift" or "fill" or "copyWithin" => $"'{name}' verandert de lijst: gebruik at, slice of filter.",
        "forEach" => "forEach heeft geen uitkomst: gebruik map, filter of reduce.",
        "toLocaleString" or "toLocaleDateString" or "toLocaleUpperCase" or "toLocaleLowerCase" => $"'{name}' hangt af van de taal van de machine en is er hier niet.",
        _ => $"De functie '{name}' is er hier niet.",
    };

    private static MethodEntry Calls(Method method, Ownership owned = Ownership.None) =>
        new() { OnList = method, CallbackAt = 0, NeedsCallback = true, Owned = owned };

    private static Value AsText(Run run, Value self, Arguments a) => run.Text(Coerce.ToText(run, self));

    private static Value Self(Run run, Value self, Arguments a) => self;

    private static Value HasOwn(Run run, Value self, Arguments a) => Value.Of(Property.HasOwn(self, Coerce.ToText(run, a[0])));
}
