namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

internal enum Split
{
    /// <summary>Whatever is drawn before leads to all branches.</summary>
    Lines,
    Activity,
    Fork,
}

internal enum Meet
{
    /// <summary>The branches meet at whatever is drawn next.</summary>
    Lines,
    Activity,
    AllActive,
    All,
    Any,
}

/// <summary>Branches that run side by side. For a join that counts its lines, each branch must end with one activity.</summary>
internal sealed class SideBySide(Split split, Meet meet, Block[] branches) : Block
{
    private string _fork = "";
    private string _join = "";

    public override bool EndsApart => meet == Meet.Lines;

    public override IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from)
    {
        var loops = drawing.Loops;
        drawing.Loops = [];
        if (split != Split.Lines)
        {
            _fork = drawing.Add(from, id => split == Split.Activity ? Json.Line(id) : Json.Fork(id, [.. branches.Select((_, i) => $"b{i}")]));
        }

        OpenEnd[] ends = [.. branches.SelectMany((b, i) => b.Draw(drawing, split switch
        {
            Split.Lines => from,
            Split.Activity => [new(_fork, "Done")],
            _ => [new(_fork, $"b{i}")],
        }))];
        drawing.Loops = loops;
        if (meet == Meet.Lines)
        {
            return ends;
        }

        _join = drawing.Add(ends, id => meet switch
        {
            Meet.AllActive => Json.Join(id, "WaitAllActive"),
            Meet.All => Json.Join(id, "WaitAll"),
            Meet.Any => Json.Join(id, "WaitAny"),
            _ => Json.Line(id),
        });
        return [new(_join, "Done")];
    }

    public override void Enter(Telling telling, Course course)
    {
        if (split != Split.Lines)
        {
            telling.Run(_fork);
        }

        var race = meet == Meet.Any ? new Race(course.Race) : course.Race;
        var busy = branches.Length;
        var arrived = 0;
        foreach (var branch in branches)
        {
            branch.Enter(telling, new Course(() => BranchEnded(1), () => BranchEnded(0), race, []));
        }

        void BranchEnded(int arrives)
        {
            busy--;
            arrived += arrives;
            if (meet == Meet.Any && arrives > 0)
            {
                telling.End(race!);
            }
            else if (busy > 0)
            {
                return;
            }

            if (meet == Meet.All ? arrived < branches.Length : arrived == 0)
            {
                course.Dead();
                return;
            }

            if (meet != Meet.Lines)
            {
                telling.Run(_join);
            }

            course.Done();
        }
    }
}
