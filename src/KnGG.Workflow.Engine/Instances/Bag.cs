using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Instances;

/// <summary>
/// Few named values that change often: variables of a scope, what an activity keeps. Immutable; names are shared between
/// the versions of one bag, so that setting a value copies only the values.
/// </summary>
internal sealed class Bag
{
    private readonly string[] _names;
    private readonly Value[] _values;

    private Bag(string[] names, Value[] values)
    {
        _names = names;
        _values = values;
    }

    public static Bag Empty { get; } = new([], []);

    public int Count => _names.Length;

    /// <summary>A bag of these names and values; neither may be changed afterwards.</summary>
    public static Bag Of(string[] names, Value[] values) => names.Length == 0 ? Empty : new Bag(names, values);

    public static Bag Of(ValueMap map)
    {
        if (map.Count == 0)
        {
            return Empty;
        }

        var names = new string[map.Count];
        var values = new Value[map.Count];
        var i = 0;
        foreach (var (name, value) in map)
        {
            names[i] = name;
            values[i++] = value;
        }

        return new Bag(names, values);
    }

    public string Name(int place) => _names[place];

    public Value At(int place) => _values[place];

    public int Find(string name)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    public Bag With(int place, Value value)
    {
        var values = (Value[])_values.Clone();
        values[place] = value;
        return new Bag(_names, values);
    }

    public Bag With(string name, Value value) => Find(name) is >= 0 and var place
        ? With(place, value)
        : new Bag([.. _names, name], [.. _values, value]);

    /// <summary>This bag with the members of another; the other's win.</summary>
    public Bag With(Bag other)
    {
        if (Count == 0)
        {
            return other;
        }

        var result = this;
        for (var i = 0; i < other.Count; i++)
        {
            result = result.With(other._names[i], other._values[i]);
        }

        return result;
    }

    public ValueMap ToMap()
    {
        if (_names.Length == 0)
        {
            return ValueMap.Empty;
        }

        var members = new KeyValuePair<string, Value>[_names.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(_names[i], _values[i]);
        }

        return ValueMap.OfDistinct(members);
    }
}
