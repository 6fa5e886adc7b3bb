using System.Globalization;
using System.Text;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Values as text for people: the way of .NET (WriteLine, text inputs) and the way of JavaScript (template literals).</summary>
public static class ValueFormat
{
    /// <summary>As .NET writes it: True and False, 1E+21, 1E-06, -0; lists and maps as compact JSON; null and undefined as nothing.</summary>
    public static string DotNet(Value value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => "",
        ValueKind.Boolean => value.AsBoolean ? "True" : "False",
        ValueKind.Number => value.AsNumber.ToString(CultureInfo.InvariantCulture),
        ValueKind.Text => value.AsText,
        _ => value.ToJson(),
    };

    /// <summary>As a JavaScript template literal writes it: true and false, 1e+21, 0; lists joined by commas, maps as [object Object].</summary>
    public static string JavaScript(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined:
                return "undefined";
            case ValueKind.Null:
                return "null";
            case ValueKind.Boolean:
                return value.AsBoolean ? "true" : "false";
            case ValueKind.Number:
                return JavaScriptNumber.Text(value.AsNumber);
            case ValueKind.Text:
                return value.AsText;
            case ValueKind.Map:
                return "[object Object]";
            default:
                return Join(value);
        }
    }

    private static string Join(Value list)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var item in list.AsList)
        {
            text.Append(first ? "" : ",").Append(item.IsNullish ? "" : JavaScript(item));
            first = false;
        }

        return text.ToString();
    }
}
