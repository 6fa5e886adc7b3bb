using System.Globalization;

namespace KnGG.Workflow.Engine.Values;

/// <summary>Conversions to truth values, numbers and keys. Undefined means: refused.</summary>
internal static class ScalarConversion
{
    public static Value ToBoolean(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value,
        ValueKind.Number when !double.IsNaN(value.AsNumber) => Value.Of(value.AsNumber != 0),
        ValueKind.Text when bool.TryParse(value.AsText, out var truth) => Value.Of(truth),
        _ => Value.Undefined,
    };

    /// <summary>Halves go to the even side, as .NET's conversion does: 3.5 becomes 4 and 2.5 becomes 2.</summary>
    public static Value ToWhole(Value value, double least, double most)
    {
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                return Value.Of(value.AsBoolean ? 1 : 0);
            case ValueKind.Number when double.IsFinite(value.AsNumber):
                var rounded = Math.Round(value.AsNumber, MidpointRounding.ToEven) + 0.0;
                return rounded >= least && rounded <= most ? Value.Of(rounded) : Value.Undefined;
            case ValueKind.Text:
                // A whole number that a double cannot hold would silently become another one.
                return long.TryParse(value.AsText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
                    && whole >= least && whole <= most && whole is >= -9007199254740992 and <= 9007199254740992
                    ? Value.Of(whole)
                    : Value.Undefined;
            default:
                return Value.Undefined;
        }
    }

    public static Value ToNumber(Value value, double most)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                return Value.Of(value.AsBoolean ? 1 : 0);
            case ValueKind.Number:
                return Math.Abs(value.AsNumber) <= most || (most == double.MaxValue && !double.IsNaN(value.AsNumber)) ? value : Value.Undefined;
            case ValueKind.Text when value.AsText.AsSpan().IndexOfAnyInRange('0', '9') >= 0:
                return double.TryParse(value.AsText, Plain, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most
                    ? Value.Of(number)
                    : Value.Undefined;
            default:
                return Value.Undefined;
        }
    }

    public static Value ToSingle(Value value)
    {
        var number = ToNumber(value, float.MaxValue);
        return number.Kind == ValueKind.Number ? Value.Of((double)(float)number.AsNumber) : number;
    }

    public static Value ToGuid(Value value) =>
        value.Kind == ValueKind.Text && Guid.TryParse(value.AsText, out var key) ? Value.Of(key.ToString("D")) : Value.Undefined;
}
