using KnGG.Workflow.Engine.Expressions.Library;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Members and calls: what follows a value.</summary>
internal sealed partial class Parser
{
    private Node ParsePostfix(Node node)
    {
        var depth = _depth;
        while (true)
        {
            var token = Current;
            if (Accept("?."))
            {
                node = ParseOptional(node, token);
                break;
            }

            if (Accept("."))
            {
                node = ParseMember(node);
            }
            else if (Accept("["))
            {
                var key = ParseExpression();
                Expect("]");
                node = new IndexNode(node, key, token.At);
            }
            else if (token.Is("(") || token.Kind == TokenKind.TemplateStart)
            {
                throw new RefusedException("Dit is geen functie.", token.At);
            }
            else if (token.Is("++") || token.Is("--"))
            {
                throw new RefusedException("Een expressie verandert niets: ++ en -- kunnen hier niet.", token.At);
            }
            else
            {
                break;
            }

            Deeper();
        }

        _depth = depth;
        return node;
    }

    /// <summary>After ?. the rest of the chain works on a value that is held and known to be there.</summary>
    private OptionalNode ParseOptional(Node target, Token mark)
    {
        Deeper();
        var held = Hidden(target);
        Node rest = new LocalNode(held);
        if (Current.Is("("))
        {
            throw new RefusedException("Een functie kan hier niet worden aangeroepen met ?.( … ).", mark.At);
        }

        if (Accept("["))
        {
            var key = ParseExpression();
            Expect("]");
            rest = new IndexNode(rest, key, mark.At);
        }
        else
        {
            rest = ParseMember(rest);
        }

        return new OptionalNode(target, held, ParsePostfix(rest));
    }

    private Node ParseMember(Node target)
    {
        var token = Next();
        if (token.Kind != TokenKind.Name)
        {
            throw new RefusedException("Na een punt hoort een naam.", token.At);
        }

        if (token.Text is "__proto__" or "constructor" or "prototype")
        {
            throw new RefusedException($"'{token.Text}' is hier niet toegestaan.", token.At);
        }

        return Current.Is("(") ? ParseMethodCall(target, token) : new MemberNode(target, token.Text, token.At);
    }

    private MethodCallNode ParseMethodCall(Node target, Token name)
    {
        var entry = Methods.Find(name.Text);
        if (entry is null)
        {
            Refuse(Methods.WhyNot(name.Text), name.At);
            entry = Methods.Unknown;
        }

        if (entry.ChangesTarget)
        {
            _changes.Add((target, name.Text, name.At));
        }

        var arguments = ParseArguments(name, entry.CallbackAt, entry.NeedsCallback, entry.TakesPattern);
        return new MethodCallNode(target, name.Text, entry, arguments, name.At);
    }

    private ArgumentNodes ParseArguments(Token name, int callbackAt, bool needsCallback, bool takesPattern)
    {
        Expect("(");
        var nodes = new List<Node>();
        var spreads = false;
        Callback? callback = null;
        TextPattern? pattern = null;
        while (!Accept(")"))
        {
            if (nodes.Count == 0 && takesPattern && Current.Kind == TokenKind.Pattern && (Peek().Is(",") || Peek().Is(")")))
            {
                pattern = ReadPattern(Next());
                nodes.Add(UndefinedNode);
            }
            else if (!spreads && nodes.Count == callbackAt && TryParseCallback() is { } found)
            {
                callback = found;
                nodes.Add(UndefinedNode);
            }
            else
            {
                nodes.Add(ParseSpreadable(ref spreads));
            }

            if (!Current.Is(")"))
            {
                if (!Current.Is(","))
                {
                    throw AfterExpression();
                }

                Next();
            }
        }

        if (needsCallback && callback is null)
        {
            Refuse($"'{name.Text}' krijgt een functie als argument: {name.Text}(x => …).", name.At);
        }

        return new ArgumentNodes([.. nodes], spreads, callback, pattern);
    }

    /// <summary>An arrow function, or the name of a function of the library: map(Number), map(Math.abs).</summary>
    private Callback? TryParseCallback()
    {
        if (StartsArrow())
        {
            return ParseArrow();
        }

        if (Current.Kind != TokenKind.Name || _names.Find(Current.Text, _names.FunctionDepth) is not null)
        {
            return null;
        }

        var token = Current;
        if ((Peek().Is(",") || Peek().Is(")")) && Functions.Find(token.Text) is { NeedsCallback: false } global)
        {
            Next();
            return new NamedCallback(global.Function, token.At);
        }

        if (Peek().Is(".") && (Peek(3).Is(",") || Peek(3).Is(")")) && Functions.Find(token.Text + "." + Peek(2).Text) is { NeedsCallback: false } member)
        {
            _at += 3;
            return new NamedCallback(member.Function, token.At);
        }

        return null;
    }

    private Node ParseNamed()
    {
        var token = Next();
        switch (token.Text)
        {
            case "true" or "false":
                return new ConstantNode(Value.Of(token.Text == "true"));
            case "null":
                return new ConstantNode(Value.Null);
        }

        if (_names.Find(token.Text, _names.FunctionDepth) is { } binding)
        {
            return Current.Is("(") ? throw new RefusedException($"'{token.Text}' is geen functie.", Current.At) : new LocalNode(binding);
        }

        switch (token.Text)
        {
            case "undefined":
                return UndefinedNode;
            case "NaN":
                return new ConstantNode(Value.Of(double.NaN));
            case "Infinity":
                return new ConstantNode(Value.Of(double.PositiveInfinity));
            case "variables":
                return ParseScopePart(ScopePart.Variables, token);
            case "input" or "inputs":
                return ParseScopePart(ScopePart.Inputs, token);
        }

        if (Current.Is(".") && Peek().Kind == TokenKind.Name)
        {
            var name = token.Text + "." + Peek().Text;
            if (Functions.Constant(name) is { } constant)
            {
                _at += 2;
                return new ConstantNode(constant);
            }

            if (Functions.IsHolder(token.Text))
            {
                _at += 2;
                return ParseFunctionCall(token with { Text = name });
            }
        }

        return Current.Is("(") ? ParseFunctionCall(token) : throw new RefusedException(Words.WhyNot(token.Text), token.At);
    }

    private Node ParseFunctionCall(Token name)
    {
        if (Accessor(name) is { } accessor)
        {
            return accessor;
        }

        if (Functions.Find(name.Text) is not { } entry)
        {
            throw new RefusedException(Functions.WhyNot(name.Text) ?? Words.WhyNot(name.Text), name.At);
        }

        if (!Current.Is("("))
        {
            throw new RefusedException($"'{name.Text}' is hier alleen als aanroep te gebruiken: {name.Text}(…).", name.At);
        }

        if (name.Text == "Object.assign")
        {
            _changes.Add((FirstArgument(), "Object.assign", name.At));
        }

        var arguments = ParseArguments(name, entry.CallbackAt, entry.NeedsCallback, takesPattern: false);
        return new FunctionCallNode(entry.Function, arguments, entry.Owned, name.At);
    }

    /// <summary>Object.assign changes its first argument; only a map literal is safe, and that shows at its first token.</summary>
    private Node FirstArgument() => Peek().Is("{") ? new MapNode([]) : UndefinedNode;

    private Node ParseScopePart(ScopePart part, Token token)
    {
        if (Accept(".") || Accept("?."))
        {
            if (Current.Kind == TokenKind.Name && !Peek().Is("(") && !Property.IsInherited(ValueKind.Map, Current.Text))
            {
                return ScopeNode(part, new ConstantNode(Value.Of(Next().Text)), missingIsNull: false, token.At);
            }

            if (!Accept("["))
            {
                throw Unexpected("Hier hoort de naam van een variabele");
            }

            _at--;
        }

        if (Accept("["))
        {
            var key = ParseExpression();
            Expect("]");
            return ScopeNode(part, key, missingIsNull: false, token.At);
        }

        return tokens[Math.Max(_at - 2, 0)].IsName("in")
            ? new ScopePartNode(part)
            : throw new RefusedException($"Noem een variabele: {token.Text}.Naam.", token.At);
    }

    private ScopeNode ScopeNode(ScopePart part, Node name, bool missingIsNull, Position at) =>
        new(part, name, missingIsNull, at, _uses.Of(name, InFunction));
}
