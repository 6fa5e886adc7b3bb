namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Splits the source into tokens, with the places of the lines.</summary>
internal sealed partial class Lexer
{
    // Longest first, so that the first that fits is the right one.
    private static readonly string[] Signs =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "**", "<<", ">>",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "@", "#",
    ];

    private readonly string _text;
    private readonly List<Token> _tokens = [];

    // One entry for each open brace: true when it belongs to a template's ${.
    private readonly Stack<bool> _braces = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private bool _newLine;

    private Lexer(string text) => _text = text;

    private Position Here => new(_line, _at - _lineStart + 1);

    public static List<Token> Read(string text)
    {
        if (text.Length > Bounds.Source)
        {
            throw new RefusedException($"De expressie is langer dan {Bounds.Source} tekens.", new Position(1, 1));
        }

        var lexer = new Lexer(text);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (true)
        {
            SkipSpace();
            if (_at >= _text.Length)
            {
                Add(TokenKind.End, "", Here);
                return;
            }

            ReadToken();
        }
    }

    private void ReadToken()
    {
        var c = _text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            ReadText(c);
        }
        else if (c == '`')
        {
            Add(TokenKind.TemplateStart, "`", Here);
            _at++;
            ReadTemplate();
        }
        else if (char.IsLetter(c) || c is '_' or '$')
        {
            ReadName();
        }
        else if (c == '/' && PatternMayStart())
        {
            ReadPattern();
        }
        else
        {
            ReadSign();
        }
    }

    private void ReadName()
    {
        var at = Here;
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$'))
        {
            _at++;
        }

        Add(TokenKind.Name, _text[start.._at], at);
    }

    private void ReadSign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0 || (sign == "?." && char.IsAsciiDigit(Peek(2))))
            {
                continue;
            }

            if (sign == "}" && _braces.Count > 0 && _braces.Pop())
            {
                Add(TokenKind.TemplateClose, "}", Here);
                _at++;
                ReadTemplate();
                return;
            }

            if (sign == "{")
            {
                _braces.Push(false);
            }

            Add(TokenKind.Sign, sign, Here);
            _at += sign.Length;
            return;
        }

        throw Refuse($"Het teken '{_text[_at]}' is hier niet te begrijpen.");
    }

    /// <summary>A slash after a value divides; anywhere else it starts a pattern.</summary>
    private bool PatternMayStart()
    {
        if (_tokens.Count == 0)
        {
            return true;
        }

        var last = _tokens[^1];
        return last.Kind switch
        {
            TokenKind.Number or TokenKind.Text or TokenKind.TemplateEnd or TokenKind.Pattern => false,
            TokenKind.Name => last.Text is "return" or "typeof" or "in" or "void",
            TokenKind.Sign => last.Text is not (")" or "]" or "}"),
            _ => true,
        };
    }

    private void ReadPattern()
    {
        var at = Here;
        var start = ++_at;
        var inClass = false;
        for (; ; _at++)
        {
            if (_at >= _text.Length || IsLineEnd(_text[_at]))
            {
                throw new RefusedException("Het zoekpatroon (reguliere expressie) is niet afgesloten met '/'.", at);
            }

            var c = _text[_at];
            if (c == '\\' && _at + 1 < _text.Length && !IsLineEnd(_text[_at + 1]))
            {
                _at++;
            }
            else if (c == '/' && !inClass)
            {
                break;
            }
            else if (c is '[' or ']')
            {
                inClass = c == '[';
            }
        }

        var body = _text[start.._at++];
        var flags = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$'))
        {
            _at++;
        }

        Add(TokenKind.Pattern, body, at, flags: _text[flags.._at]);
    }

    private void SkipSpace()
    {
        _newLine = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (IsLineEnd(c))
            {
                NewLine(c);
            }
            else if (JavaScriptText.IsSpace(c))
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                while (_at < _text.Length && !IsLineEnd(_text[_at]))
                {
                    _at++;
                }
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var at = Here;
        _at += 2;
        while (!(Peek(0) == '*' && Peek(1) == '/'))
        {
            if (_at >= _text.Length)
            {
                throw new RefusedException("De opmerking is niet afgesloten met '*/'.", at);
            }

            if (IsLineEnd(_text[_at]))
            {
                NewLine(_text[_at]);
            }
            else
            {
                _at++;
            }
        }

        _at += 2;
    }

    private void NewLine(char c)
    {
        _at += c == '\r' && Peek(1) == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
        _newLine = true;
    }

    private char Peek(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private void Add(TokenKind kind, string text, Position at, double number = 0, string flags = "")
    {
        _tokens.Add(new Token(kind, text, at, _newLine, number, flags));
        _newLine = false;
    }

    private RefusedException Refuse(string message) => new(message, Here);
}
