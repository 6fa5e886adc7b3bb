namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

/// <summary>A loop: a head to which lines lead back, and a body that may be left by breaks.</summary>
internal abstract class Loop(Block body) : Block
{
    protected Block Body { get; } = body;

    protected IReadOnlyList<OpenEnd> DrawBody(Drawing drawing, IReadOnlyList<OpenEnd> from, string head, List<OpenEnd> breaks)
    {
        drawing.Loops.Add((head, breaks));
        var ends = Body.Draw(drawing, from);
        drawing.Loops.RemoveAt(drawing.Loops.Count - 1);
        return ends;
    }

    protected void EnterBody(Telling telling, Course course, Action done, Action again) =>
        Body.Enter(telling, course with { Done = done, Loops = [.. course.Loops, (course.Done, again)] });
}

/// <summary>Asks before each round whether there is one.</summary>
internal sealed class AskedBefore(Block body) : Loop(body)
{
    private string _id = "";

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        _id = drawing.Add(from, id => Json.Task(id, id));
        List<OpenEnd> ends = [new(_id, "o0")];
        drawing.Connect(DrawBody(drawing, [new(_id, "o1")], _id, ends), _id);
        return ends;
    }

    public override void Enter(Telling telling, Course course) => telling.Wait(_id, course.Race, 2, i =>
    {
        if (i == 0)
        {
            course.Done();
        }
        else
        {
            EnterBody(telling, course, () => Enter(telling, course), () => Enter(telling, course));
        }
    });
}

/// <summary>Asks after each round whether there is another. Its body must begin with one activity.</summary>
internal sealed class AskedAfter(Block body) : Loop(body)
{
    private string _id = "";

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        List<OpenEnd> ends = [];
        var head = drawing.Next;
        _id = drawing.Add(DrawBody(drawing, from, head, ends), id => Json.Task(id, id));
        drawing.Connect([new(_id, "o1")], head);
        return [.. ends, new(_id, "o0")];
    }

    public override void Enter(Telling telling, Course course) => EnterBody(
        telling,
        course,
        () => telling.Wait(_id, course.Race, 2, i => (i == 0 ? course.Done : () => Enter(telling, course))()),
        () => Enter(telling, course));
}

/// <summary>Goes round until its counter can be divided, without asking.</summary>
internal sealed class Counted(int rounds, Block body) : Loop(body)
{
    private string _set = "";
    private string _decision = "";

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        var counter = drawing.Variable();
        _set = drawing.Add(from, id => Json.Set(id, counter, Json.Js($"getVariable('{counter}') + 1")));
        _decision = drawing.Add([new(_set, "Done")], id => Json.Decision(id, $"getVariable('{counter}') % {rounds} != 0"));
        List<OpenEnd> ends = [new(_decision, "False")];
        drawing.Connect(DrawBody(drawing, [new(_decision, "True")], _set, ends), _set);
        return ends;
    }

    public override void Enter(Telling telling, Course course)
    {
        telling.Run(_set);
        telling.Run(_decision);
        var count = telling.Counters[_set] = telling.Counters.GetValueOrDefault(_set) + 1;
        if (count % rounds == 0)
        {
            course.Done();
        }
        else
        {
            EnterBody(telling, course, () => Enter(telling, course), () => Enter(telling, course));
        }
    }
}
