namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

/// <summary>A flowchart while it is drawn.</summary>
internal sealed class Drawing(Drawing? around = null)
{
    private readonly Drawing? _around = around;
    private int _count;

    public List<string> Activities { get; } = [];

    public List<string> Lines { get; } = [];

    public List<string> Variables { get; } = around?.Variables ?? [];

    /// <summary>The loops around what is drawn now, the innermost last.</summary>
    public List<(string Head, List<OpenEnd> Breaks)> Loops { get; set; } = [];

    public string Definition => Json.Definition(Chart("f"), string.Join(",", Variables));

    public string Next => $"n{Root._count}";

    private Drawing Root => _around?.Root ?? this;

    public string Chart(string id) => Json.Flow(id, [.. Activities], [.. Lines]);

    public string Add(IReadOnlyList<OpenEnd> from, Func<string, string> activity)
    {
        var id = Next;
        Root._count++;
        Activities.Add(activity(id));
        Connect(from, id);
        return id;
    }

    public string Variable()
    {
        var name = $"C{Variables.Count}";
        Variables.Add(Json.Variable(name, "0"));
        return name;
    }

    public void Connect(IReadOnlyList<OpenEnd> from, string to) => Lines.AddRange(from.Select(e => $"{e.Activity}.{e.Outcome} -> {to}"));
}
