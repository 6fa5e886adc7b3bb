using System.Text;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>The methods of text that take or give parts of it.</summary>
internal static class TextMethods
{
    public static Value At(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var index = Coerce.ToInteger(run, a[0]);
        index = index < 0 ? index + text.Length : index;
        return index >= 0 && index < text.Length ? Value.Of(text[(int)index].ToString()) : Value.Undefined;
    }

    public static Value CharAt(Run run, Value self, Arguments a)
    {
        var index = Coerce.ToInteger(run, a[0]);
        return Value.Of(index >= 0 && index < self.AsText.Length ? self.AsText[(int)index].ToString() : "");
    }

    public static Value CharCodeAt(Run run, Value self, Arguments a)
    {
        var index = Coerce.ToInteger(run, a[0]);
        return Value.Of(index >= 0 && index < self.AsText.Length ? self.AsText[(int)index] : double.NaN);
    }

    public static Value CodePointAt(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var index = Coerce.ToInteger(run, a[0]);
        if (!(index >= 0 && index < text.Length))
        {
            return Value.Undefined;
        }

        var at = (int)index;
        return Value.Of(at + 1 < text.Length && char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at]);
    }

    public static Value Concat(Run run, Value self, Arguments a)
    {
        var text = new StringBuilder(self.AsText);
        foreach (var value in a.All)
        {
            text.Append(Coerce.ToText(run, value));
            run.CheckText(text.Length);
        }

        return Value.Of(text.ToString());
    }

    public static Value FromCharCode(Run run, Arguments a) =>
        run.Text(string.Concat(a.All.Select(v => (char)(ushort)Coerce.ToInt32(Coerce.ToNumber(run, v)))));

    public static Value Pad(Run run, Value self, Arguments a, bool atStart)
    {
        var text = self.AsText;
        var wanted = Coerce.ToInteger(run, a[0]);
        var filler = a[1].Kind == ValueKind.Undefined ? " " : Coerce.ToText(run, a[1]);
        if (wanted <= text.Length || filler.Length == 0)
        {
            return self;
        }

        run.CheckText((long)Math.Min(wanted, int.MaxValue));
        var missing = (int)wanted - text.Length;
        var fill = Repeat(filler, (missing / filler.Length) + 1)[..missing];
        return Value.Of(atStart ? fill + text : text + fill);
    }

    public static Value Repeat(Run run, Value self, Arguments a)
    {
        var count = Coerce.ToInteger(run, a[0]);
        if (count < 0 || double.IsInfinity(count))
        {
            throw run.Fail("repeat krijgt een aantal van 0 of meer.");
        }

        run.CheckText((long)Math.Min(count * self.AsText.Length, int.MaxValue));
        return Value.Of(self.AsText.Length == 0 ? "" : Repeat(self.AsText, (int)count));
    }

    public static Value Slice(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var start = ListMethods.Start(run, a[0], text.Length);
        var end = a[1].Kind == ValueKind.Undefined ? text.Length : ListMethods.Start(run, a[1], text.Length);
        return run.Text(start < end ? text[start..end] : "");
    }

    public static Value Substring(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var start = (int)Math.Clamp(Coerce.ToInteger(run, a[0]), 0, text.Length);
        var end = a[1].Kind == ValueKind.Undefined ? text.Length : (int)Math.Clamp(Coerce.ToInteger(run, a[1]), 0, text.Length);
        return run.Text(text[Math.Min(start, end)..Math.Max(start, end)]);
    }

    public static Value Substr(Run run, Value self, Arguments a)
    {
        var text = self.AsText;
        var start = ListMethods.Start(run, a[0], text.Length);
        var length = a[1].Kind == ValueKind.Undefined ? text.Length : Coerce.ToInteger(run, a[1]);
        var count = (int)Math.Clamp(length, 0, text.Length - start);
        return run.Text(text.Substring(start, count));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
