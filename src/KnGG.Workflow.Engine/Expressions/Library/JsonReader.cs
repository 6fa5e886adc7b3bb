using System.Globalization;
using System.Text;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>JSON.parse, exactly as strict as JavaScript's. Not the platform's reader: that one refuses half characters, which JavaScript keeps.</summary>
internal ref struct JsonReader
{
    private readonly Run _run;
    private readonly string _text;
    private int _at;

    private JsonReader(Run run, string text)
    {
        _run = run;
        _text = text;
    }

    public static Value Parse(Run run, string text)
    {
        run.ChargeText(text.Length * 8);
        var reader = new JsonReader(run, text);
        var value = reader.ReadValue(0);
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Wrong();
    }

    private Value ReadValue(int depth)
    {
        _run.Charge(1);
        _run.CheckDepth(depth);
        SkipSpace();
        switch (Current)
        {
            case '"':
                return Value.Of(ReadText());
            case '[':
                return ReadList(depth + 1);
            case '{':
                return ReadMap(depth + 1);
            case 't':
                return Word("true", Value.True);
            case 'f':
                return Word("false", Value.False);
            case 'n':
                return Word("null", Value.Null);
            default:
                return ReadNumber();
        }
    }

    private Value ReadList(int depth)
    {
        _at++;
        var items = new List<Value>();
        SkipSpace();
        if (Current == ']')
        {
            _at++;
            return _run.List(items);
        }

        do
        {
            items.Add(ReadValue(depth));
            SkipSpace();
        }
        while (AcceptComma(']'));
        return _run.List(items);
    }

    private Value ReadMap(int depth)
    {
        _at++;
        var builder = new MapBuilder();
        SkipSpace();
        if (Current == '}')
        {
            _at++;
            return builder.Build();
        }

        do
        {
            SkipSpace();
            if (Current != '"')
            {
                throw Wrong();
            }

            var key = ReadText();
            SkipSpace();
            if (Current != ':')
            {
                throw Wrong();
            }

            _at++;
            builder.Set(_run, key == "__proto__" ? throw _run.Fail("De naam '__proto__' is hier niet toegestaan.") : key, ReadValue(depth));
            SkipSpace();
        }
        while (AcceptComma('}'));
        return builder.Build();
    }

    private bool AcceptComma(char end)
    {
        var c = Current;
        if (c != ',' && c != end)
        {
            throw Wrong();
        }

        _at++;
        return c == ',';
    }

    private string ReadText()
    {
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            var c = Current;
            if (_at >= _text.Length || c < ' ')
            {
                throw Wrong();
            }

            _at++;
            if (c == '"')
            {
                return text.ToString();
            }

            text.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        var c = Current;
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Wrong();
        }
    }

    private Value ReadNumber()
    {
        var start = _at;
        _at += Current == '-' ? 1 : 0;
        var first = Current;
        var whole = SkipDigits();
        if (whole == 0 || (first == '0' && whole > 1))
        {
            throw Wrong();
        }

        if (Current == '.')
        {
            _at++;
            if (SkipDigits() == 0)
            {
                throw Wrong();
            }
        }

        if (Current is 'e' or 'E')
        {
            _at++;
            _at += Current is '+' or '-' ? 1 : 0;
            if (SkipDigits() == 0)
            {
                throw Wrong();
            }
        }

        return Value.Of(double.Parse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private int SkipDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        return _at - start;
    }

    private Value Word(string word, Value value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Wrong();
        }

        _at += word.Length;
        return value;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private readonly ExpressionException Wrong() => _run.Fail($"Dit is geen JSON (bij teken {_at + 1}).");
}
