using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Builds a map with its members in JavaScript's order: whole numbers ascending first, then the others as they were added.</summary>
internal sealed class MapBuilder(int capacity = 4)
{
    private readonly List<KeyValuePair<string, Value>> _members = new(capacity);
    private Dictionary<string, int>? _places;
    private bool _hasNumbers;

    public void Set(Run run, string key, Value value)
    {
        run.Charge(1);
        var place = Find(key);
        if (place >= 0)
        {
            _members[place] = new(key, value);
            return;
        }

        run.CheckText(key.Length);
        if (_members.Count >= Bounds.Items)
        {
            throw run.Fail($"Het object krijgt meer dan {Bounds.Items} velden.");
        }

        _places?.Add(key, _members.Count);
        _members.Add(new(key, value));
        _hasNumbers |= Property.TryIndex(key, out _);
    }

    /// <summary>Spreads a value: the members of a map, the items of a list, the characters of a text; nothing of anything else.</summary>
    public void AddAll(Run run, Value value)
    {
        foreach (var (key, member) in Iteration.Members(run, value))
        {
            Set(run, key, member);
        }
    }

    public Value Build()
    {
        var members = _members.ToArray();
        return Value.Of(ValueMap.OfDistinct(_hasNumbers ? Ordered(members) : members));
    }

    /// <summary>Members in JavaScript's order.</summary>
    public static KeyValuePair<string, Value>[] Ordered(IReadOnlyList<KeyValuePair<string, Value>> members) =>
        [.. members.OrderBy(m => Property.TryIndex(m.Key, out var index) ? index : uint.MaxValue)];

    private int Find(string key)
    {
        if (_places is null && _members.Count >= 8)
        {
            _places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _members.Count; i++)
            {
                _places.Add(_members[i].Key, i);
            }
        }

        if (_places is not null)
        {
            return _places.TryGetValue(key, out var place) ? place : -1;
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
