using System.Text;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>One place that a search found, with the groups of its pattern.</summary>
internal readonly record struct Found(int Index, string Text, Value[] Groups);

/// <summary>replace and replaceAll.</summary>
internal static class Replacing
{
    public static Value Replace(Run run, Value self, Arguments a, bool all)
    {
        var text = self.AsText;
        if (a.Pattern is { IsGlobal: false } && all)
        {
            throw run.Fail("replaceAll met een zoekpatroon heeft de vlag g nodig: /…/g.");
        }

        var found = a.Pattern is null ? Places(run, text, Coerce.ToText(run, a[0]), all) : a.Pattern.All(run, text);
        var template = a.HasCallback ? "" : Coerce.ToText(run, a[1]);
        var result = new StringBuilder();
        var done = 0;
        foreach (var place in found)
        {
            result.Append(text, done, place.Index - done);
            if (a.HasCallback)
            {
                result.Append(Coerce.ToText(run, a.Callback.Invoke(run, [Value.Of(place.Text), .. place.Groups, Value.Of(place.Index), self])));
            }
            else
            {
                Expand(run, result, template, text, place);
            }

            done = place.Index + place.Text.Length;
            if (result.Length > Bounds.Text)
            {
                run.CheckText(result.Length);
            }
        }

        return run.Text(result.Append(text, done, text.Length - done).ToString());
    }

    private static List<Found> Places(Run run, string text, string wanted, bool all)
    {
        run.ChargeSearch(text.Length, wanted.Length);
        var places = new List<Found>();
        for (var at = 0; at <= text.Length; at += Math.Max(1, wanted.Length))
        {
            at = text.IndexOf(wanted, at, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            run.Charge(1);
            places.Add(new Found(at, wanted, []));
            if (!all)
            {
                break;
            }
        }

        return places;
    }

    /// <summary>Fills in $&amp;, $`, $', $$ and $1.</summary>
    private static void Expand(Run run, StringBuilder into, string template, string text, Found place)
    {
        run.ChargeText(template.Length);
        for (var i = 0; i < template.Length; i++)
        {
            var next = template[i] == '$' && i + 1 < template.Length ? template[i + 1] : '\0';
            switch (next)
            {
                case '$':
                    into.Append('$');
                    i++;
                    break;
                case '&':
                    Append(run, into, place.Text);
                    i++;
                    break;
                case '`':
                    Append(run, into, text[..place.Index]);
                    i++;
                    break;
                case '\'':
                    Append(run, into, text[(place.Index + place.Text.Length)..]);
                    i++;
                    break;
                case >= '0' and <= '9' when Group(template, i + 1, place.Groups.Length, out var length) is var group and > 0:
                    Append(run, into, place.Groups[group - 1].TextOrNull ?? "");
                    i += length;
                    break;
                default:
                    into.Append(template[i]);
                    break;
            }
        }
    }

    private static void Append(Run run, StringBuilder into, string text)
    {
        run.CheckText((long)into.Length + text.Length);
        into.Append(text);
    }

    /// <summary>The number of a group: two digits when there are that many groups, else one.</summary>
    private static int Group(string template, int at, int groups, out int length)
    {
        var one = template[at] - '0';
        var two = at + 1 < template.Length && char.IsAsciiDigit(template[at + 1]) ? (one * 10) + template[at + 1] - '0' : 0;
        length = two > 0 && two <= groups ? 2 : 1;
        return length == 2 ? two : one <= groups ? one : 0;
    }
}
