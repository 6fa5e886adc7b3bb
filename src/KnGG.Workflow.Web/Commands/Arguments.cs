using System.Globalization;

namespace KnGG.Workflow.Web.Commands;

/// <summary>
/// The words after the verb. Reading a value that cannot be used notes what is wrong and gives a default, so that one call names everything
/// that must be changed; the verb asks <see cref="Refused"/> before it starts.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _operands = [];
    private readonly List<string> _errors = [];
    private readonly Verb _verb;

    private Arguments(Verb verb, TextWriter output, TextWriter error)
    {
        _verb = verb;
        Out = output;
        Error = error;
    }

    internal TextWriter Out { get; }

    internal TextWriter Error { get; }

    internal bool Json => Has("--json");

    internal IReadOnlyList<string> Operands => _operands;

    internal static Arguments Parse(Verb verb, ReadOnlySpan<string> words, TextWriter output, TextWriter error)
    {
        var arguments = new Arguments(verb, output, error);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (!word.StartsWith("--", StringComparison.Ordinal) || word.Length == 2)
            {
                arguments._operands.Add(word);
                continue;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? word[..equals] : word;
            var option = name == "--json" && verb.HasJson ? JsonSwitch : verb.Options.FirstOrDefault(o => o.Name == name);
            if (option is null)
            {
                arguments._errors.Add(Unknown(verb, name));
                // A value that belongs to the unknown option would only give a second, confusing message.
                if (equals < 0 && i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal) && verb.Operand is null)
                {
                    i++;
                }
            }
            else if (option.Value is null)
            {
                arguments.Add(option, equals > 0 ? word[(equals + 1)..] : "true");
            }
            else if (equals > 0)
            {
                arguments.Add(option, word[(equals + 1)..]);
            }
            else if (i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                arguments.Add(option, words[++i]);
            }
            else
            {
                arguments._errors.Add($"{name}: er staat geen waarde achter; verwacht wordt {option.Value}.");
            }
        }

        arguments.CheckShape();
        return arguments;
    }

    internal bool Has(string name) => _values.TryGetValue(name, out var values) && values[^1] != "false";

    internal string? Text(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    internal IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    internal DateOnly Date(string name, DateOnly missing = default)
    {
        if (Text(name) is not { } text)
        {
            return missing;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(name, text, "een datum die bestaat, als JJJJ-MM-DD, bijvoorbeeld 2026-03-31");
        return missing;
    }

    internal double Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return double.NaN;
        }

        if (double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(name, text, "een getal, bijvoorbeeld 142.5");
        return double.NaN;
    }

    internal int Whole(string name, int missing)
    {
        if (Text(name) is not { } text)
        {
            return missing;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(name, text, "een geheel getal, bijvoorbeeld 10");
        return missing;
    }

    internal void Refuse(string name, string value, string expected) => _errors.Add($"{name}: '{value}' kan niet; verwacht wordt {expected}.");

    internal void Refuse(string message) => _errors.Add(message);

    /// <summary>Whether anything was wrong; if so it has been written to standard error.</summary>
    internal bool Refused()
    {
        foreach (var error in _errors)
        {
            Error.WriteLine(error);
        }

        if (_errors.Count > 0)
        {
            Error.WriteLine($"Meer uitleg: ./kngg {_verb.Name} --help");
        }

        return _errors.Count > 0;
    }

    /// <summary>Notes each option that is not there; one that was refused already is not named twice.</summary>
    internal void Require(params string[] names)
    {
        foreach (var option in _verb.Options.Where(o => names.Contains(o.Name) && !_values.ContainsKey(o.Name)))
        {
            if (!_errors.Exists(e => e.StartsWith(option.Name + ":", StringComparison.Ordinal)))
            {
                _errors.Add($"{option.Name}: ontbreekt; verwacht wordt {option.Value}.");
            }
        }
    }

    /// <summary>The path of a file that must exist, else noted as an error.</summary>
    internal string ExistingFile(string name, string path)
    {
        if (!File.Exists(path))
        {
            Refuse(name, path, "een bestand dat bestaat");
        }

        return path;
    }

    private static Option JsonSwitch { get; } = new("--json", null, "één JSON-document op standaarduitvoer");

    private void Add(Option option, string value)
    {
        if (option.OneOf is { } allowed && !allowed.Contains(value, StringComparer.Ordinal))
        {
            Refuse(option.Name, value, "een van: " + string.Join(", ", allowed));
            return;
        }

        if (!_values.TryGetValue(option.Name, out var values))
        {
            _values[option.Name] = values = [];
        }
        else if (!option.Repeats && option.Value is not null)
        {
            _errors.Add($"{option.Name}: staat er twee keer ('{values[0]}' en '{value}'); verwacht wordt één waarde.");
        }

        values.Add(value);
    }

    private void CheckShape()
    {
        Require([.. _verb.Options.Where(o => o.Required).Select(o => o.Name)]);

        if (_operands.Count > 0 && _verb.Operand is null)
        {
            _errors.Add($"'{_operands[0]}' wordt niet begrepen; '{_verb.Name}' heeft alleen opties die met -- beginnen.");
        }
        else if (_operands.Count > 1 && !_verb.ManyOperands)
        {
            _errors.Add($"'{_operands[1]}' is te veel; verwacht wordt één {_verb.Operand}.");
        }
        else if (_operands.Count == 0 && _verb.OperandRequired)
        {
            _errors.Add($"{_verb.Operand} ontbreekt.");
        }
    }

    private static string Unknown(Verb verb, string name)
    {
        var near = verb.Options.Select(o => o.Name).Append("--json").OrderBy(o => Distance(o, name)).First();
        var hint = Distance(near, name) <= 3 ? $" Bedoelt u {near}?" : "";
        return $"{name}: deze optie bestaat niet bij '{verb.Name}'.{hint}";
    }

    /// <summary>Number of letters to change, add or leave out; for "did you mean".</summary>
    internal static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[b.Length];
    }
}
