using System.Collections.Frozen;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Operators, by precedence.</summary>
internal sealed partial class Parser
{
    private const int PowerLevel = 12;

    private static readonly FrozenDictionary<string, (int Level, BinaryOperator Sign)> Binary =
        new Dictionary<string, (int, BinaryOperator)>(StringComparer.Ordinal)
        {
            ["|"] = (4, BinaryOperator.Or),
            ["^"] = (5, BinaryOperator.Xor),
            ["&"] = (6, BinaryOperator.And),
            ["=="] = (7, BinaryOperator.Equal),
            ["!="] = (7, BinaryOperator.NotEqual),
            ["==="] = (7, BinaryOperator.Same),
            ["!=="] = (7, BinaryOperator.NotSame),
            ["<"] = (8, BinaryOperator.Less),
            ["<="] = (8, BinaryOperator.LessOrEqual),
            [">"] = (8, BinaryOperator.Greater),
            [">="] = (8, BinaryOperator.GreaterOrEqual),
            ["in"] = (8, BinaryOperator.In),
            ["<<"] = (9, BinaryOperator.ShiftLeft),
            [">>"] = (9, BinaryOperator.ShiftRight),
            [">>>"] = (9, BinaryOperator.ShiftRightUnsigned),
            ["+"] = (10, BinaryOperator.Add),
            ["-"] = (10, BinaryOperator.Subtract),
            ["*"] = (11, BinaryOperator.Multiply),
            ["/"] = (11, BinaryOperator.Divide),
            ["%"] = (11, BinaryOperator.Remainder),
            ["**"] = (PowerLevel, BinaryOperator.Power),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private Node ParseExpression()
    {
        Deeper();
        var depth = _depth;
        if (StartsArrow())
        {
            throw new RefusedException("Een functie mag hier alleen als argument staan: lijst.map(x => …).", Current.At);
        }

        var node = ParseBinary(1);
        if (Accept("?"))
        {
            var yes = ParseExpression();
            Expect(":");
            node = new ConditionalNode(node, yes, ParseExpression());
        }

        if (Current.Kind == TokenKind.Sign && Current.Text.EndsWith('=') && Current.Text is not ("==" or "===" or "!=" or "!==" or "<=" or ">="))
        {
            throw AfterExpression();
        }

        _depth = depth - 1;
        return node;
    }

    /// <summary>Reads operators of at least a level; the signs of one level group to the left, but ** to the right.</summary>
    private Node ParseBinary(int least)
    {
        Deeper();
        var depth = _depth;
        var startsWithSign = Current.Kind == TokenKind.Sign && Current.Text is "-" or "+" or "!" or "~" || Current.IsName("typeof") || Current.IsName("void");
        var left = ParseUnary();
        while (Current.Kind is TokenKind.Sign or TokenKind.Name)
        {
            var token = Current;
            if (token.Text is "??" or "||" or "&&" && token.Kind == TokenKind.Sign)
            {
                var logical = token.Text == "&&" ? 3 : token.Text == "||" ? 2 : 1;
                if (logical < least)
                {
                    break;
                }

                Next();
                left = MakeLogical(token, left, ParseBinary(logical + 1));
            }
            else if (Binary.TryGetValue(token.Text, out var found) && found.Level >= least)
            {
                if (found.Level == PowerLevel && startsWithSign)
                {
                    throw new RefusedException("Zet haakjes om het deel voor **.", token.At);
                }

                Next();
                var right = ParseBinary(found.Level == PowerLevel ? PowerLevel : found.Level + 1);
                left = MakeBinary(found.Sign, left, right, token.At);
            }
            else
            {
                break;
            }

            startsWithSign = false;

            // A long chain is as deep for the evaluation as nested parentheses are.
            Deeper();
        }

        _depth = depth - 1;
        return left;
    }

    private static Node MakeBinary(BinaryOperator sign, Node left, Node right, Position at) =>
        sign == BinaryOperator.In && right is ScopePartNode part ? new InScopeNode(part.Part, left, at) : new BinaryNode(sign, left, right, at);

    private LogicalNode MakeLogical(Token token, Node left, Node right)
    {
        if (Mixes(left) || Mixes(right))
        {
            throw new RefusedException("Zet haakjes als ?? samen met && of || staat.", token.At);
        }

        return new LogicalNode(token.Text, left, right);

        bool Mixes(Node node) => node is LogicalNode inner && !_inParentheses.Contains(inner) && (inner.Sign == "??") != (token.Text == "??");
    }

    private Node ParseUnary()
    {
        var token = Current;
        if (token.Kind == TokenKind.Sign && token.Text is "++" or "--")
        {
            throw new RefusedException("Een expressie verandert niets: ++ en -- kunnen hier niet.", token.At);
        }

        var isSign = (token.Kind == TokenKind.Sign && token.Text is "!" or "-" or "+" or "~")
            || (token.Kind == TokenKind.Name && token.Text is "typeof" or "void");
        if (!isSign)
        {
            return ParsePostfix(ParsePrimary());
        }

        Next();
        Deeper();
        var operand = ParseUnary();
        _depth--;
        return token.Text == "-" && operand is ConstantNode constant && constant.Evaluate(null!) is { Kind: ValueKind.Number } number
            ? new ConstantNode(Value.Of(-number.AsNumber))
            : new UnaryNode(token.Text, operand, token.At);
    }

    private Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Next();
                return new ConstantNode(Value.Of(token.Number));
            case TokenKind.Text:
                Next();
                return new ConstantNode(Value.Of(token.Text));
            case TokenKind.TemplateStart:
                return ParseTemplate();
            case TokenKind.Pattern:
                return ParsePatternCall();
            case TokenKind.Name:
                return ParseNamed();
        }

        if (Accept("("))
        {
            var node = ParseExpression();
            if (!Current.Is(")"))
            {
                throw AfterExpression();
            }

            Next();
            _inParentheses.Add(node);
            return node;
        }

        return Accept("[") ? ParseList() : Accept("{") ? ParseMap() : throw Unexpected("Hier hoort een waarde");
    }

    private TemplateNode ParseTemplate()
    {
        var at = Next().At;
        var texts = new List<string>();
        var values = new List<Node>();
        while (Current.Kind != TokenKind.TemplateEnd)
        {
            var token = Next();
            switch (token.Kind)
            {
                case TokenKind.TemplateText:
                    texts.Add(token.Text);
                    break;
                case TokenKind.TemplateOpen:
                    values.Add(ParseExpression());
                    if (Current.Kind != TokenKind.TemplateClose)
                    {
                        throw Unexpected("Hier hoort '}'");
                    }

                    break;
            }
        }

        Next();
        return new TemplateNode([.. texts], [.. values], at);
    }

    private ListNode ParseList()
    {
        var items = new List<Node>();
        var spreads = false;
        while (!Accept("]"))
        {
            if (Current.Is(","))
            {
                throw new RefusedException("Een lege plek in een lijst kan hier niet.", Current.At);
            }

            items.Add(ParseSpreadable(ref spreads));
            if (!Current.Is("]"))
            {
                Expect(",");
            }
        }

        return new ListNode([.. items], spreads);
    }

    private Node ParseSpreadable(ref bool spreads)
    {
        var at = Current.At;
        if (!Accept("..."))
        {
            return ParseExpression();
        }

        spreads = true;
        return new SpreadNode(ParseExpression(), at);
    }

    private MapNode ParseMap()
    {
        var parts = new List<MemberPart>();
        while (!Accept("}"))
        {
            parts.Add(ParseMember());
            if (!Current.Is("}"))
            {
                Expect(",");
            }
        }

        return new MapNode([.. parts]);
    }

    private MemberPart ParseMember()
    {
        var token = Next();
        if (token.Is("..."))
        {
            return new MemberPart(null, ParseExpression(), token.At);
        }

        if (token.Is("["))
        {
            var key = ParseExpression();
            Expect("]");
            Expect(":");
            return new MemberPart(key, ParseExpression(), token.At);
        }

        if (token.Kind == TokenKind.Name && (Current.Is(",") || Current.Is("}")))
        {
            _at--;
            return new MemberPart(new ConstantNode(Value.Of(token.Text)), ParseNamed(), token.At);
        }

        if (token.Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number) || !Current.Is(":"))
        {
            throw new RefusedException("Hier hoort een veld: naam: waarde.", token.At);
        }

        Next();
        var name = token.Kind == TokenKind.Number ? JavaScriptNumber.Text(token.Number) : token.Text;
        return new MemberPart(new ConstantNode(Value.Of(name)), ParseExpression(), token.At);
    }
}
