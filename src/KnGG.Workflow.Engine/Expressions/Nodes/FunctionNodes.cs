using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Nodes;

/// <summary>A function that a method calls for each item. Never a value, so it cannot reach itself.</summary>
internal abstract class Callback
{
    public abstract Value Invoke(Run run, ReadOnlySpan<Value> arguments);
}

/// <summary>An arrow function of the expression.</summary>
internal sealed class ArrowCallback(BindingPattern[] parameters, Node body, int weight) : Callback
{
    public override Value Invoke(Run run, ReadOnlySpan<Value> arguments)
    {
        // The whole body is charged at once: outside functions nothing is evaluated twice.
        run.Charge(weight);
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i].Bind(run, i < arguments.Length ? arguments[i] : Value.Undefined);
        }

        return body.Evaluate(run);
    }
}

/// <summary>A named function as argument: map(Number).</summary>
internal sealed class NamedCallback(Function function, Position at) : Callback
{
    public override Value Invoke(Run run, ReadOnlySpan<Value> arguments)
    {
        run.Charge(2);
        run.At = at;
        return function(run, new Arguments(arguments.ToArray(), null));
    }
}

/// <summary>Constants and choices before a result: the body of a program or function.</summary>
internal sealed class BlockNode(Statement[] statements) : Node
{
    public override Value Evaluate(Run run)
    {
        Run(run, statements, out var result);
        return result;
    }

    public static bool Run(Run run, Statement[] statements, out Value result)
    {
        foreach (var statement in statements)
        {
            if (statement.Run(run, out result))
            {
                return true;
            }
        }

        result = Value.Undefined;
        return false;
    }
}

/// <summary>A part of a block. True when it returned.</summary>
internal abstract class Statement
{
    public abstract bool Run(Run run, out Value result);
}

/// <summary>const name = value.</summary>
internal sealed class BindStatement(BindingPattern pattern, Node value) : Statement
{
    public override bool Run(Run run, out Value result)
    {
        pattern.Bind(run, value.Evaluate(run));
        result = default;
        return false;
    }
}

/// <summary>return value.</summary>
internal sealed class ReturnStatement(Node value) : Statement
{
    public override bool Run(Run run, out Value result)
    {
        result = value.Evaluate(run);
        return true;
    }
}

/// <summary>if (test) { … } else { … }, each with constants and returns only.</summary>
internal sealed class IfStatement(Node test, Statement[] yes, Statement[] no) : Statement
{
    public override bool Run(Run run, out Value result) =>
        BlockNode.Run(run, Coerce.ToBoolean(test.Evaluate(run)) ? yes : no, out result);
}
