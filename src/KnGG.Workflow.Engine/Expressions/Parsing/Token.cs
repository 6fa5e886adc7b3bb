namespace KnGG.Workflow.Engine.Expressions.Parsing;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Name,
    Sign,
    TemplateStart,
    TemplateText,
    TemplateOpen,
    TemplateClose,
    TemplateEnd,
    Pattern,
}

/// <summary>One word of the source. A pattern (regular expression) has its flags in <see cref="Flags"/>.</summary>
internal sealed record Token(TokenKind Kind, string Text, Position At, bool AfterNewLine, double Number = 0, string Flags = "")
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}
