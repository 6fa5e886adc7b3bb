using System.Globalization;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Instances;

public sealed class When_an_instance_moves_to_another_version
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Random_pairs_of_definitions_keep_the_rules()
    {
        int moved = 0, refused = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var pair = new RandomPair(seed);
            if (pair.HasLoop)
            {
                continue;
            }

            try
            {
                _ = Try(pair, seed) ? moved++ : refused++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }

        // Both happen, and most edits can be followed.
        Assert.True(moved > 1_000 && refused > 200, $"{moved} moved, {refused} refused");
    }

    // True when it moved; every rule is checked on the way.
    private static bool Try(RandomPair pair, int seed)
    {
        var random = new Random(seed);
        var (from, to) = (Set(pair.Before), Set(pair.After));
        var map = NodeMap.Between(from, to, pair.Renamed);
        var run = new Run(from);
        run.Step(new StartInstance(ValueMap.Empty));
        for (var answers = random.Next(5); answers > 0 && run.State.Bookmarks.Count > 0; answers--)
        {
            run.Answer(random);
        }

        if (run.State.Status == WorkflowStatus.Finished)
        {
            return true;
        }

        var before = run.State;
        var result = InstanceMove.To(before, from, to, map, run.Completed.ToHashSet(StringComparer.Ordinal));
        if (result.State is not { } after)
        {
            Assert.NotEmpty(result.Problems);
            Assert.All(result.Problems, p => Assert.EndsWith(".", p.Message, StringComparison.Ordinal));
            return false;
        }

        // Nothing that waits is lost, and no date moves.
        Assert.Equal(before.Bookmarks.Select(b => (b.Id, b.Kind, b.Name, b.DueAt)), after.Bookmarks.Select(b => (b.Id, b.Kind, b.Name, b.DueAt)));
        Assert.All(after.Bookmarks, b => Assert.Equal(b.ActivityId, to.FindNode(b.NodeId)!.Id));

        // It can be stored and read.
        after = InstanceStateJson.Read(InstanceStateJson.Write(after));
        var done = run.Completed.Select(map.InPlace).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var further = new Run(to) { State = after };
        var kept = before.Bookmarks.Select(b => b.Id).ToHashSet();
        while (further.State.Bookmarks.Count > 0)
        {
            further.Answer(random);
        }

        Assert.Equal(WorkflowSubStatus.Finished, further.State.SubStatus);
        var again = further.Completed.Where(done.Contains).ToList();
        Assert.True(again.Count == 0, $"Run twice: {string.Join(", ", again)}\n{pair.Before}\n{pair.After}\n{InstanceStateJson.Write(before)}");
        var twice = further.Completed.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        Assert.True(twice.Count == 0, $"Run twice after the move: {string.Join(", ", twice)}\n{pair.Before}\n{pair.After}\n{InstanceStateJson.Write(before)}");

        // Whatever waited was taken to its end in the new version.
        Assert.All(before.Bookmarks.Where(b => kept.Contains(b.Id)), b => Assert.Contains(map.InPlace(b.NodeId)!, further.Completed));
        return true;
    }

    private static DefinitionSet Set(string json) => DefinitionSet.Build(DefinitionReader.Parse(json), _ => null, PrimitiveActivities.Catalog).Set;

    private sealed class Run(DefinitionSet set)
    {
        private int _seeds;

        public InstanceState State { get; set; } = Stepper.NewInstance(new Guid("10000000-0000-0000-0000-000000000001"), set, null);

        public List<string> Completed { get; } = [];

        public void Answer(Random random)
        {
            var wait = State.Bookmarks[random.Next(State.Bookmarks.Count)];
            Step(wait.Kind switch
            {
                BookmarkKinds.Timer => new TimerDue(wait.Id),
                BookmarkKinds.Task => new TaskAnswered(wait.Id, null, Value.Of(ValueMap.Empty)),
                _ => new EventReceived(wait.Name!, Value.Of(ValueMap.Empty)),
            });
        }

        public void Step(Stimulus stimulus)
        {
            var context = new StepContext(Start.AddHours(++_seeds), new IdSource(new Guid(_seeds, (short)set.Root.Version, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)), Actor.System, CultureInfo.InvariantCulture, null);
            var result = Stepper.Decide(set, State, stimulus, context);
            State = InstanceStateJson.Read(InstanceStateJson.Write(result.State));
            Completed.AddRange(result.Facts.OfType<ActivityCompleted>().Select(f => f.NodeId));
            Assert.Empty(State.Incidents);
        }
    }
}
