using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Values;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind
{
    /// <summary>JavaScript's undefined; never stored, never written as JSON (becomes null there).</summary>
    Undefined = 0,

    /// <summary>Null.</summary>
    Null = 1,

    /// <summary>True or false.</summary>
    Boolean = 2,

    /// <summary>A double, as in JavaScript.</summary>
    Number = 3,

    /// <summary>Text. Dates and instants are text in ISO 8601.</summary>
    Text = 4,

    /// <summary>An ordered list of values.</summary>
    List = 5,

    /// <summary>Named values in the order in which they were added.</summary>
    Map = 6,
}

/// <summary>
/// One immutable value of a workflow: a variable, an input, an output, a payload. The one value type of the engine,
/// the expressions and the stored state. The default is <see cref="ValueKind.Undefined"/>.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly double _number;

    private Value(ValueKind kind, object? reference, double number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    /// <summary>What this value holds.</summary>
    public ValueKind Kind { get; }

    /// <summary>The undefined value.</summary>
    public static Value Undefined => default;

    /// <summary>The null value.</summary>
    public static Value Null => new(ValueKind.Null, null, 0);

    /// <summary>True.</summary>
    public static Value True => new(ValueKind.Boolean, null, 1);

    /// <summary>False.</summary>
    public static Value False => new(ValueKind.Boolean, null, 0);

    /// <summary>Whether this is null or undefined.</summary>
    public bool IsNullish => Kind is ValueKind.Undefined or ValueKind.Null;

    /// <summary>Makes a truth value.</summary>
    public static Value Of(bool value) => value ? True : False;

    /// <summary>Makes a number.</summary>
    public static Value Of(double value) => new(ValueKind.Number, null, value);

    /// <summary>Makes text, or null for a null reference.</summary>
    public static Value Of(string? value) => value is null ? Null : new(ValueKind.Text, value, 0);

    /// <summary>Makes text of an instant: ISO 8601 with offset, whole milliseconds at most.</summary>
    public static Value Of(DateTimeOffset value) =>
        Of(value.ToString("yyyy-MM-ddTHH:mm:ss.FFFzzz", CultureInfo.InvariantCulture));

    /// <summary>Makes a list; the items must not be changed afterwards.</summary>
    public static Value Of(IReadOnlyList<Value> items) => new(ValueKind.List, items, 0);

    /// <summary>Makes a map; the map must not be changed afterwards.</summary>
    public static Value Of(ValueMap map) => new(ValueKind.Map, map, 0);

    /// <summary>Makes a map of the given pairs, in their order.</summary>
    public static Value MapOf(params (string Key, Value Value)[] pairs) => Of(ValueMap.Of(pairs));

    /// <summary>The truth value; only for <see cref="ValueKind.Boolean"/>.</summary>
    public bool AsBoolean => Kind == ValueKind.Boolean ? _number != 0 : throw Wrong(ValueKind.Boolean);

    /// <summary>The number; only for <see cref="ValueKind.Number"/>.</summary>
    public double AsNumber => Kind == ValueKind.Number ? _number : throw Wrong(ValueKind.Number);

    /// <summary>The text; only for <see cref="ValueKind.Text"/>.</summary>
    public string AsText => Kind == ValueKind.Text ? (string)_reference! : throw Wrong(ValueKind.Text);

    /// <summary>The items; only for <see cref="ValueKind.List"/>.</summary>
    public IReadOnlyList<Value> AsList => Kind == ValueKind.List ? (IReadOnlyList<Value>)_reference! : throw Wrong(ValueKind.List);

    /// <summary>The map; only for <see cref="ValueKind.Map"/>.</summary>
    public ValueMap AsMap => Kind == ValueKind.Map ? (ValueMap)_reference! : throw Wrong(ValueKind.Map);

    /// <summary>The text if this is text, else null.</summary>
    public string? TextOrNull => Kind == ValueKind.Text ? (string)_reference! : null;

    /// <summary>The member of a map, or undefined when this is no map or has no such member.</summary>
    public Value this[string key] => Kind == ValueKind.Map && AsMap.TryGetValue(key, out var found) ? found : Undefined;

    /// <summary>Reads JSON; numbers become doubles.</summary>
    public static Value FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Null,
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Number => Of(json.GetDouble()),
        JsonValueKind.String => Of(json.GetString()),
        JsonValueKind.Array => Of((IReadOnlyList<Value>)[.. json.EnumerateArray().Select(FromJson)]),
        JsonValueKind.Object => Of(ValueMap.From(json.EnumerateObject().Select(p => new KeyValuePair<string, Value>(p.Name, FromJson(p.Value))))),
        _ => throw new InvalidOperationException($"Unknown JSON kind {json.ValueKind}."),
    };

    /// <summary>Reads JSON text; throws <see cref="JsonException"/> when it is not JSON.</summary>
    public static Value Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FromJson(document.RootElement);
    }

    /// <summary>Reads a JSON node.</summary>
    public static Value FromJson(JsonNode? node) => node is null ? Null : Parse(node.ToJsonString());

    /// <summary>Writes this value as JSON; undefined becomes null, NaN and the infinities become null as in JavaScript.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (Kind)
        {
            case ValueKind.Undefined or ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(_number != 0);
                break;
            case ValueKind.Number when double.IsFinite(_number):
                // -0 is left to the other branch: it is another value than 0 when it is read back.
                if (_number == Math.Floor(_number) && Math.Abs(_number) < 1e15 && !(_number == 0 && double.IsNegative(_number)))
                {
                    writer.WriteNumberValue((long)_number);
                }
                else
                {
                    writer.WriteNumberValue(_number);
                }

                break;
            case ValueKind.Number:
                writer.WriteNullValue();
                break;
            case ValueKind.Text:
                writer.WriteStringValue((string)_reference!);
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in AsList)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                foreach (var (key, value) in AsMap)
                {
                    writer.WritePropertyName(key);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"Unknown kind {Kind}.");
        }
    }

    /// <summary>This value as compact JSON, letters outside ASCII unescaped.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, EngineJson.WriterOptions))
        {
            WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <inheritdoc/>
    public bool Equals(Value other)
    {
        if (Kind != other.Kind)
        {
            return false;
        }

        return Kind switch
        {
            ValueKind.Boolean or ValueKind.Number => _number.Equals(other._number),
            ValueKind.Text => (string)_reference! == (string)other._reference!,
            ValueKind.List => AsList.SequenceEqual(other.AsList),
            ValueKind.Map => AsMap.Equals(other.AsMap),
            _ => true,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.Boolean or ValueKind.Number => HashCode.Combine(Kind, _number),
        ValueKind.Text => HashCode.Combine(Kind, (string)_reference!),
        ValueKind.List => HashCode.Combine(Kind, AsList.Count),
        ValueKind.Map => HashCode.Combine(Kind, AsMap.Count),
        _ => (int)Kind,
    };

    /// <summary>Whether both are the same in JavaScript's sense: lists and maps only when they are one object; NaN equals NaN, 0 equals -0.</summary>
    internal bool IsSame(Value other) => Kind == other.Kind && Kind switch
    {
        ValueKind.Boolean or ValueKind.Number => _number == other._number || (double.IsNaN(_number) && double.IsNaN(other._number)),
        ValueKind.Text => (string)_reference! == (string)other._reference!,
        _ => ReferenceEquals(_reference, other._reference),
    };

    /// <summary>Whether this is the empty list or map of which all empty ones from outside are the same object.</summary>
    internal bool IsSharedEmpty => ReferenceEquals(_reference, ValueMap.Empty) || ReferenceEquals(_reference, Array.Empty<Value>());

    /// <summary>Whether two values are equal.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>JSON, for debugging.</summary>
    public override string ToString() => Kind == ValueKind.Undefined ? "undefined" : ToJson();

    private InvalidOperationException Wrong(ValueKind wanted) => new($"The value is {Kind}, not {wanted}.");
}
