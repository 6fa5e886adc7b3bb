using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The functions of Object and Array.</summary>
internal static class ObjectFunctions
{
    public static Value Keys(Run run, Arguments arguments) =>
        run.List([.. Members(run, arguments[0]).Select(m => Value.Of(m.Key))]);

    public static Value Values(Run run, Arguments arguments) =>
        run.List([.. Members(run, arguments[0]).Select(m => m.Value)]);

    public static Value Entries(Run run, Arguments arguments) =>
        run.List([.. Members(run, arguments[0]).Select(m => Value.Of((IReadOnlyList<Value>)new[] { Value.Of(m.Key), m.Value }))]);

    public static Value FromEntries(Run run, Arguments arguments)
    {
        if (arguments[0].Kind != ValueKind.List)
        {
            throw run.Fail("Object.fromEntries krijgt een lijst van paren.");
        }

        var builder = new MapBuilder();
        foreach (var pair in arguments[0].AsList)
        {
            if (pair.Kind is not (ValueKind.List or ValueKind.Map))
            {
                throw run.Fail("Object.fromEntries krijgt een lijst van paren.");
            }

            builder.Set(run, Coerce.ToKey(run, Property.Get(run, pair, "0")), Property.Get(run, pair, "1"));
        }

        return builder.Build();
    }

    public static Value Assign(Run run, Arguments arguments)
    {
        var builder = new MapBuilder();
        foreach (var value in arguments.All)
        {
            builder.AddAll(run, value);
        }

        return builder.Build();
    }

    public static Value HasOwn(Run run, Arguments arguments)
    {
        if (arguments[0].IsNullish)
        {
            throw run.Fail($"{Describe.Value(arguments[0])} heeft geen velden.");
        }

        return Value.Of(Property.HasOwn(arguments[0], Coerce.ToText(run, arguments[1])));
    }

    public static bool Is(Run run, Value a, Value b) => a.Kind == ValueKind.Number && b.Kind == ValueKind.Number
        ? a.AsNumber.Equals(b.AsNumber) && double.IsNegative(a.AsNumber) == double.IsNegative(b.AsNumber) || (double.IsNaN(a.AsNumber) && double.IsNaN(b.AsNumber))
        : Operators.IsSame(run, a, b);

    public static Value ArrayFrom(Run run, Arguments arguments)
    {
        var source = arguments[0];
        var items = new List<Value>();
        switch (source.Kind)
        {
            case ValueKind.List or ValueKind.Text:
                Iteration.AddTo(run, items, source);
                break;
            case ValueKind.Map:
                var length = Math.Max(0, Coerce.ToInteger(run, source["length"]));
                run.CheckItems((long)Math.Min(length, int.MaxValue));
                for (var i = 0; i < length; i++)
                {
                    items.Add(source[JavaScriptNumber.Text(i)]);
                }

                break;
            case ValueKind.Undefined or ValueKind.Null:
                throw run.Fail($"{Describe.Value(source)} is geen lijst.");
        }

        if (arguments.HasCallback)
        {
            for (var i = 0; i < items.Count; i++)
            {
                items[i] = arguments.Callback.Invoke(run, [items[i], Value.Of(i)]);
            }
        }
        else if (arguments[1].Kind != ValueKind.Undefined)
        {
            throw run.Fail("Array.from krijgt als tweede argument een functie.");
        }

        return run.List(items);
    }

    private static IReadOnlyList<KeyValuePair<string, Value>> Members(Run run, Value value) =>
        value.IsNullish ? throw run.Fail($"{Describe.Value(value)} heeft geen velden.") : Iteration.Members(run, value);
}
