using System.Text.Json.Serialization;

namespace KnGG.Workflow.Care;

/// <summary>The codes of one enumeration, both ways. A value without a code is a programming error and is found when the table is made.</summary>
internal sealed class CodeTable<T> : ICodeTable where T : struct, Enum
{
    private readonly (T Value, string Code)[] _rows;
    private readonly string[] _byValue;

    internal CodeTable(params (T Value, string Code)[] rows)
    {
        _rows = rows;
        Codes = [.. rows.Select(r => r.Code)];
        var values = Enum.GetValues<T>();
        _byValue = new string[values.Length];
        foreach (var value in values)
        {
            _byValue[Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)] = rows.Single(r => EqualityComparer<T>.Default.Equals(r.Value, value)).Code;
        }
    }

    internal IReadOnlyList<string> Codes { get; }

    public JsonConverter Json => new CodeJsonConverter<T>(this);

    internal string CodeOf(T value) => _byValue[Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)];

    internal bool TryParse(string? text, out T value)
    {
        var wanted = text.AsSpan().Trim();
        foreach (var (candidate, code) in _rows)
        {
            if (wanted.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
