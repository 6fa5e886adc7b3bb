using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>! - + ~ typeof void.</summary>
internal sealed class UnaryNode(string sign, Node operand, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var value = operand.Evaluate(run);
        run.At = at;
        return sign switch
        {
            "!" => Value.Of(!Coerce.ToBoolean(value)),
            "-" => Value.Of(-Coerce.ToNumber(run, value)),
            "+" => Value.Of(Coerce.ToNumber(run, value)),
            "~" => Value.Of((double)~Coerce.ToInt32(Coerce.ToNumber(run, value))),
            "void" => Value.Undefined,
            _ => Value.Of(Coerce.TypeOf(value)),
        };
    }
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Same,
    NotSame,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    In,
}

/// <summary>An operator on two values.</summary>
internal sealed class BinaryNode(BinaryOperator sign, Node left, Node right, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var a = left.Evaluate(run);
        var b = right.Evaluate(run);
        run.At = at;
        return a.Kind == ValueKind.Number && b.Kind == ValueKind.Number && sign != BinaryOperator.In
            ? Operators.OnNumbers(run, sign, a.AsNumber, b.AsNumber)
            : Operators.OnValues(run, sign, a, b);
    }
}

/// <summary>&amp;&amp; || ??.</summary>
internal sealed class LogicalNode(string sign, Node left, Node right) : Node
{
    public string Sign => sign;

    public override Ownership Owned => left.Owned < right.Owned ? left.Owned : right.Owned;

    public override Value Evaluate(Run run)
    {
        var value = left.Evaluate(run);
        var goOn = sign switch
        {
            "&&" => Coerce.ToBoolean(value),
            "||" => !Coerce.ToBoolean(value),
            _ => value.IsNullish,
        };
        return goOn ? right.Evaluate(run) : value;
    }
}

/// <summary>test ? yes : no.</summary>
internal sealed class ConditionalNode(Node test, Node yes, Node no) : Node
{
    public override Ownership Owned => yes.Owned < no.Owned ? yes.Owned : no.Owned;

    public override Value Evaluate(Run run) =>
        Coerce.ToBoolean(test.Evaluate(run)) ? yes.Evaluate(run) : no.Evaluate(run);
}
