using KnGG.Workflow.Engine.Expressions.Nodes;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Blocks: constants, choices and a result.</summary>
internal sealed partial class Parser
{
    private BlockNode ParseStatements(bool isProgram)
    {
        var statements = ParseBlock(isProgram);
        if (isProgram && Current.Kind != TokenKind.End)
        {
            throw new RefusedException("Na het resultaat mag niets meer komen.", Current.At);
        }

        return new BlockNode(statements);
    }

    private Statement[] ParseBlock(bool isProgram)
    {
        var statements = new List<Statement>();
        while (Current.Kind != TokenKind.End && !Current.Is("}"))
        {
            if (Accept(";"))
            {
                continue;
            }

            if (Current.IsName("const") || (Current.IsName("let") && Peek().Kind == TokenKind.Name) || (Current.IsName("let") && (Peek().Is("{") || Peek().Is("["))))
            {
                ParseBindings(statements);
            }
            else if (Current.IsName("return"))
            {
                statements.Add(ParseReturn());
                AcceptEmpty();
                return [.. statements];
            }
            else if (Current.IsName("if"))
            {
                statements.Add(ParseIf());
            }
            else if (isProgram)
            {
                statements.Add(new ReturnStatement(ParseResult(statements)));
                AcceptEmpty();
                return [.. statements];
            }
            else
            {
                throw new RefusedException(
                    Words.IsReserved(Current.Text) ? Words.WhyNot(Current.Text) : "Hier hoort const of return.", Current.At);
            }
        }

        return [.. statements];
    }

    private Node ParseResult(List<Statement> statements)
    {
        if (Current.Is("{"))
        {
            throw new RefusedException("Zet haakjes om een object: ({ … }).", Current.At);
        }

        if (statements.Exists(s => s is IfStatement))
        {
            throw new RefusedException("Schrijf na een if het resultaat met return.", Current.At);
        }

        var node = ParseExpression();
        EndStatement();
        return node;
    }

    private void ParseBindings(List<Statement> statements)
    {
        Next();
        do
        {
            var at = Current.At;

            var declared = new List<Binding>();
            var pattern = ParsePattern(declared);
            if (!Current.Is("="))
            {
                throw new RefusedException("Een const of let moet hier meteen een waarde krijgen.", at);
            }

            Next();
            if (StartsArrow())
            {
                throw new RefusedException("Een functie mag hier alleen als argument staan: lijst.map(x => …).", Current.At);
            }

            var uses = declared.Sum(d => d.Uses);
            var value = ParseExpression();
            if (declared.Sum(d => d.Uses) > uses)
            {
                Refuse("Een waarde kan niet naar zichzelf verwijzen.", at);
            }

            if (pattern is NamePattern)
            {
                declared[0].Source = value;
            }

            statements.Add(new BindStatement(pattern, value));
        }
        while (Accept(","));
        EndStatement();
    }

    private ReturnStatement ParseReturn()
    {
        Next();
        if (Current.Kind == TokenKind.End || Current.Is("}") || Current.Is(";"))
        {
            return new ReturnStatement(UndefinedNode);
        }

        if (Current.AfterNewLine)
        {
            throw new RefusedException("De waarde van return moet op dezelfde regel beginnen.", Current.At);
        }

        var value = ParseExpression();
        EndStatement();
        return new ReturnStatement(value);
    }

    private IfStatement ParseIf()
    {
        Next();
        Deeper();
        Expect("(");
        var test = ParseExpression();
        Expect(")");
        var yes = ParseBranch();
        var no = Array.Empty<Statement>();
        if (Current.IsName("else"))
        {
            Next();
            no = ParseBranch();
        }

        _depth--;
        return new IfStatement(test, yes, no);
    }

    private Statement[] ParseBranch()
    {
        if (Current.IsName("if"))
        {
            return [ParseIf()];
        }

        if (Current.IsName("return"))
        {
            return [ParseReturn()];
        }

        if (!Accept("{"))
        {
            throw Unexpected("Hier hoort return of '{'");
        }

        _names = new NameScope(_names, _names.FunctionDepth);
        var block = ParseBlock(isProgram: false);
        _names = _names.Outer!;
        Expect("}");
        return block;
    }

    /// <summary>The end of a statement: a semicolon, or where JavaScript would put one.</summary>
    private void EndStatement()
    {
        if (!Accept(";") && Current.Kind != TokenKind.End && !Current.Is("}") && !Current.AfterNewLine)
        {
            throw AfterExpression();
        }
    }

    private void AcceptEmpty()
    {
        while (Accept(";"))
        {
        }
    }

    private RefusedException AfterExpression()
    {
        if (Current.Kind == TokenKind.Sign && Current.Text is "=" or "+=" or "-=" or "*=" or "/=" or "%=" or "**=" or "++" or "--" or "&&=" or "||=" or "??=" or "&=" or "|=" or "^=" or "<<=" or ">>=" or ">>>=")
        {
            return new("Een expressie verandert niets: toekennen kan hier niet. Vergelijken is ===.", Current.At);
        }

        return Current.Is(",")
            ? new("Een komma kan hier niet.", Current.At)
            : Unexpected("Hier hoort een teken tussen twee waarden, of het einde");
    }
}
