using System.Globalization;
using System.Text;
using KnGG.Workflow.Engine.Expressions.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions.Library;

/// <summary>JSON.stringify: undefined members are left out, undefined items become null.</summary>
internal sealed class JsonWriter
{
    private readonly Run _run;
    private readonly string _gap;
    private readonly StringBuilder _text = new();

    private JsonWriter(Run run, string gap)
    {
        _run = run;
        _gap = gap;
    }

    public static Value Stringify(Run run, Arguments arguments)
    {
        if (arguments[1].Kind is ValueKind.List)
        {
            throw run.Fail("JSON.stringify krijgt hier als tweede argument alleen null.");
        }

        if (arguments[0].Kind == ValueKind.Undefined)
        {
            return Value.Undefined;
        }

        var gap = arguments[2].Kind switch
        {
            ValueKind.Number => new string(' ', (int)Math.Clamp(Coerce.ToInteger(run, arguments[2]), 0, 10)),
            ValueKind.Text => arguments[2].AsText[..Math.Min(10, arguments[2].AsText.Length)],
            _ => "",
        };
        var writer = new JsonWriter(run, gap);
        writer.Write(arguments[0], 0);
        return run.Text(writer._text.ToString());
    }

    /// <summary>A text between quotes, as JSON writes it.</summary>
    public static void WriteText(StringBuilder into, string text)
    {
        into.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '"' or '\\':
                    into.Append('\\').Append(c);
                    break;
                case '\n':
                    into.Append("\\n");
                    break;
                case '\r':
                    into.Append("\\r");
                    break;
                case '\t':
                    into.Append("\\t");
                    break;
                case '\b':
                    into.Append("\\b");
                    break;
                case '\f':
                    into.Append("\\f");
                    break;
                case < ' ':
                    into.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        into.Append(c).Append(text[++i]);
                    }
                    else if (char.IsSurrogate(c))
                    {
                        into.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    }
                    else
                    {
                        into.Append(c);
                    }

                    break;
            }
        }

        into.Append('"');
    }

    private void Write(Value value, int depth)
    {
        _run.Charge(1);
        _run.CheckDepth(depth);
        if (_text.Length > Bounds.Text)
        {
            _run.CheckText(_text.Length);
        }

        switch (value.Kind)
        {
            case ValueKind.Text:
                _run.ChargeText(value.AsText.Length);
                WriteText(_text, value.AsText);
                break;
            case ValueKind.List:
                WriteList(value, depth + 1);
                break;
            case ValueKind.Map:
                WriteMap(value, depth + 1);
                break;
            case ValueKind.Number when !double.IsFinite(value.AsNumber):
            case ValueKind.Undefined:
                _text.Append("null");
                break;
            default:
                _text.Append(ValueFormat.JavaScript(value));
                break;
        }
    }

    private void WriteList(Value list, int depth)
    {
        _text.Append('[');
        var first = true;
        foreach (var item in list.AsList)
        {
            Separate(first, depth);
            Write(item, depth);
            first = false;
        }

        Close(first, depth, ']');
    }

    private void WriteMap(Value map, int depth)
    {
        _text.Append('{');
        var first = true;
        foreach (var (key, value) in Iteration.Members(_run, map))
        {
            if (value.Kind == ValueKind.Undefined)
            {
                continue;
            }

            Separate(first, depth);
            WriteText(_text, key);
            _text.Append(_gap.Length > 0 ? ": " : ":");
            Write(value, depth);
            first = false;
        }

        Close(first, depth, '}');
    }

    private void Separate(bool first, int depth)
    {
        if (!first)
        {
            _text.Append(',');
        }

        NewLine(depth);
    }

    private void Close(bool empty, int depth, char sign)
    {
        if (!empty)
        {
            NewLine(depth - 1);
        }

        _text.Append(sign);
    }

    private void NewLine(int depth)
    {
        if (_gap.Length == 0)
        {
            return;
        }

        _text.Append('\n');
        for (var i = 0; i < depth; i++)
        {
            _text.Append(_gap);
        }
    }
}
