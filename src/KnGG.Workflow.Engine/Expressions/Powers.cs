using System.Numerics;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>
/// ** and Math.pow where every machine gives the same: exact results, squares, roots and reciprocals. Elsewhere the last
/// digit depends on the mathematics library, and a decision must not.
/// </summary>
internal static class Powers
{
    public static double Of(Run run, double x, double power)
    {
        if (double.IsNaN(power) || (Math.Abs(x) == 1 && double.IsInfinity(power)))
        {
            return double.NaN;
        }

        // NaN, zero and the infinities are defined, not computed.
        if (power == 0 || x == 0 || !double.IsFinite(x) || !double.IsFinite(power) || (x < 0 && power != Math.Floor(power)))
        {
            return Math.Pow(x, power);
        }

        return power switch
        {
            1 => x,
            2 => x * x,
            0.5 => Math.Sqrt(x),
            -1 => 1 / x,
            _ when IsExact(x, power) => Math.Pow(x, power),
            _ => throw run.Fail("De laatste cijfers van deze macht verschillen per machine. Schrijf x * x * x, of rond eerst af."),
        };
    }

    private static bool IsExact(double x, double power)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF);
        if (power != Math.Floor(power) || exponent == 0)
        {
            return false;
        }

        var mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        var odd = mantissa >> zeros;
        var scale = (exponent - 1075 + zeros) * power;
        if (Math.Abs(scale) > 900)
        {
            return false;
        }

        return odd == 1 || (power > 0 && power <= 53 && BigInteger.Pow(odd, (int)power) <= 9007199254740992);
    }
}
