using System.Globalization;
using System.Text;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>
/// Writes a JavaScript pattern as one that means the same to .NET's engine without backtracking. Only what both read the same
/// way is let through: no back references, no looking ahead or behind, no named groups, no word borders.
/// </summary>
internal sealed class PatternTranslation
{
    private const string Space = @"\t-\r \u00A0\uFEFF\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
    private const string LineEnds = @"\n\r\u2028\u2029";

    private readonly string _body;
    private readonly bool _ignoreCase;
    private readonly bool _lines;
    private readonly bool _dotAll;
    private readonly StringBuilder _out = new();
    private int _at;
    private int _depth;
    private int _captures;

    private PatternTranslation(string body, string flags)
    {
        _body = body;
        _ignoreCase = flags.Contains('i', StringComparison.Ordinal);
        _lines = flags.Contains('m', StringComparison.Ordinal);
        _dotAll = flags.Contains('s', StringComparison.Ordinal);
    }

    public static bool TryTranslate(string body, string flags, out string translated, out string problem)
    {
        var translation = new PatternTranslation(body, flags);
        translated = "";
        try
        {
            if (body.Length > 1000)
            {
                throw new FormatException("Dit zoekpatroon is langer dan 1000 tekens.");
            }

            translation.Alternatives();
            if (translation._at < body.Length)
            {
                throw new FormatException("In het zoekpatroon staat een haakje te veel.");
            }

            translated = translation._out.ToString();
            problem = "";
            return true;
        }
        catch (FormatException e)
        {
            problem = e.Message;
            return false;
        }
    }

    private char Peek(int offset = 0) => _at + offset < _body.Length ? _body[_at + offset] : '\0';

    /// <summary>Reads up to the closing parenthesis. True when it can match nothing at all.</summary>
    private bool Alternatives()
    {
        if (++_depth > 20)
        {
            throw new FormatException("Dit zoekpatroon is te diep genest.");
        }

        var (anyEmpty, empty) = (false, true);
        while (_at < _body.Length && _body[_at] != ')')
        {
            if (_body[_at] == '|')
            {
                _out.Append('|');
                _at++;
                (anyEmpty, empty) = (anyEmpty || empty, true);
            }
            else
            {
                empty &= Term();
            }
        }

        _depth--;
        return anyEmpty || empty;
    }

    /// <summary>One character, class or group with its repetition. True when it can match nothing at all.</summary>
    private bool Term()
    {
        var (empty, captures) = (false, _captures);
        var c = _body[_at++];
        switch (c)
        {
            case '^' when !_lines:
                _out.Append(@"\A");
                return true;
            case '$' when !_lines:
                _out.Append(@"\z");
                return true;
            case '^' or '$':
                throw new FormatException("De vlag m met ^ of $ kan hier niet.");
            case '(':
                empty = Group();
                break;
            case '[':
                _out.Append(Class());
                break;
            case '.':
                _out.Append(_dotAll ? @"[\s\S]" : $"[^{LineEnds}]");
                break;
            case '\\':
                _out.Append(Escape(inClass: false));
                break;
            case '*' or '+' or '?' or '{' or '}' or ']':
                throw new FormatException($"Het teken '{c}' kan hier niet in het zoekpatroon.");
            default:
                _out.Append(Letter(c));
                break;
        }

        return Quantifier(empty, _captures > captures);
    }

    private bool Group()
    {
        if (Peek() == '?')
        {
            if (Peek(1) != ':')
            {
                throw new FormatException("In een zoekpatroon kan hier na (? alleen een dubbele punt.");
            }

            _at += 2;
            _out.Append("(?:");
        }
        else
        {
            _out.Append('(');
            _captures++;
        }

        var empty = Alternatives();
        if (Peek() != ')')
        {
            throw new FormatException("In het zoekpatroon ontbreekt een haakje.");
        }

        _at++;
        _out.Append(')');
        return empty;
    }

    private bool Quantifier(bool empty, bool captures)
    {
        var start = _at;
        if (Peek() is '*' or '+' or '?')
        {
            _at++;
        }
        else if (Peek() == '{')
        {
            Counts();
        }
        else
        {
            return empty;
        }

        // JavaScript forgets the groups of an earlier round and of an empty one; .NET keeps them.
        if (empty || (captures && _body[start] != '?'))
        {
            throw new FormatException("Herhaal in een zoekpatroon geen groep die leeg kan zijn of die iets onthoudt: schrijf (?:…).");
        }

        if (Peek() == '?')
        {
            _at++;
        }

        _out.Append(_body, start, _at - start);
        if (Peek() is '*' or '+' or '?' or '{')
        {
            throw new FormatException("Twee herhalingen na elkaar kan niet in een zoekpatroon.");
        }

        return _body[start] is '*' or '?' || (_body[start] == '{' && _body[start + 1] == '0');
    }

    private void Counts()
    {
        var end = _body.IndexOf('}', _at);
        var parts = end < 0 ? [] : _body[(_at + 1)..end].Split(',');
        var fits = parts.Length is 1 or 2 && Number(parts[0], out var least)
            && (parts.Length == 1 || parts[1].Length == 0 || (Number(parts[1], out var most) && most >= least));
        if (!fits)
        {
            throw new FormatException("De herhaling {…} in het zoekpatroon klopt niet, of is groter dan 200.");
        }

        _at = end + 1;

        static bool Number(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 200;
    }

    private string Class()
    {
        var text = new StringBuilder("[");
        if (Peek() == '^')
        {
            text.Append('^');
            _at++;
        }

        if (Peek() == ']')
        {
            throw new FormatException("Lege blokhaken kunnen niet in een zoekpatroon.");
        }

        while (Peek() != ']')
        {
            if (_at >= _body.Length)
            {
                throw new FormatException("In het zoekpatroon ontbreekt ']'.");
            }

            ClassPart(text);
        }

        _at++;
        return text.Append(']').ToString();
    }

    private void ClassPart(StringBuilder text)
    {
        var first = ClassCharacter(out var set);
        if (set is not null)
        {
            if (Peek() == '-' && Peek(1) != ']')
            {
                throw new FormatException("Dit bereik in blokhaken kan niet.");
            }

            text.Append(set);
            return;
        }

        if (Peek() != '-' || Peek(1) == ']')
        {
            AppendRange(text, first, first);
            return;
        }

        _at++;
        var last = ClassCharacter(out set);
        if (set is not null || last < first)
        {
            throw new FormatException("Dit bereik in blokhaken kan niet.");
        }

        AppendRange(text, first, last);
    }

    private char ClassCharacter(out string? set)
    {
        set = null;
        var c = _body[_at++];
        if (c != '\\')
        {
            return c;
        }

        var next = Peek();
        if (next is 'd' or 'w' or 's')
        {
            _at++;
            set = next switch { 'd' => "0-9", 'w' => "A-Za-z0-9_", _ => Space };
            return '\0';
        }

        return Single();
    }

    private void AppendRange(StringBuilder text, char first, char last)
    {
        text.Append(Unit(first)).Append('-').Append(Unit(last));
        if (!_ignoreCase)
        {
            return;
        }

        if (last > '\x7F')
        {
            throw new FormatException("De vlag i kan hier alleen met letters zonder accent.");
        }

        for (var c = first; c <= last; c++)
        {
            if (char.IsAsciiLetter(c))
            {
                text.Append(Unit((char)(c ^ 0x20)));
            }
        }
    }

    private string Escape(bool inClass)
    {
        var c = Peek();
        var set = c switch
        {
            'd' => "[0-9]",
            'D' => "[^0-9]",
            'w' => "[A-Za-z0-9_]",
            'W' => "[^A-Za-z0-9_]",
            's' => $"[{Space}]",
            'S' => $"[^{Space}]",
            _ => null,
        };
        if (set is null || inClass)
        {
            return Letter(Single());
        }

        _at++;
        return set;
    }

    /// <summary>An escape that means one character.</summary>
    private char Single()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case 'x' or 'u':
                return Code(c == 'x' ? 2 : 4);
        }

        if (c == '\0' || char.IsLetterOrDigit(c) || c == '_')
        {
            throw new FormatException($"'\\{c}' kan hier niet in een zoekpatroon.");
        }

        return c;
    }

    private char Code(int length)
    {
        if (_at + length > _body.Length
            || !ushort.TryParse(_body.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException("De code van een teken in het zoekpatroon klopt niet.");
        }

        _at += length;
        return (char)code;
    }

    private string Letter(char c)
    {
        if (!_ignoreCase || !char.IsLetter(c))
        {
            return Unit(c);
        }

        return char.IsAsciiLetter(c)
            ? $"[{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}]"
            : throw new FormatException("De vlag i kan hier alleen met letters zonder accent.");
    }

    private static string Unit(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
}
