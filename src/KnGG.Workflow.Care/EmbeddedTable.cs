using System.Reflection;

namespace KnGG.Workflow.Care;

/// <summary>Reads the data files that lie inside this assembly: lines starting with # carry version and attribution, then a header, then rows with semicolons.</summary>
internal sealed class EmbeddedTable
{
    private EmbeddedTable(IReadOnlyDictionary<string, string> notes, IReadOnlyList<string[]> rows)
    {
        Notes = notes;
        Rows = rows;
    }

    internal IReadOnlyDictionary<string, string> Notes { get; }

    internal IReadOnlyList<string[]> Rows { get; }

    internal static EmbeddedTable Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Embedded data file '{name}' is missing from the build.");
        using var reader = new StreamReader(stream);
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<string[]>();
        var headerSeen = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                if (colon > 0)
                {
                    notes[line[1..colon].Trim()] = line[(colon + 2)..].Trim();
                }
            }
            else if (!headerSeen)
            {
                headerSeen = true;
            }
            else if (line.Length > 0)
            {
                rows.Add(line.Split(';'));
            }
        }

        return new EmbeddedTable(notes, rows);
    }
}
