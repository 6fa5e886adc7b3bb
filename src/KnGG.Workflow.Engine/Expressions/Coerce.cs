using System.Text;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>JavaScript's conversions between kinds of values.</summary>
internal static class Coerce
{
    public static bool ToBoolean(Value value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => false,
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Number => value.AsNumber != 0 && !double.IsNaN(value.AsNumber),
        ValueKind.Text => value.AsText.Length > 0,
        _ => true,
    };

    public static double ToNumber(Run run, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Number:
                return value.AsNumber;
            case ValueKind.Undefined:
                return double.NaN;
            case ValueKind.Null:
                return 0;
            case ValueKind.Boolean:
                return value.AsBoolean ? 1 : 0;
            case ValueKind.Text:
                run.ChargeText(value.AsText.Length);
                return JavaScriptText.ToNumber(value.AsText);
            default:
                return ToNumber(run, ToPrimitive(run, value));
        }
    }

    public static string ToText(Run run, Value value) => value.Kind switch
    {
        ValueKind.Text => value.AsText,
        ValueKind.List => JoinList(run, value, ",", 0),
        ValueKind.Map => MapText(run, value),
        _ => ValueFormat.JavaScript(value),
    };

    /// <summary>The name of a member.</summary>
    public static string ToKey(Run run, Value value)
    {
        var key = ToText(run, value);
        return key == "__proto__" ? throw run.Fail("De naam '__proto__' is hier niet toegestaan.") : key;
    }

    /// <summary>A list or map as text, anything else as it is.</summary>
    public static Value ToPrimitive(Run run, Value value) =>
        value.Kind is ValueKind.List or ValueKind.Map ? Value.Of(ToText(run, value)) : value;

    public static string JoinList(Run run, Value list, string separator, int depth)
    {
        run.CheckDepth(depth);
        var items = list.AsList;
        run.Charge(items.Count + 1);
        var text = new StringBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                text.Append(separator);
            }

            var item = items[i];
            if (!item.IsNullish)
            {
                text.Append(item.Kind == ValueKind.List ? JoinList(run, item, ",", depth + 1) : ToText(run, item));
            }

            if (text.Length > Bounds.Text)
            {
                run.CheckText(text.Length);
            }
        }

        run.ChargeText(text.Length);
        return text.ToString();
    }

    public static double ToInteger(Run run, Value value)
    {
        var number = ToNumber(run, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    public static int ToInt32(double number)
    {
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        return double.IsFinite(number) ? (int)(uint)(long)(Math.Truncate(number) % 4294967296.0) : 0;
    }

    public static string TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.Text => "string",
        _ => "object",
    };

    private static string MapText(Run run, Value map) =>
        // Own members with these names would be called by JavaScript, and are never functions here.
        map.AsMap.ContainsKey("toString") || map.AsMap.ContainsKey("valueOf")
            ? throw run.Fail("Dit object is niet als tekst of getal te gebruiken.")
            : "[object Object]";
}
