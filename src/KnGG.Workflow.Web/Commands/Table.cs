namespace KnGG.Workflow.Web.Commands;

/// <summary>Label and value on a line; long values wrap under themselves.</summary>
internal sealed class Table(TextWriter output, int labelWidth = 16)
{
    private const int LineWidth = 110;

    internal void Row(string label, string value)
    {
        var room = LineWidth - labelWidth;
        var first = true;
        foreach (var line in Wrap(value, room))
        {
            output.WriteLine((first ? label : "").PadRight(labelWidth) + line);
            first = false;
        }
    }

    private static IEnumerable<string> Wrap(string text, int room)
    {
        while (text.Length > room)
        {
            var space = text.LastIndexOf(' ', room);
            if (space <= 0)
            {
                break;
            }

            yield return text[..space];
            text = text[(space + 1)..];
        }

        yield return text;
    }
}
