using System.Text.Json;

namespace KnGG.Workflow.Engine.Values;

/// <summary>
/// Conversion of a value to the type that an input or variable declares. Numbers and truth values convert as .NET does; text
/// must be exactly of the wanted type, because a guess about care is worse than a question.
/// </summary>
public static class ValueConversion
{
    /// <summary>Converts a value. Null and undefined become null for every type; a type that is not known leaves the value as it is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="typeName">Elsa's name of the type: String, Int32, ObjectDictionary, String[], …</param>
    /// <param name="isArray">Whether a list of that type is wanted.</param>
    /// <param name="zone">The zone of instants that are written without an offset; when null such a text is refused.</param>
    public static ConversionResult Convert(Value value, string typeName, bool isArray = false, TimeZoneInfo? zone = null)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (value.IsNullish)
        {
            return ConversionResult.Of(Value.Null);
        }

        var (type, isList) = ValueTypeName.Read(typeName);
        return isList || isArray ? ConvertList(value, type, zone) : ConvertOne(value, type, zone);
    }

    /// <summary>A condition of If, FlowDecision or While: true, a number that is not 0, or the text true. All else is false.</summary>
    public static bool ToCondition(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber != 0,
        ValueKind.Text => bool.TryParse(value.AsText, out var truth) && truth,
        _ => false,
    };

    private static ConversionResult ConvertList(Value value, ValueType type, TimeZoneInfo? zone)
    {
        var list = value.Kind == ValueKind.Text ? Parsed(value.AsText, ValueKind.List) : value;
        if (list.Kind != ValueKind.List)
        {
            return ConversionResult.Refused($"{Describe(value)} is geen lijst.");
        }

        var items = new Value[list.AsList.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var item = list.AsList[i];
            var result = item.IsNullish ? ConversionResult.Of(Value.Null) : ConvertOne(item, type, zone);
            if (!result.IsConverted)
            {
                return ConversionResult.Refused($"Regel {i + 1} van de lijst: {result.Problem}");
            }

            items[i] = result.Value;
        }

        return ConversionResult.Of(Value.Of((IReadOnlyList<Value>)items));
    }

    private static ConversionResult ConvertOne(Value value, ValueType type, TimeZoneInfo? zone)
    {
        var converted = type switch
        {
            ValueType.Any => value,
            ValueType.Text => Value.Of(ValueFormat.DotNet(value)),
            ValueType.Boolean => ScalarConversion.ToBoolean(value),
            ValueType.Whole32 => ScalarConversion.ToWhole(value, int.MinValue, int.MaxValue),
            ValueType.Whole64 => ScalarConversion.ToWhole(value, long.MinValue, long.MaxValue),
            ValueType.Number => ScalarConversion.ToNumber(value, double.MaxValue),
            ValueType.SingleNumber => ScalarConversion.ToSingle(value),
            ValueType.DecimalNumber => ScalarConversion.ToNumber(value, 7.9e28),
            ValueType.LocalTime => TimeConversion.ToLocalTime(value),
            ValueType.Instant => TimeConversion.ToInstant(value, zone),
            ValueType.Date => TimeConversion.ToDate(value),
            ValueType.Duration => TimeConversion.ToDuration(value),
            ValueType.Guid => ScalarConversion.ToGuid(value),
            ValueType.Map => value.Kind == ValueKind.Text ? Parsed(value.AsText, ValueKind.Map) : value.Kind == ValueKind.Map ? value : Value.Undefined,
            _ => throw new InvalidOperationException($"Unknown type {type}."),
        };
        return converted.Kind == ValueKind.Undefined
            ? ConversionResult.Refused($"{Describe(value)} is geen {Wanted(type)}.")
            : ConversionResult.Of(converted);
    }

    private static Value Parsed(string json, ValueKind wanted)
    {
        try
        {
            var value = Value.Parse(json);
            return value.Kind == wanted ? value : Value.Undefined;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Value.Undefined;
        }
    }

    private static string Describe(Value value)
    {
        var text = value.Kind == ValueKind.Text ? value.AsText : value.ToJson();
        var shortened = text.Length <= 60 ? text : text[..60] + "…";
        return value.Kind == ValueKind.Text ? $"De tekst '{shortened}'" : $"De waarde {shortened}";
    }

    private static string Wanted(ValueType type) => type switch
    {
        ValueType.Boolean => "waar of onwaar (true of false)",
        ValueType.Whole32 => "geheel getal (Int32)",
        ValueType.Whole64 => "geheel getal (Int64)",
        ValueType.Number => "getal (Double); schrijf een punt voor de decimalen",
        ValueType.SingleNumber => "getal (Single); schrijf een punt voor de decimalen",
        ValueType.DecimalNumber => "getal (Decimal); schrijf een punt voor de decimalen",
        ValueType.LocalTime => "datum met tijd (DateTime, zoals 2026-03-29T09:00:00)",
        ValueType.Instant => "tijdstip met tijdzone (DateTimeOffset, zoals 2026-03-29T09:00:00+02:00)",
        ValueType.Date => "datum (DateOnly, zoals 2026-03-29)",
        ValueType.Duration => "tijdsduur (TimeSpan, zoals 1.00:00:00 of P1D)",
        ValueType.Guid => "sleutel (Guid)",
        _ => "object",
    };
}
