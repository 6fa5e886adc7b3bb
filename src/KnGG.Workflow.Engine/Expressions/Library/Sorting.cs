using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>
/// Stable sorting with a comparer that may contradict itself. A comparer like (a, b) =&gt; a &gt; b has no right answer, so
/// short lists take the very comparisons that JavaScript engines make, and long ones are refused when the comparer is caught out.
/// </summary>
internal sealed class Sorting
{
    /// <summary>Up to here engines sort by binary insertion only.</summary>
    private const int Short = 64;

    private readonly Run _run;
    private readonly Callback? _comparer;
    private readonly Value[] _arguments = new Value[2];

    private Sorting(Run run, Callback? comparer)
    {
        _run = run;
        _comparer = comparer;
    }

    public static Value Sorted(Run run, Value list, Arguments arguments)
    {
        if (!arguments.HasCallback && arguments[0].Kind != ValueKind.Undefined)
        {
            throw run.Fail("sort krijgt een functie of niets.");
        }

        var items = list.AsList.Where(i => i.Kind != ValueKind.Undefined).ToArray();
        var missing = list.AsList.Count - items.Length;
        run.CheckItems(list.AsList.Count);
        new Sorting(run, arguments.HasCallback ? arguments.Callback : null).Sort(items);
        return run.List([.. items, .. Enumerable.Repeat(Value.Undefined, missing)]);
    }

    private void Sort(Value[] items)
    {
        if (_comparer is null)
        {
            SortAsText(items);
        }
        else if (items.Length < Short)
        {
            InsertFrom(items, CountRun(items));
        }
        else
        {
            var sorted = Merge(items);
            sorted.CopyTo(items, 0);
            Verify(items);
        }
    }

    private void SortAsText(Value[] items)
    {
        var keys = new string[items.Length];
        var work = 0L;
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = Coerce.ToText(_run, items[i]);
            work += 1 + (keys[i].Length >> 5);
        }

        _run.Charge(work * (1 + (int)Math.Log2(items.Length + 1)));
        var sorted = items.Select((item, i) => (item, key: keys[i])).OrderBy(p => p.key, StringComparer.Ordinal).Select(p => p.item).ToArray();
        sorted.CopyTo(items, 0);
    }

    private double Compare(Value a, Value b)
    {
        _arguments[0] = a;
        _arguments[1] = b;
        var order = Coerce.ToNumber(_run, _comparer!.Invoke(_run, _arguments));
        return double.IsNaN(order) ? 0 : order;
    }

    /// <summary>The length of the ordered start; a descending start is turned round.</summary>
    private int CountRun(Value[] items)
    {
        if (items.Length < 2)
        {
            return items.Length;
        }

        var descending = Compare(items[1], items[0]) < 0;
        var length = 2;
        while (length < items.Length && Compare(items[length], items[length - 1]) < 0 == descending)
        {
            length++;
        }

        if (descending)
        {
            Array.Reverse(items, 0, length);
        }

        return length;
    }

    private void InsertFrom(Value[] items, int start)
    {
        for (var i = start; i < items.Length; i++)
        {
            var pivot = items[i];
            var (left, right) = (0, i);
            while (left < right)
            {
                var middle = left + ((right - left) >> 1);
                (left, right) = Compare(pivot, items[middle]) < 0 ? (left, middle) : (middle + 1, right);
            }

            Array.Copy(items, left, items, left + 1, i - left);
            items[left] = pivot;
        }
    }

    private Value[] Merge(Value[] items)
    {
        var (from, into) = ((Value[])items.Clone(), new Value[items.Length]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                MergeTwo(from, into, start, Math.Min(start + width, items.Length), Math.Min(start + (2 * width), items.Length));
            }

            (from, into) = (into, from);
        }

        return from;
    }

    private void MergeTwo(Value[] from, Value[] into, int start, int middle, int end)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            _run.Charge(1);
            into[i] = right >= end || (left < middle && Compare(from[right], from[left]) >= 0) ? from[left++] : from[right++];
        }
    }

    /// <summary>An honest comparer says the same of each pair both ways round, and at any distance.</summary>
    private void Verify(Value[] items)
    {
        for (var step = 1; step < items.Length; step *= 2)
        {
            for (var i = 0; i + step < items.Length; i++)
            {
                var order = Compare(items[i], items[i + step]);
                if (order > 0 || Math.Sign(order) != -Math.Sign(Compare(items[i + step], items[i])))
                {
                    throw _run.Fail("De vergelijking van sort spreekt zichzelf tegen. Geef een getal: (a, b) => a - b.");
                }
            }
        }
    }
}
