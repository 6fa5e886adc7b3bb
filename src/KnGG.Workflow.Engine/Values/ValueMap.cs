using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KnGG.Workflow.Engine.Values;

/// <summary>An immutable map that keeps the order in which its members were added. Small by nature: looked up in a line up to eight members.</summary>
public sealed class ValueMap : IReadOnlyDictionary<string, Value>, IEquatable<ValueMap>
{
    private readonly KeyValuePair<string, Value>[] _members;
    private readonly Dictionary<string, int>? _index;

    private ValueMap(KeyValuePair<string, Value>[] members)
    {
        _members = members;
        if (members.Length > 8)
        {
            _index = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
            for (var i = 0; i < members.Length; i++)
            {
                _index[members[i].Key] = i;
            }
        }
    }

    /// <summary>The map without members.</summary>
    public static ValueMap Empty { get; } = new([]);

    /// <summary>Makes a map of pairs; the last of two equal keys wins and keeps the place of the first.</summary>
    public static ValueMap Of(params (string Key, Value Value)[] pairs) =>
        From(pairs.Select(p => new KeyValuePair<string, Value>(p.Key, p.Value)));

    /// <summary>Makes a map of pairs; the last of two equal keys wins and keeps the place of the first.</summary>
    public static ValueMap From(IEnumerable<KeyValuePair<string, Value>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var members = new List<KeyValuePair<string, Value>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (places.TryGetValue(pair.Key, out var place))
            {
                members[place] = pair;
            }
            else
            {
                places[pair.Key] = members.Count;
                members.Add(pair);
            }
        }

        return members.Count == 0 && Empty is not null ? Empty : new ValueMap([.. members]);
    }

    /// <summary>Makes a map of members whose keys are known to differ; always a new object, also when it is empty.</summary>
    internal static ValueMap OfDistinct(KeyValuePair<string, Value>[] members) => new(members);

    /// <summary>This map with one member set.</summary>
    public ValueMap With(string key, Value value) =>
        From(_members.Append(new KeyValuePair<string, Value>(key, value)));

    /// <summary>This map without one member.</summary>
    public ValueMap Without(string key) => ContainsKey(key) ? From(_members.Where(m => m.Key != key)) : this;

    /// <inheritdoc/>
    public int Count => _members.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _members.Select(m => m.Key);

    /// <inheritdoc/>
    public IEnumerable<Value> Values => _members.Select(m => m.Value);

    /// <inheritdoc/>
    public Value this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value)
    {
        var place = IndexOf(key);
        value = place < 0 ? default : _members[place].Value;
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, Value>>)_members).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueMap? other) => other is not null && Count == other.Count
        && _members.All(m => other.TryGetValue(m.Key, out var value) && value.Equals(m.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    private int IndexOf(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var place) ? place : -1;
        }

        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
