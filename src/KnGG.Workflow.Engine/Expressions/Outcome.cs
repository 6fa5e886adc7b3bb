using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Makes a result fit to be stored: bounded in size and depth when written out in full, undefined inside it replaced by null.</summary>
internal static class Outcome
{
    public static Value Storable(Run run, Value value) =>
        value.Kind is ValueKind.List or ValueKind.Map ? Walk(run, value, 0) : value;

    private static Value Walk(Run run, Value value, int depth)
    {
        // A list can hold the same list many times; written out that doubles at each level, so each visit is charged.
        run.Charge(1);
        switch (value.Kind)
        {
            case ValueKind.Undefined:
                return Value.Null;
            case ValueKind.Text:
                run.ChargeText(value.AsText.Length);
                return value;
            case ValueKind.List:
                return WalkList(run, value, depth + 1);
            case ValueKind.Map:
                return WalkMap(run, value, depth + 1);
            default:
                return value;
        }
    }

    private static Value WalkList(Run run, Value list, int depth)
    {
        CheckDepth(run, depth);
        var items = list.AsList;
        Value[]? changed = null;
        for (var i = 0; i < items.Count; i++)
        {
            var before = items[i];
            var after = Walk(run, before, depth);
            if (changed is null && !before.IsSame(after))
            {
                changed = [.. items];
            }

            if (changed is not null)
            {
                changed[i] = after;
            }
        }

        return changed is null ? list : Value.Of((IReadOnlyList<Value>)changed);
    }

    private static Value WalkMap(Run run, Value map, int depth)
    {
        CheckDepth(run, depth);
        var members = new List<KeyValuePair<string, Value>>();
        var ordered = Iteration.Members(run, map);

        // Members that came from outside may stand in an order that JavaScript does not know.
        var changed = !ordered.Select(m => m.Key).SequenceEqual(map.AsMap.Keys);
        foreach (var (key, before) in ordered)
        {
            run.ChargeText(key.Length);
            var after = Walk(run, before, depth);
            changed |= !before.IsSame(after);
            members.Add(new(key, after));
        }

        return changed ? Value.Of(ValueMap.From(members)) : map;
    }

    private static void CheckDepth(Run run, int depth)
    {
        if (depth > Bounds.ResultDepth)
        {
            throw run.Fail($"Het resultaat is dieper genest dan {Bounds.ResultDepth} niveaus.");
        }
    }
}
