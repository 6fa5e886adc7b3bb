using KnGG.Workflow.Engine.Expressions.Nodes;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Names and arrow functions.</summary>
internal sealed partial class Parser
{
    private BindingPattern ParsePattern(List<Binding> declared)
    {
        Deeper();
        var at = Current.At;
        BindingPattern pattern;
        if (Accept("["))
        {
            pattern = ParseListPattern(declared, at);
        }
        else if (Accept("{"))
        {
            pattern = ParseMapPattern(declared, at);
        }
        else if (Current.Kind == TokenKind.Name)
        {
            pattern = ParseName(declared);
        }
        else
        {
            throw Unexpected("Hier hoort een naam");
        }

        _depth--;
        return pattern;
    }

    private NamePattern ParseName(List<Binding> declared)
    {
        var token = Next();
        var binding = Declare(token.Text, token.At);
        declared.Add(binding);
        return new NamePattern(binding);
    }

    private BindingPattern ParseWithDefault(List<Binding> declared)
    {
        var pattern = ParsePattern(declared);
        return ParseDefault(pattern);
    }

    private BindingPattern ParseDefault(BindingPattern pattern) =>
        Accept("=") ? new DefaultPattern(pattern, ParseExpression()) : pattern;

    private ListPattern ParseListPattern(List<Binding> declared, Position at)
    {
        var items = new List<BindingPattern?>();
        BindingPattern? rest = null;
        while (!Accept("]"))
        {
            if (Accept(","))
            {
                items.Add(null);
                continue;
            }

            if (Accept("..."))
            {
                rest = ParsePattern(declared);
                Expect("]");
                break;
            }

            items.Add(ParseWithDefault(declared));
            if (!Current.Is("]"))
            {
                Expect(",");
            }
        }

        return new ListPattern([.. items], rest, at);
    }

    private MapPattern ParseMapPattern(List<Binding> declared, Position at)
    {
        var members = new List<(string, BindingPattern)>();
        BindingPattern? rest = null;
        while (!Accept("}"))
        {
            if (Accept("..."))
            {
                rest = ParseName(declared);
                Expect("}");
                break;
            }

            var token = Next();
            if (token.Kind is not (TokenKind.Name or TokenKind.Text))
            {
                throw new RefusedException("Hier hoort de naam van een veld.", token.At);
            }

            if (Accept(":"))
            {
                members.Add((token.Text, ParseWithDefault(declared)));
            }
            else if (token.Kind == TokenKind.Name)
            {
                _at--;
                members.Add((token.Text, ParseDefault(ParseName(declared))));
            }
            else
            {
                throw Unexpected("Hier hoort ':'");
            }

            if (!Current.Is("}"))
            {
                Expect(",");
            }
        }

        return new MapPattern([.. members], rest, at);
    }

    /// <summary>Whether an arrow function starts here: a name or closed parentheses before =&gt;.</summary>
    private bool StartsArrow()
    {
        if (Current.Kind == TokenKind.Name)
        {
            return Peek().Is("=>");
        }

        return Current.Is("(") && _closings[_at] > 0 && tokens[_closings[_at] + 1].Is("=>");
    }

    /// <summary>Where each open bracket closes, 0 when it does not. Found once: looking from each bracket again would take the square of the length.</summary>
    private static int[] Closings(List<Token> tokens)
    {
        var closings = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Sign && tokens[i].Text is "(" or "[" or "{")
            {
                open.Push(i);
            }
            else if (tokens[i].Kind == TokenKind.Sign && tokens[i].Text is ")" or "]" or "}" && open.Count > 0)
            {
                closings[open.Pop()] = i;
            }
        }

        return closings;
    }

    private ArrowCallback ParseArrow()
    {
        Deeper();
        var depth = _depth;
        var start = _at;
        _names = new NameScope(_names, _names.FunctionDepth + 1);
        var parameters = ParseParameters();
        var arrow = Current;
        Expect("=>");
        if (arrow.AfterNewLine)
        {
            throw new RefusedException("De pijl => hoort op dezelfde regel als de namen ervoor.", arrow.At);
        }

        Node body;
        if (Accept("{"))
        {
            body = new BlockNode(ParseBlock(isProgram: false));
            Expect("}");
        }
        else
        {
            body = ParseExpression();
        }

        _names = _names.Outer!;
        _depth = depth - 1;
        return new ArrowCallback(parameters, body, 2 + _at - start);
    }

    private BindingPattern[] ParseParameters()
    {
        var declared = new List<Binding>();
        if (Current.Kind == TokenKind.Name)
        {
            return [ParseName(declared)];
        }

        Expect("(");
        var parameters = new List<BindingPattern>();
        while (!Accept(")"))
        {
            if (Current.Is("..."))
            {
                throw new RefusedException("Een functie met een onbekend aantal namen (...) is er hier niet.", Current.At);
            }

            parameters.Add(ParseWithDefault(declared));
            if (!Current.Is(")"))
            {
                Expect(",");
            }
        }

        return [.. parameters];
    }
}
