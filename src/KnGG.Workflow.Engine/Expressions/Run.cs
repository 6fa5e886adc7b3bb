using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>One evaluation: its scope, its bindings, the work that is left, and the place that is being evaluated.</summary>
internal sealed class Run(IExpressionScope scope, int slots)
{
    private long _left = Bounds.Steps;

    public IExpressionScope Scope { get; } = scope;

    /// <summary>One place for each binding of the program. Functions cannot call themselves, so a binding lives at most once at a time.</summary>
    public Value[] Slots { get; } = slots == 0 ? [] : new Value[slots];

    /// <summary>Where to point when something fails.</summary>
    public Position At { get; set; }

    public void Charge(long work)
    {
        _left -= work;
        if (_left < 0)
        {
            throw Fail("De expressie vraagt te veel rekenwerk.");
        }
    }

    public void ChargeText(int length) => Charge((length >> 5) + 1);

    /// <summary>Searching can compare the whole pattern at each place.</summary>
    public void ChargeSearch(int text, int pattern) => Charge(1 + (text >> 5) + (((long)text * pattern) >> 8));

    public void CheckText(long length)
    {
        if (length > Bounds.Text)
        {
            throw Fail($"De tekst wordt langer dan {Bounds.Text} tekens.");
        }

        ChargeText((int)length);
    }

    public void CheckItems(long count)
    {
        if (count > Bounds.Items)
        {
            throw Fail($"De lijst wordt langer dan {Bounds.Items} regels.");
        }

        Charge(count + 1);
    }

    public void CheckDepth(int depth)
    {
        if (depth > Bounds.Depth)
        {
            throw Fail("De waarde is te diep genest.");
        }
    }

    public Value Text(string text)
    {
        CheckText(text.Length);
        return Value.Of(text);
    }

    public Value List(List<Value> items)
    {
        CheckItems(items.Count);
        var array = NewArray(items.Count);
        items.CopyTo(array);
        return Value.Of((IReadOnlyList<Value>)array);
    }

    /// <summary>An array that is an object of its own, also when it is empty: [] === [] is false.</summary>
    public static Value[] NewArray(int length) => length == 0 ? (Value[])Array.CreateInstance(typeof(Value), 0) : new Value[length];

    public ExpressionException Fail(string message) => new(message, At.Line, At.Column);
}
