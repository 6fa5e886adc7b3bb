namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

/// <summary>Makes structured flowcharts by chance. The first branch of a question always comes to its end, so that every story can end.</summary>
internal sealed class RandomFlows(Random random)
{
    public Block Make() => Several(1 + random.Next(4), 0);

    private Row Several(int depth, int loops)
    {
        var blocks = new Block[1 + random.Next(3)];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = One(depth, loops);
        }

        return new Row(blocks);
    }

    private Block One(int depth, int loops) => (depth == 0 ? 0 : random.Next(100)) switch
    {
        < 25 => Leaf(),
        < 45 => Question(depth - 1, loops),
        < 53 => new Alternate(Branch(depth - 1, loops), LaterBranch(depth - 1, loops)),
        < 73 => Branches(depth - 1),
        < 81 => new AskedBefore(Together(Several(depth - 1, loops + 1))),
        < 89 => new AskedAfter(new Row(Head(depth - 1, loops + 1), Several(depth - 1, loops + 1))),
        < 95 => new Counted(1 + random.Next(3), Together(Several(depth - 1, loops + 1))),
        _ => new Nested(Several(depth - 1, 0)),
    };

    private Leaf Leaf() => new((LeafKind)random.Next(3));

    private Leaf Waiting() => new(random.Next(2) == 0 ? LeafKind.Task : LeafKind.Event);

    private Ask Question(int depth, int loops)
    {
        var branches = new Block[2 + random.Next(2)];
        branches[0] = Branch(depth, loops);
        for (var i = 1; i < branches.Length; i++)
        {
            branches[i] = LaterBranch(depth, loops);
        }

        return new Ask(branches);
    }

    private Block Branch(int depth, int loops) => random.Next(4) == 0 ? new Nothing() : Several(depth, loops);

    private Block LaterBranch(int depth, int loops)
    {
        if (loops > 0 && random.Next(10) < 4)
        {
            var jump = new Jump(random.Next(loops), random.Next(2) == 0);
            return random.Next(2) == 0 ? jump : new Row(Together(Several(depth, loops)), jump);
        }

        return random.Next(12) == 0 ? new DeadEnd() : Branch(depth, loops);
    }

    private SideBySide Branches(int depth)
    {
        var split = (Split)random.Next(3);
        var meet = (Meet)random.Next(5);
        var branches = new Block[2 + random.Next(2)];
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = meet switch
            {
                // Who wins a race must not depend on the order within one step, so each branch first waits.
                Meet.Any => new Row(Waiting(), Branch(depth, 0), new Leaf(LeafKind.Line)),
                Meet.All => new Row(Branch(depth, 0), new Leaf(LeafKind.Line)),
                _ => Branch(depth, 0),
            };
        }

        return new SideBySide(split, meet, branches);
    }

    // A loop begins with one activity, perhaps that of another loop.
    private Block Head(int depth, int loops) => (depth == 0 ? 0 : random.Next(6)) switch
    {
        5 => new AskedBefore(Together(Several(depth - 1, loops + 1))),
        4 => new AskedAfter(new Row(Leaf(), Several(depth - 1, loops + 1))),
        _ => Leaf(),
    };

    // Lines back do not wait for each other: branches must have met before.
    private static Block Together(Block block) => block.EndsApart ? new Row(block, new Leaf(LeafKind.Line)) : block;
}
