using System.Globalization;
using System.Text;

namespace KnGG.Workflow.Engine.Expressions.Parsing;

/// <summary>Numbers, texts and templates.</summary>
internal sealed partial class Lexer
{
    private void ReadNumber()
    {
        var at = Here;
        var start = _at;
        if (Peek(0) == '0' && (Peek(1) | 0x20) is 'x' or 'o' or 'b')
        {
            var radix = (Peek(1) | 0x20) switch { 'x' => 16, 'o' => 8, _ => 2 };
            _at += 2;
            var digits = Digits(c => char.IsAsciiHexDigit(c));
            Finish(at, JavaScriptText.TryReadRadix(digits, radix, out var whole) ? whole : throw new RefusedException("Dit is geen getal.", at));
            return;
        }

        if (Peek(0) == '0' && char.IsAsciiDigit(Peek(1)))
        {
            throw Refuse("Een getal mag niet met een nul beginnen.");
        }

        var text = Digits(char.IsAsciiDigit);
        if (Peek(0) == '.')
        {
            _at++;
            text += "." + Digits(char.IsAsciiDigit);
        }

        if (Peek(0) is 'e' or 'E')
        {
            _at++;
            text += "e";
            if (Peek(0) is '+' or '-')
            {
                text += _text[_at++];
            }

            var power = Digits(char.IsAsciiDigit);
            text += power.Length > 0 ? power : throw new RefusedException("Dit is geen getal.", at);
        }

        Finish(at, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

        void Finish(Position place, double number)
        {
            if (char.IsLetterOrDigit(Peek(0)) || Peek(0) is '_' or '$' or '\\')
            {
                throw new RefusedException(
                    Peek(0) == 'n' ? "Grote gehele getallen (met een n erachter) zijn er hier niet." : "Na een getal hoort een spatie of een teken.", place);
            }

            Add(TokenKind.Number, _text[start.._at], place, number);
        }
    }

    private string Digits(Func<char, bool> isDigit)
    {
        var start = _at;
        while (isDigit(Peek(0)) || (Peek(0) == '_' && _at > start && isDigit(Peek(1)) && isDigit(_text[_at - 1])))
        {
            _at++;
        }

        return _text[start.._at].Replace("_", "", StringComparison.Ordinal);
    }

    private void ReadText(char quote)
    {
        var at = Here;
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] is '\n' or '\r')
            {
                throw new RefusedException("De tekst is niet afgesloten met een aanhalingsteken.", at);
            }

            var c = _text[_at];
            if (c == quote)
            {
                _at++;
                break;
            }

            if (c == '\\')
            {
                ReadEscape(text);
            }
            else
            {
                text.Append(c);
                _at++;
            }
        }

        Add(TokenKind.Text, text.ToString(), at);
    }

    private void ReadTemplate()
    {
        var at = Here;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length)
            {
                throw new RefusedException("De tekst is niet afgesloten met een accent grave (`).", at);
            }

            var c = _text[_at];
            if (c == '`')
            {
                Add(TokenKind.TemplateText, text.ToString(), at);
                Add(TokenKind.TemplateEnd, "`", Here);
                _at++;
                return;
            }

            if (c == '$' && Peek(1) == '{')
            {
                Add(TokenKind.TemplateText, text.ToString(), at);
                Add(TokenKind.TemplateOpen, "${", Here);
                _braces.Push(true);
                _at += 2;
                return;
            }

            if (c == '\\')
            {
                ReadEscape(text);
            }
            else if (c is '\n' or '\r')
            {
                // JavaScript makes one \n of every line end inside a template.
                NewLine(c);
                text.Append('\n');
            }
            else
            {
                text.Append(c);
                _at++;
            }
        }
    }

    private void ReadEscape(StringBuilder text)
    {
        _at++;
        var c = Peek(0);
        if (c is '\n' or '\r' or '\u2028' or '\u2029')
        {
            NewLine(c);
            return;
        }

        switch (c)
        {
            case 'x':
                _at++;
                text.Append((char)Hex(2));
                return;
            case 'u' when Peek(1) == '{':
                _at += 2;
                ReadLongEscape(text);
                return;
            case 'u':
                _at++;
                text.Append((char)Hex(4));
                return;
            case >= '0' and <= '9' when c != '0' || char.IsAsciiDigit(Peek(1)):
                throw Refuse("Een schuine streep met een cijfer is hier niet toegestaan.");
        }

        text.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', '0' => '\0', _ => c });
        _at++;
    }

    private void ReadLongEscape(StringBuilder text)
    {
        var end = _text.IndexOf('}', _at);
        if (end < 0 || end - _at is 0 or > 8)
        {
            throw Refuse("De code van dit teken is onjuist.");
        }

        var code = Hex(end - _at);
        _at++;
        if (code > 0x10FFFF)
        {
            throw Refuse("De code van dit teken is onjuist.");
        }

        if (code > 0xFFFF)
        {
            text.Append((char)(0xD7C0 + (code >> 10))).Append((char)(0xDC00 + (code & 0x3FF)));
        }
        else
        {
            text.Append((char)code);
        }
    }

    private int Hex(int length)
    {
        var code = 0;
        for (var i = 0; i < length; i++, _at++)
        {
            var digit = char.IsAsciiHexDigit(Peek(0)) ? Convert.ToInt32(Peek(0).ToString(), 16) : throw Refuse("De code van dit teken is onjuist.");
            code = code > 0x10FFFF ? code : (code << 4) + digit;
        }

        return code;
    }
}
