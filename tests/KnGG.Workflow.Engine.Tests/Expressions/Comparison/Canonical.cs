using System.Globalization;
using System.Text;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions.Comparison;

/// <summary>A value as text in which no two different values look alike: numbers by their bits, members in their order.</summary>
internal static class Canonical
{
    public static string Of(Value value) => value.Kind == ValueKind.Undefined ? "undefined" : Write(new StringBuilder(), value).ToString();

    private static StringBuilder Write(StringBuilder into, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Undefined or ValueKind.Null:
                return into.Append("null");
            case ValueKind.Boolean:
                return into.Append(value.AsBoolean ? "true" : "false");
            case ValueKind.Number:
                return into.Append(double.IsNaN(value.AsNumber)
                    ? "NaN"
                    : "n" + BitConverter.DoubleToInt64Bits(value.AsNumber).ToString("x16", CultureInfo.InvariantCulture));
            case ValueKind.Text:
                return Text(into, value.AsText);
            case ValueKind.List:
                into.Append('[');
                foreach (var (i, item) in value.AsList.Index())
                {
                    Write(into.Append(i > 0 ? "," : ""), item);
                }

                return into.Append(']');
            default:
                into.Append('{');
                foreach (var (i, member) in value.AsMap.Index())
                {
                    Write(Text(into.Append(i > 0 ? "," : ""), member.Key).Append(':'), member.Value);
                }

                return into.Append('}');
        }
    }

    private static StringBuilder Text(StringBuilder into, string text)
    {
        into.Append('"');
        foreach (var c in text)
        {
            into.Append(c is >= ' ' and < '\x7f' and not ('"' or '\\') ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
        }

        return into.Append('"');
    }
}
