using KnGG.Workflow.Engine.Expressions.Library;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Elsa's functions for reading the instance.</summary>
internal sealed partial class Parser
{
    private Node? Accessor(Token name)
    {
        switch (name.Text)
        {
            case "getVariable":
                return ScopeNode(ScopePart.Variables, ParseNames(name, 1, 1)[0], missingIsNull: true, name.At);
            case "getInput":
                return ScopeNode(ScopePart.Inputs, ParseNames(name, 1, 1)[0], missingIsNull: true, name.At);
            case "getOutputFrom":
                var names = ParseNames(name, 1, 2);
                return new OutputNode(names[0], names.Count > 1 ? names[1] : null, name.At, _uses.OfOutputs(InFunction));
        }

        if (InstanceReader(name.Text) is { } read)
        {
            ParseNames(name, 0, 0);
            return new InstanceNode(read, name.Text == "getLastResult" ? _uses.OfOutputs(InFunction) : new ScopeUse());
        }

        if (name.Text.Length > 3 && name.Text.StartsWith("get", StringComparison.Ordinal) && char.IsUpper(name.Text[3])
            && !name.Text.Contains('.', StringComparison.Ordinal))
        {
            ParseNames(name, 0, 0);
            var wanted = name.Text[3..];
            return new GeneratedGetterNode(wanted, name.At, _uses.Of(new ConstantNode(Value.Of(wanted)), InFunction));
        }

        return null;
    }

    private static Func<IExpressionScope, Value>? InstanceReader(string name) => name switch
    {
        "getLastResult" => scope => scope.LastResult,
        "getWorkflowInstanceId" => scope => Value.Of(scope.InstanceId),
        "getWorkflowInstanceName" => scope => Value.Of(scope.InstanceName),
        "getCorrelationId" => scope => Value.Of(scope.CorrelationId),
        "getWorkflowDefinitionId" => scope => Value.Of(scope.DefinitionId),
        "getWorkflowDefinitionVersionId" => scope => Value.Of(scope.DefinitionVersionId),
        "getWorkflowDefinitionVersion" => scope => Value.Of(scope.DefinitionVersion),
        _ => null,
    };

    private List<Node> ParseNames(Token name, int least, int most)
    {
        Expect("(");
        var names = new List<Node>();
        while (!Accept(")"))
        {
            names.Add(ParseExpression());
            if (!Current.Is(")"))
            {
                Expect(",");
            }
        }

        if (names.Count < least || names.Count > most)
        {
            throw new RefusedException(
                most == 0 ? $"'{name.Text}' heeft geen argumenten." : $"'{name.Text}' krijgt {(least == most ? $"{least}" : $"{least} of {most}")} argument(en).", name.At);
        }

        return names;
    }

    private PatternCallNode ParsePatternCall()
    {
        var token = Next();
        var pattern = ReadPattern(token);
        if (!Current.Is(".") || !(Peek().IsName("test") || Peek().IsName("exec")) || !Peek(2).Is("("))
        {
            throw new RefusedException("Een zoekpatroon kan hier alleen zo: /…/.test(tekst), of als argument van match, replace, search of split.", token.At);
        }

        Next();
        var name = Next();
        return new PatternCallNode(pattern, name.Text == "test", ParseArguments(name, -1, false, takesPattern: false), token.At);
    }

    private static TextPattern ReadPattern(Token token) =>
        TextPattern.TryRead(token.Text, token.Flags, out var pattern, out var problem) ? pattern : throw new RefusedException(problem, token.At);
}
