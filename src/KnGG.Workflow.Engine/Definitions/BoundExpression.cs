using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>An expression of a definition, compiled once. A closed family.</summary>
internal abstract class BoundExpression
{
    private BoundExpression()
    {
    }

    /// <summary>The value in a scope.</summary>
    /// <exception cref="ActivityFault">There is no value here.</exception>
    public abstract Value Evaluate(ActivityScope scope);

    /// <summary>A literal or an object.</summary>
    public sealed class Constant(Value value) : BoundExpression
    {
        public Value Value { get; } = value;

        public override Value Evaluate(ActivityScope scope) => Value;
    }

    /// <summary>A variable, by id where the definition has one, else by name.</summary>
    public sealed class Variable(string? id, string name) : BoundExpression
    {
        public string Name { get; } = name;

        public override Value Evaluate(ActivityScope scope) => scope.ReadVariable(id, Name);
    }

    /// <summary>An input of the workflow.</summary>
    public sealed class Input(string name) : BoundExpression
    {
        public string Name { get; } = name;

        public override Value Evaluate(ActivityScope scope) => scope.GetWorkflowInput(Name);
    }

    /// <summary>The last output of another activity.</summary>
    public sealed class Output(string activity, string? output) : BoundExpression
    {
        public override Value Evaluate(ActivityScope scope) =>
            scope.TryGetOutput(activity, output, out var value) ? value : Value.Null;
    }

    /// <summary>JavaScript inside the subset.</summary>
    public sealed class Script(CompiledExpression compiled) : BoundExpression
    {
        public CompiledExpression Compiled { get; } = compiled;

        public override Value Evaluate(ActivityScope scope)
        {
            try
            {
                return Compiled.Evaluate(scope);
            }
            catch (ExpressionException exception)
            {
                throw new ActivityFault($"De expressie geeft een fout op regel {exception.Line}, kolom {exception.Column}: {exception.Message}");
            }
        }
    }

    /// <summary>An expression that this engine does not run. Publishing refuses it; where it is met all the same it is a fault.</summary>
    public sealed class Refused(string message, int line, int column) : BoundExpression
    {
        public string Message { get; } = message;

        public int Line { get; } = line;

        public int Column { get; } = column;

        public override Value Evaluate(ActivityScope scope) =>
            throw new ActivityFault($"De expressie kan niet worden uitgevoerd (regel {Line}, kolom {Column}): {Message}");
    }
}
