namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

internal enum LeafKind
{
    Line,
    Task,
    Event,
}

/// <summary>One activity: it runs at once, or waits for a task or an event.</summary>
internal sealed class Leaf(LeafKind kind) : Block
{
    private string _id = "";

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        _id = drawing.Add(from, id => kind switch
        {
            LeafKind.Task => Json.Task(id, id),
            LeafKind.Event => Json.Event(id, id),
            _ => Json.Line(id),
        });
        return [new(_id, "Done")];
    }

    public override void Enter(Telling telling, Course course)
    {
        if (kind == LeafKind.Line)
        {
            telling.Run(_id);
            course.Done();
        }
        else
        {
            telling.Wait(_id, course.Race, 1, _ => course.Done(), kind == LeafKind.Event);
        }
    }
}

/// <summary>Nothing: a line straight on.</summary>
internal sealed class Nothing : Block
{
    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from) => from;

    public override void Enter(Telling telling, Course course) => course.Done();
}

/// <summary>An outcome without a line.</summary>
internal sealed class DeadEnd : Block
{
    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from) => [];

    public override void Enter(Telling telling, Course course) => course.Dead();
}

/// <summary>A line out of a loop around it, or back to the head of one.</summary>
internal sealed class Jump(int outward, bool isBreak) : Block
{
    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        var (head, breaks) = drawing.Loops[^(1 + outward)];
        if (isBreak)
        {
            breaks.AddRange(from);
        }
        else
        {
            drawing.Connect(from, head);
        }

        return [];
    }

    public override void Enter(Telling telling, Course course)
    {
        var loop = course.Loops[^(1 + outward)];
        (isBreak ? loop.Break : loop.Again)();
    }
}

/// <summary>One after the other.</summary>
internal sealed class Row(params Block[] blocks) : Block
{
    public override bool EndsApart => blocks[^1].EndsApart;

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from) =>
        blocks.Aggregate(from, (ends, block) => block.Draw(drawing, ends));

    public override void Enter(Telling telling, Course course) => Enter(telling, course, 0);

    private void Enter(Telling telling, Course course, int at)
    {
        if (at == blocks.Length)
        {
            course.Done();
            return;
        }

        blocks[at].Enter(telling, course with { Done = () => Enter(telling, course, at + 1) });
    }
}

/// <summary>A task whose outcome chooses one of the branches.</summary>
internal sealed class Ask(params Block[] branches) : Block
{
    private string _id = "";

    public override bool EndsApart => branches.Any(b => b.EndsApart);

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        _id = drawing.Add(from, id => Json.Task(id, id));
        return [.. branches.SelectMany((b, i) => b.Draw(drawing, [new(_id, $"o{i}")]))];
    }

    public override void Enter(Telling telling, Course course) =>
        telling.Wait(_id, course.Race, branches.Length, i => branches[i].Enter(telling, course));
}

/// <summary>A decision without waiting, the other way each time.</summary>
internal sealed class Alternate(Block odd, Block even) : Block
{
    private string _set = "";
    private string _decision = "";

    public override bool EndsApart => odd.EndsApart || even.EndsApart;

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        var counter = drawing.Variable();
        _set = drawing.Add(from, id => Json.Set(id, counter, Json.Js($"getVariable('{counter}') + 1")));
        _decision = drawing.Add([new(_set, "Done")], id => Json.Decision(id, $"getVariable('{counter}') % 2 != 0"));
        return [.. odd.Draw(drawing, [new(_decision, "True")]), .. even.Draw(drawing, [new(_decision, "False")])];
    }

    public override void Enter(Telling telling, Course course)
    {
        telling.Run(_set);
        telling.Run(_decision);
        var count = telling.Counters[_set] = telling.Counters.GetValueOrDefault(_set) + 1;
        (count % 2 != 0 ? odd : even).Enter(telling, course);
    }
}

/// <summary>A flowchart inside the flowchart. It is over when nothing moves in it, also at a dead end.</summary>
internal sealed class Nested(Block body) : Block
{
    private string _id = "";
    private string _start = "";

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        var inner = new Drawing(drawing);
        _start = inner.Add([], id => Json.Activity(id, "Elsa.Start"));
        body.Draw(inner, [new(_start, "Done")]);
        _id = drawing.Add(from, inner.Chart);
        return [new(_id, "Done")];
    }

    public override void Enter(Telling telling, Course course)
    {
        telling.Run(_id);
        telling.Run(_start);
        body.Enter(telling, course with { Dead = course.Done, Loops = [] });
    }
}
