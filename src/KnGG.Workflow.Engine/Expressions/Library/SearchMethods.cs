using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The methods of text that look for something in it.</summary>
internal static class SearchMethods
{
    public static Value Includes(Run run, Value self, Arguments a) => Value.Of(Find(run, self, a) >= 0);

    public static Value IndexOf(Run run, Value self, Arguments a) => Value.Of(Find(run, self, a));

    public static Value LastIndexOf(Run run, Value self, Arguments a)
    {
        var (text, wanted) = Texts(run, self, a);
        var number = Coerce.ToNumber(run, a[1]);
        var from = double.IsNaN(number) ? text.Length : Math.Clamp(Math.Truncate(number), 0, text.Length);
        var start = Math.Min((int)from, text.Length - wanted.Length);
        return Value.Of(start < 0 ? -1 : text[..(start + wanted.Length)].LastIndexOf(wanted, StringComparison.Ordinal));
    }

    public static Value StartsWith(Run run, Value self, Arguments a)
    {
        var (text, wanted) = Texts(run, self, a);
        var from = (int)Math.Clamp(Coerce.ToInteger(run, a[1]), 0, text.Length);
        return Value.Of(text.AsSpan(from).StartsWith(wanted, StringComparison.Ordinal));
    }

    public static Value EndsWith(Run run, Value self, Arguments a)
    {
        var (text, wanted) = Texts(run, self, a);
        var end = a[1].Kind == ValueKind.Undefined ? text.Length : (int)Math.Clamp(Coerce.ToInteger(run, a[1]), 0, text.Length);
        return Value.Of(text.AsSpan(0, end).EndsWith(wanted, StringComparison.Ordinal));
    }

    public static Value Split(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var limit = a[1].Kind == ValueKind.Undefined ? uint.MaxValue : (uint)Coerce.ToInt32(Coerce.ToNumber(run, a[1]));
        if (a.Pattern is not null)
        {
            return Limited(run, a.Pattern.Split(run, text), limit);
        }

        if (a[0].Kind == ValueKind.Undefined)
        {
            return limit == 0 ? run.List([]) : run.List([self]);
        }

        var separator = Coerce.ToText(run, a[0]);
        if (separator.Length == 0)
        {
            run.CheckItems(Math.Min(text.Length, limit));
            return run.List([.. text.Take((int)Math.Min(text.Length, limit)).Select(c => Value.Of(c.ToString()))]);
        }

        run.ChargeSearch(text.Length, separator.Length);
        return Limited(run, [.. text.Split(separator, StringSplitOptions.None).Select(p => Value.Of(p))], limit);
    }

    public static Value Search(Run run, Value self, Arguments a) => Value.Of(Pattern(run, a).IndexIn(run, self.AsText));

    public static Value Match(Run run, Value self, Arguments a) => Pattern(run, a).Match(run, self.AsText);

    private static TextPattern Pattern(Run run, Arguments a) =>
        a.Pattern ?? throw run.Fail("Deze functie krijgt een zoekpatroon: /…/.");

    private static Value Limited(Run run, List<Value> parts, uint limit) =>
        run.List(parts.Count > limit ? parts[..(int)limit] : parts);

    private static int Find(Run run, Value self, Arguments a)
    {
        var (text, wanted) = Texts(run, self, a);
        var from = (int)Math.Clamp(Coerce.ToInteger(run, a[1]), 0, text.Length);
        return text.IndexOf(wanted, from, StringComparison.Ordinal);
    }

    private static (string Text, string Wanted) Texts(Run run, Value self, Arguments a)
    {
        var wanted = Coerce.ToText(run, a[0]);
        run.ChargeSearch(self.AsText.Length, wanted.Length);
        return (self.AsText, wanted);
    }
}
