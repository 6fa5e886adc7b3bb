using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>The operators on two values.</summary>
internal static class Operators
{
    public static Value OnNumbers(Run run, BinaryOperator sign, double a, double b) => sign switch
    {
        BinaryOperator.Add => Value.Of(a + b),
        BinaryOperator.Subtract => Value.Of(a - b),
        BinaryOperator.Multiply => Value.Of(a * b),
        BinaryOperator.Divide => Value.Of(a / b),
        BinaryOperator.Remainder => Value.Of(a % b),
        BinaryOperator.Power => Value.Of(Powers.Of(run, a, b)),
        BinaryOperator.Less => Value.Of(a < b),
        BinaryOperator.LessOrEqual => Value.Of(a <= b),
        BinaryOperator.Greater => Value.Of(a > b),
        BinaryOperator.GreaterOrEqual => Value.Of(a >= b),
        BinaryOperator.Equal or BinaryOperator.Same => Value.Of(a == b),
        BinaryOperator.NotEqual or BinaryOperator.NotSame => Value.Of(a != b),
        BinaryOperator.And => Value.Of((double)(Coerce.ToInt32(a) & Coerce.ToInt32(b))),
        BinaryOperator.Or => Value.Of((double)(Coerce.ToInt32(a) | Coerce.ToInt32(b))),
        BinaryOperator.Xor => Value.Of((double)(Coerce.ToInt32(a) ^ Coerce.ToInt32(b))),
        BinaryOperator.ShiftLeft => Value.Of((double)(Coerce.ToInt32(a) << (Coerce.ToInt32(b) & 31))),
        BinaryOperator.ShiftRight => Value.Of((double)(Coerce.ToInt32(a) >> (Coerce.ToInt32(b) & 31))),
        BinaryOperator.ShiftRightUnsigned => Value.Of((double)((uint)Coerce.ToInt32(a) >> (Coerce.ToInt32(b) & 31))),
        _ => throw new InvalidOperationException($"Unknown operator {sign}."),
    };

    public static Value OnValues(Run run, BinaryOperator sign, Value a, Value b) => sign switch
    {
        BinaryOperator.Add => Add(run, a, b),
        BinaryOperator.Same => Value.Of(IsSame(run, a, b)),
        BinaryOperator.NotSame => Value.Of(!IsSame(run, a, b)),
        BinaryOperator.Equal => Value.Of(IsEqual(run, a, b)),
        BinaryOperator.NotEqual => Value.Of(!IsEqual(run, a, b)),
        BinaryOperator.In => Value.Of(Property.Has(run, b, a)),
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => Compare(run, sign, a, b),
        _ => OnNumbers(run, sign, Coerce.ToNumber(run, a), Coerce.ToNumber(run, b)),
    };

    /// <summary>===.</summary>
    public static bool IsSame(Run run, Value a, Value b)
    {
        if (a.Kind == ValueKind.Text && b.Kind == ValueKind.Text)
        {
            run.ChargeText(Math.Min(a.AsText.Length, b.AsText.Length));
            return a.AsText == b.AsText;
        }

        if (a.Kind == ValueKind.Number && b.Kind == ValueKind.Number)
        {
            return a.AsNumber == b.AsNumber;
        }

        var same = a.IsSame(b);

        // Empty lists and maps from outside share one object, so being that object proves nothing.
        return same && a.IsSharedEmpty ? throw run.Fail("Vergelijk lege lijsten en objecten op hun lengte, niet met elkaar.") : same;
    }

    /// <summary>As === but NaN is itself: how includes compares.</summary>
    public static bool IsSameOrNaN(Run run, Value a, Value b)
    {
        run.Charge(1);
        return a.Kind == ValueKind.Number ? a.IsSame(b) : IsSame(run, a, b);
    }

    private static Value Add(Run run, Value left, Value right)
    {
        var a = Coerce.ToPrimitive(run, left);
        var b = Coerce.ToPrimitive(run, right);
        if (a.Kind != ValueKind.Text && b.Kind != ValueKind.Text)
        {
            return Value.Of(Coerce.ToNumber(run, a) + Coerce.ToNumber(run, b));
        }

        var first = Coerce.ToText(run, a);
        var second = Coerce.ToText(run, b);
        run.CheckText((long)first.Length + second.Length);
        return Value.Of(first + second);
    }

    /// <summary>==.</summary>
    private static bool IsEqual(Run run, Value a, Value b)
    {
        if (a.IsNullish || b.IsNullish)
        {
            return a.IsNullish && b.IsNullish;
        }

        if (a.Kind == b.Kind)
        {
            return IsSame(run, a, b);
        }

        var (aIsObject, bIsObject) = (a.Kind >= ValueKind.List, b.Kind >= ValueKind.List);
        if (aIsObject && bIsObject)
        {
            return false;
        }

        // A truth value becomes a number before the other side becomes text.
        if (a.Kind == ValueKind.Boolean)
        {
            return IsEqual(run, Value.Of(Coerce.ToNumber(run, a)), b);
        }

        if (b.Kind == ValueKind.Boolean)
        {
            return IsEqual(run, a, Value.Of(Coerce.ToNumber(run, b)));
        }

        if (aIsObject || bIsObject)
        {
            return IsEqual(run, Coerce.ToPrimitive(run, a), Coerce.ToPrimitive(run, b));
        }

        return Coerce.ToNumber(run, a) == Coerce.ToNumber(run, b);
    }

    private static Value Compare(Run run, BinaryOperator sign, Value left, Value right)
    {
        var a = Coerce.ToPrimitive(run, left);
        var b = Coerce.ToPrimitive(run, right);
        if (a.Kind != ValueKind.Text || b.Kind != ValueKind.Text)
        {
            return OnNumbers(run, sign, Coerce.ToNumber(run, a), Coerce.ToNumber(run, b));
        }

        run.ChargeText(Math.Min(a.AsText.Length, b.AsText.Length));
        return OnNumbers(run, sign, string.CompareOrdinal(a.AsText, b.AsText), 0);
    }
}
