using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The methods of lists that call a function for each item.</summary>
internal static class CallbackMethods
{
    public static Value Map(Run run, Value self, Arguments a)
    {
        var result = Run.NewArray(self.AsList.Count);
        run.CheckItems(result.Length);
        var each = new Each(run, self, a.Callback);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = each.Call(i);
        }

        return Value.Of((IReadOnlyList<Value>)result);
    }

    public static Value Filter(Run run, Value self, Arguments a)
    {
        var items = self.AsList;
        var result = new List<Value>();
        var each = new Each(run, self, a.Callback);
        for (var i = 0; i < items.Count; i++)
        {
            if (Coerce.ToBoolean(each.Call(i)))
            {
                result.Add(items[i]);
            }
        }

        return run.List(result);
    }

    public static Value FlatMap(Run run, Value self, Arguments a)
    {
        var result = new List<Value>();
        var each = new Each(run, self, a.Callback);
        for (var i = 0; i < self.AsList.Count; i++)
        {
            var value = each.Call(i);
            if (value.Kind == ValueKind.List)
            {
                run.CheckItems((long)result.Count + value.AsList.Count);
                result.AddRange(value.AsList);
            }
            else
            {
                result.Add(value);
            }
        }

        return run.List(result);
    }

    public static Value Some(Run run, Value self, Arguments a) => Value.Of(FirstIndex(run, self, a.Callback, true) >= 0);

    public static Value Every(Run run, Value self, Arguments a) => Value.Of(FirstIndex(run, self, a.Callback, false) < 0);

    public static Value Find(Run run, Value self, Arguments a) => ItemOr(self, FirstIndex(run, self, a.Callback, true));

    public static Value FindIndex(Run run, Value self, Arguments a) => Value.Of(FirstIndex(run, self, a.Callback, true));

    public static Value FindLast(Run run, Value self, Arguments a) => ItemOr(self, LastIndex(run, self, a.Callback));

    public static Value FindLastIndex(Run run, Value self, Arguments a) => Value.Of(LastIndex(run, self, a.Callback));

    public static Value Reduce(Run run, Value self, Arguments a) => Reduce(run, self, a, fromEnd: false);

    public static Value ReduceRight(Run run, Value self, Arguments a) => Reduce(run, self, a, fromEnd: true);

    private static Value Reduce(Run run, Value self, Arguments a, bool fromEnd)
    {
        var items = self.AsList;
        var done = 0;
        Value result;
        if (a.Count > 1)
        {
            result = a[1];
        }
        else if (items.Count > 0)
        {
            result = items[fromEnd ? items.Count - 1 : 0];
            done = 1;
        }
        else
        {
            throw run.Fail("reduce op een lege lijst heeft een beginwaarde nodig.");
        }

        var arguments = new Value[4];
        for (; done < items.Count; done++)
        {
            var i = fromEnd ? items.Count - 1 - done : done;
            arguments[0] = result;
            arguments[1] = items[i];
            arguments[2] = Value.Of(i);
            arguments[3] = self;
            result = a.Callback.Invoke(run, arguments);
        }

        return result;
    }

    private static Value ItemOr(Value self, int index) => index < 0 ? Value.Undefined : self.AsList[index];

    private static int FirstIndex(Run run, Value self, Callback callback, bool wanted)
    {
        var each = new Each(run, self, callback);
        for (var i = 0; i < self.AsList.Count; i++)
        {
            if (Coerce.ToBoolean(each.Call(i)) == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    private static int LastIndex(Run run, Value self, Callback callback)
    {
        var each = new Each(run, self, callback);
        for (var i = self.AsList.Count - 1; i >= 0; i--)
        {
            if (Coerce.ToBoolean(each.Call(i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Calls a function with an item, its place and the list; the array of arguments serves all calls.</summary>
    private readonly struct Each(Run run, Value self, Callback callback)
    {
        private readonly Value[] _arguments = new Value[3];
        private readonly IReadOnlyList<Value> _items = self.AsList;

        public Value Call(int i)
        {
            _arguments[0] = _items[i];
            _arguments[1] = Value.Of(i);
            _arguments[2] = self;
            return callback.Invoke(run, _arguments);
        }
    }
}
