using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The methods of lists that take no function.</summary>
internal static class ListMethods
{
    public static Value At(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        var index = Coerce.ToInteger(run, a[0]);
        index = index < 0 ? index + items.Count : index;
        return index >= 0 && index < items.Count ? items[(int)index] : Value.Undefined;
    }

    public static Value Concat(Run run, Value self, Arguments a)
    {
        var items = new List<Value>(self.AsList);
        run.CheckItems(items.Count);
        foreach (var value in a.All)
        {
            if (value.Kind == ValueKind.List)
            {
                run.CheckItems((long)items.Count + value.AsList.Count);
                items.AddRange(value.AsList);
            }
            else
            {
                items.Add(value);
            }
        }

        return run.List(items);
    }

    public static Value Includes(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        for (var i = Start(run, a[1], items.Count); i < items.Count; i++)
        {
            if (Operators.IsSameOrNaN(run, items[i], a[0]))
            {
                return Value.True;
            }
        }

        return Value.False;
    }

    public static Value IndexOf(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        for (var i = Start(run, a[1], items.Count); i < items.Count; i++)
        {
            run.Charge(1);
            if (Operators.IsSame(run, items[i], a[0]))
            {
                return Value.Of(i);
            }
        }

        return Value.Of(-1);
    }

    public static Value LastIndexOf(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        var from = a.Count > 1 ? Coerce.ToInteger(run, a[1]) : items.Count - 1;
        from = from < 0 ? from + items.Count : Math.Min(from, items.Count - 1);
        for (var i = (int)Math.Max(from, -1); i >= 0; i--)
        {
            run.Charge(1);
            if (Operators.IsSame(run, items[i], a[0]))
            {
                return Value.Of(i);
            }
        }

        return Value.Of(-1);
    }

    public static Value Join(Run run, Value self, Arguments a)
    {
        var separator = a[0].Kind == ValueKind.Undefined ? "," : Coerce.ToText(run, a[0]);
        run.CheckText((long)separator.Length * Math.Max(0, self.AsList.Count - 1));
        return run.Text(Coerce.JoinList(run, self, separator, 0));
    }

    public static Value Slice(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        var start = Start(run, a[0], items.Count);
        var end = a[1].Kind == ValueKind.Undefined ? items.Count : Start(run, a[1], items.Count);
        return run.List([.. items.Skip(start).Take(Math.Max(0, end - start))]);
    }

    public static Value Reverse(Run run, Value self, Arguments a) => run.List([.. self.AsList.Reverse()]);

    public static Value With(Run run, Value self, Arguments a)
    {
        var items = new List<Value>(self.AsList);
        var index = Coerce.ToInteger(run, a[0]);
        index = index < 0 ? index + items.Count : index;
        if (index < 0 || index >= items.Count)
        {
            throw run.Fail($"De lijst heeft geen plek {ValueFormat.JavaScript(a[0])}.");
        }

        items[(int)index] = a[1];
        return run.List(items);
    }

    public static Value Flat(Run run, Value self, Arguments a)
    {
        var depth = a[0].Kind == ValueKind.Undefined ? 1 : Coerce.ToInteger(run, a[0]);
        var items = new List<Value>();
        AddFlat(run, items, self, depth, 0);
        return run.List(items);
    }

    private static void AddFlat(Run run, List<Value> into, Value list, double depth, int level)
    {
        run.CheckDepth(level);
        foreach (var item in list.AsList)
        {
            run.Charge(1);
            if (item.Kind == ValueKind.List && depth >= 1)
            {
                AddFlat(run, into, item, depth - 1, level + 1);
            }
            else
            {
                into.Add(item);
            }
        }
    }

    /// <summary>A place in a list or text; counted from the end when negative, never outside.</summary>
    public static int Start(Run run, Value place, int count)
    {
        var start = Coerce.ToInteger(run, place);
        return (int)(start < 0 ? Math.Max(0, start + count) : Math.Min(start, count));
    }
}
