using System.Collections.Frozen;

namespace KnGG.Workflow.Engine.Values;

/// <summary>The types that Elsa's inputs and variables declare, as far as they mean something to a value.</summary>
internal enum ValueType
{
    Any,
    Text,
    Boolean,
    Whole32,
    Whole64,
    Number,
    SingleNumber,
    DecimalNumber,
    LocalTime,
    Instant,
    Date,
    Duration,
    Guid,
    Map,
}

/// <summary>Reads the type names of definitions: Int32, System.Int32, Int32?, String[], List&lt;String&gt;.</summary>
internal static class ValueTypeName
{
    private static readonly FrozenDictionary<string, ValueType> Names = new Dictionary<string, ValueType>(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = ValueType.Text,
        ["Boolean"] = ValueType.Boolean,
        ["bool"] = ValueType.Boolean,
        ["Int32"] = ValueType.Whole32,
        ["int"] = ValueType.Whole32,
        ["Int64"] = ValueType.Whole64,
        ["long"] = ValueType.Whole64,
        ["Double"] = ValueType.Number,
        ["Single"] = ValueType.SingleNumber,
        ["float"] = ValueType.SingleNumber,
        ["Decimal"] = ValueType.DecimalNumber,
        ["DateTime"] = ValueType.LocalTime,
        ["DateTimeOffset"] = ValueType.Instant,
        ["DateOnly"] = ValueType.Date,
        ["TimeSpan"] = ValueType.Duration,
        ["Guid"] = ValueType.Guid,
        ["ObjectDictionary"] = ValueType.Map,
        ["IDictionary<String,Object>"] = ValueType.Map,
        ["Dictionary<String,Object>"] = ValueType.Map,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Lists = ["List<", "IList<", "ICollection<", "IEnumerable<", "IReadOnlyList<", "IReadOnlyCollection<", "HashSet<", "ISet<"];

    public static (ValueType Type, bool IsList) Read(string name)
    {
        var plain = name.Replace("System.Collections.Generic.", "", StringComparison.Ordinal).Replace("System.", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal).TrimEnd('?');
        if (plain.EndsWith("[]", StringComparison.Ordinal))
        {
            return (Find(plain[..^2]), true);
        }

        var list = Array.Find(Lists, l => plain.StartsWith(l, StringComparison.OrdinalIgnoreCase) && plain.EndsWith('>'));
        return list is null ? (Find(plain), false) : (Find(plain[list.Length..^1]), true);
    }

    private static ValueType Find(string name)
    {
        var assembly = name.Contains('<', StringComparison.Ordinal) ? -1 : name.IndexOf(',', StringComparison.Ordinal);
        return Names.GetValueOrDefault(assembly < 0 ? name : name[..assembly]);
    }
}
