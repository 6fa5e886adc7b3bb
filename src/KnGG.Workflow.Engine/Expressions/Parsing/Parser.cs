using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Reads tokens into nodes, resolves names on the way, and refuses what lies outside the language.</summary>
internal sealed partial class Parser(List<Token> tokens)
{
    private static readonly Node UndefinedNode = new ConstantNode(Value.Undefined);

    private readonly int[] _closings = Closings(tokens);
    private readonly List<ExpressionRefusal> _refusals = [];
    private readonly List<(Node Target, string Method, Position At)> _changes = [];
    private readonly ScopeUses _uses = new();
    private readonly HashSet<Node> _inParentheses = new(ReferenceEqualityComparer.Instance);
    private NameScope _names = new(null, 0);
    private int _at;
    private int _depth;

    public int SlotCount { get; private set; }

    public IReadOnlyList<ExpressionRefusal> Refusals => _refusals;

    private Token Current => tokens[_at];

    private bool InFunction => _names.FunctionDepth > 0;

    public Node ParseProgram()
    {
        var body = ParseStatements(isProgram: true);
        foreach (var (target, method, at) in _changes)
        {
            if (target.Owned == Ownership.None)
            {
                _refusals.Add(new(
                    $"'{method}' verandert de lijst zelf. Maak eerst een kopie: [...lijst].{method}(…).", at.Line, at.Column));
            }
        }

        return body;
    }

    private Token Next() => tokens[_at++];

    private Token Peek(int offset = 1) => tokens[Math.Min(_at + offset, tokens.Count - 1)];

    private bool Accept(string sign)
    {
        if (!Current.Is(sign))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Accept(sign))
        {
            throw Unexpected($"Hier hoort '{sign}'");
        }
    }

    private RefusedException Unexpected(string wanted)
    {
        var token = Current;
        return new(
            token.Kind == TokenKind.End ? $"{wanted}, maar de expressie houdt op." : $"{wanted}, niet '{Describe.Short(token.Text)}'.", token.At);
    }

    /// <summary>Goes on after a refusal that does not hinder reading the rest, so that a person sees all of them at once.</summary>
    private void Refuse(string message, Position at) => _refusals.Add(new(message, at.Line, at.Column));

    private void Deeper()
    {
        if (++_depth > Bounds.Nesting)
        {
            throw new RefusedException("De expressie is te diep genest of te lang. Verdeel haar met const.", Current.At);
        }
    }

    private Binding Declare(string name, Position at)
    {
        if (Words.IsReserved(name) || name is "undefined" or "NaN" or "Infinity" or "let" or "eval" or "arguments" or "static" or "yield" or "await" or "async" or "of")
        {
            throw new RefusedException($"'{name}' kan geen eigen naam zijn.", at);
        }

        var binding = new Binding(name, SlotCount++, _names.FunctionDepth);
        if (!_names.TryAdd(binding))
        {
            Refuse($"De naam '{name}' bestaat hier al of is al eerder gebruikt.", at);
        }

        return binding;
    }

    private Binding Hidden(Node source) => new("", SlotCount++, _names.FunctionDepth) { Source = source, Uses = 1 };
}
