using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Going through values as JavaScript does.</summary>
internal static class Iteration
{
    /// <summary>Adds what a spread gives: the items of a list, or the characters (whole code points) of a text.</summary>
    public static void AddTo(Run run, List<Value> into, Value value)
    {
        if (value.Kind == ValueKind.List)
        {
            run.CheckItems((long)into.Count + value.AsList.Count);
            into.AddRange(value.AsList);
            return;
        }

        if (value.Kind != ValueKind.Text)
        {
            throw run.Fail($"{Describe.Value(value)} is geen lijst.");
        }

        var text = value.AsText;
        run.CheckItems((long)into.Count + text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            into.Add(Value.Of(text.Substring(i, pair ? 2 : 1)));
            i += pair ? 1 : 0;
        }
    }

    /// <summary>The own members of a value in JavaScript's order.</summary>
    public static IReadOnlyList<KeyValuePair<string, Value>> Members(Run run, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Map:
                var members = value.AsMap.ToArray();
                run.CheckItems(members.Length);
                return Array.Exists(members, m => Property.TryIndex(m.Key, out _)) ? MapBuilder.Ordered(members) : members;
            case ValueKind.List:
                run.CheckItems(value.AsList.Count);
                return [.. value.AsList.Select((item, i) => new KeyValuePair<string, Value>(JavaScriptNumber.Text(i), item))];
            case ValueKind.Text:
                run.CheckItems(value.AsText.Length);
                return [.. value.AsText.Select((c, i) => new KeyValuePair<string, Value>(JavaScriptNumber.Text(i), Value.Of(c.ToString())))];
            default:
                return [];
        }
    }
}
