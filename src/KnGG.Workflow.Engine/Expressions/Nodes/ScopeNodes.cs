using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>Which part of the instance an accessor reads.</summary>
internal enum ScopePart
{
    Variables,
    Inputs,
}

/// <summary>variables.X and input.X: undefined when it is missing. getVariable("X") and getInput("X"): null then.</summary>
internal sealed class ScopeNode(ScopePart part, Node name, bool missingIsNull, Position at, ScopeUse use) : Node
{
    private readonly string? _name = name is ConstantNode constant ? constant.Evaluate(null!).TextOrNull : null;

    public override Ownership Owned => use.IsReadOnce ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var key = _name;
        if (key is null)
        {
            var value = name.Evaluate(run);
            run.At = at;
            key = Coerce.ToText(run, value);
        }

        var found = part == ScopePart.Variables
            ? run.Scope.TryGetVariable(key, out var result)
            : run.Scope.TryGetInput(key, out result);
        if (!found || result.Kind == ValueKind.Undefined)
        {
            return missingIsNull ? Value.Null : Value.Undefined;
        }

        return result;
    }
}

/// <summary>The accessor that Elsa generates for a variable or input: getMyName() reads MyName or myName.</summary>
internal sealed class GeneratedGetterNode(string name, Position at, ScopeUse use) : Node
{
    private readonly string _camel = char.ToLowerInvariant(name[0]) + name[1..];

    public override Ownership Owned => use.IsReadOnce ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var scope = run.Scope;
        if (scope.TryGetVariable(name, out var value) || scope.TryGetVariable(_camel, out value)
            || scope.TryGetInput(name, out value) || scope.TryGetInput(_camel, out value))
        {
            return value.Kind == ValueKind.Undefined ? Value.Null : value;
        }

        run.At = at;
        throw run.Fail($"Er is geen variabele of invoer '{name}' voor get{name}().");
    }
}

/// <summary>getOutputFrom("Activity", "Name"): null when there is none.</summary>
internal sealed class OutputNode(Node activity, Node? output, Position at, ScopeUse use) : Node
{
    public override Ownership Owned => use.IsReadOnce ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var first = activity.Evaluate(run);
        var second = output?.Evaluate(run) ?? Value.Undefined;
        run.At = at;
        var name = second.IsNullish ? null : Coerce.ToText(run, second);
        return run.Scope.TryGetOutput(Coerce.ToText(run, first), name, out var value) && value.Kind != ValueKind.Undefined
            ? value
            : Value.Null;
    }
}

/// <summary>One of the accessors without arguments.</summary>
internal sealed class InstanceNode(Func<IExpressionScope, Value> read, ScopeUse use) : Node
{
    public override Ownership Owned => use.IsReadOnce ? Ownership.Whole : Ownership.None;

    public override Value Evaluate(Run run)
    {
        var value = read(run.Scope);
        return value.Kind == ValueKind.Undefined ? Value.Null : value;
    }
}

/// <summary>The word variables or input by itself; only a step of the compiler, never left in a program.</summary>
internal sealed class ScopePartNode(ScopePart part) : Node
{
    public ScopePart Part => part;

    public override Value Evaluate(Run run) => throw run.Fail("Noem een variabele: variables.Naam.");
}

/// <summary>'X' in variables.</summary>
internal sealed class InScopeNode(ScopePart part, Node name, Position at) : Node
{
    public override Value Evaluate(Run run)
    {
        var value = name.Evaluate(run);
        run.At = at;
        var key = Coerce.ToText(run, value);
        if (Property.IsInherited(ValueKind.Map, key))
        {
            throw run.Fail($"De naam '{key}' is hier niet toegestaan.");
        }

        return Value.Of(part == ScopePart.Variables ? run.Scope.TryGetVariable(key, out _) : run.Scope.TryGetInput(key, out _));
    }
}

/// <summary>Counts how often a program may read one thing of the instance: read once and outside functions, sorting it in place cannot be seen.</summary>
internal sealed class ScopeUse
{
    public int Count { get; set; }

    public bool InFunction { get; set; }

    public bool IsReadOnce => Count == 1 && !InFunction;
}
