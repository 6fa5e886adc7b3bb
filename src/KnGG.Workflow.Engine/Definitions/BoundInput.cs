using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>An input of an activity with its expression ready, and its value too when that never changes.</summary>
internal sealed class BoundInput
{
    private readonly Value _constant;
    private readonly string? _constantFault;

    public BoundInput(string name, string typeName, Value whenAbsent, BoundExpression? expression)
    {
        Name = name;
        TypeName = typeName;
        Expression = expression;
        switch (expression)
        {
            case null:
                IsAbsent = true;
                _constant = whenAbsent;
                break;
            case BoundExpression.Constant constant when IsEmpty(constant.Value, typeName):
                IsAbsent = true;
                _constant = whenAbsent;
                break;
            case BoundExpression.Constant constant:
                IsConstant = true;
                if (!InputValues.TryConvert(constant.Value, typeName, out _constant, out var why))
                {
                    _constantFault = InputValues.Complain(name, why);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Name in PascalCase.</summary>
    public string Name { get; }

    public string TypeName { get; }

    public BoundExpression? Expression { get; }

    /// <summary>Whether the definition gives it no value, so that it has its default.</summary>
    public bool IsAbsent { get; }

    public bool IsConstant { get; }

    /// <summary>What is wrong with a constant value, or null.</summary>
    public string? ConstantFault => _constantFault;

    public Value Evaluate(ActivityScope scope)
    {
        if (_constantFault is not null)
        {
            throw new ActivityFault(_constantFault);
        }

        if (IsAbsent || IsConstant)
        {
            return _constant;
        }

        var value = Expression!.Evaluate(scope);
        return InputValues.TryConvert(value, TypeName, out var converted, out var why)
            ? converted
            : throw new ActivityFault(InputValues.Complain(Name, why));
    }

    /// <summary>The value before conversion: conditions have rules of their own.</summary>
    public Value EvaluateRaw(ActivityScope scope) => IsAbsent ? _constant : Expression!.Evaluate(scope);

    // The designer writes an empty text when a field is cleared; only for text is that a value.
    private static bool IsEmpty(Value value, string typeName) =>
        value.IsNullish || (value.TextOrNull is { Length: 0 } && typeName is not ("String" or "Object"));
}
