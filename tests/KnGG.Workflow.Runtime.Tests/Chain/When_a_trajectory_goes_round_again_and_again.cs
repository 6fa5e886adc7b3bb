using System.Globalization;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_trajectory_goes_round_again_and_again
{
    private const string Reenter = "opnieuw-doorlopen";

    /// <summary>Five times back from any place, with days and work in between. KNGG_LONG=1 tells 1,000 stories; KNGG_SEED chooses the first.</summary>
    [Fact]
    public void The_old_round_dies_in_the_same_step_and_each_measurement_belongs_to_one()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("KNGG_SEED") ?? "1", CultureInfo.InvariantCulture);
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1_000 : 25;
        var (whole, kept, measured) = (0, 0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            var story = Story.Of().ReachesStep5();
            for (var round = 0; round < 5; round++)
            {
                GoesOn(story, random);
                kept += GoesRound(story, random, $"Verhaal {seed}, ronde {story.File.Process.Cycle}");
            }

            whole += story.File.Process.Cycle >= 6 ? 1 : 0;
            measured += Measurements(story, $"Verhaal {seed}");
        }

        // Most must get all the way, with something that went on and something that was measured.
        Assert.True(whole > count / 2 && kept > count && measured > count, $"{whole} van {count} verhalen vijf keer rond, {kept} onderdelen liepen door, {measured} metingen.");
    }

    // As far as people come before they go back again; from step 3 on they can.
    private static void GoesOn(Story story, Random random)
    {
        if (story.File.Process.Step == 2)
        {
            story.DoesStep2();
        }

        if (story.File.Process.Step == 3 && random.Next(4) > 0)
        {
            story.DoesStep3();
        }

        if (story.File.Process.Step == 4 && random.Next(4) > 0)
        {
            story.DoesStep4();
        }

        if (story.File.Process.Step == 5 && random.Next(3) > 0)
        {
            story.ClubStarts().Evaluates("Doorgaan", weightKg: 38 + random.Next(9));
        }

        story.Pass(days: 1 + random.Next(24));
    }

    private static int GoesRound(Story story, Random random, string where)
    {
        var cycle = story.File.Process.Cycle;
        var waits = Waits(story);
        var mails = story.World.Mails.Count;
        var running = Running(story);
        story.Event(Reenter, ("stap", 2 + random.Next(Math.Clamp(story.File.Process.Step - 2, 1, 3))), ("reden", "nieuw-inzicht"));
        if (story.File.Process.Cycle == cycle)
        {
            return 0;
        }

        Assert.Equal(cycle + 1, story.File.Process.Cycle);
        var items = Running(story);
        Assert.Subset(running, items);
        foreach (var (id, instance, node) in Waits(story).Where(w => waits.Contains(w)))
        {
            // What still waits from before: beside the steps, for an item that goes on, or for such a task that is late.
            Assert.True(
                Family(story, instance).Any(items.Contains) || Beside(story, instance, node),
                $"{where}: {node} van instantie {story.World.Instances.First(i => i.State.Id == instance).State.DefinitionId} wacht nog.");
        }

        Assert.All(story.World.Mails.Skip(mails), m => Assert.NotEqual("task-reminder", m.Template));
        return items.Count;
    }

    private static int Measurements(Story story, string where)
    {
        var file = story.File;
        foreach (var measured in file.Health.Measurements)
        {
            // What came in at the very moment of a new round may be the reason for it, and so belong to the round before.
            var latest = file.Process.Cycles.Where(c => c.At <= measured.At).Select(c => c.Number).DefaultIfEmpty(1).Max();
            var sure = file.Process.Cycles.Where(c => c.At < measured.At).Select(c => c.Number).DefaultIfEmpty(1).Max();
            Assert.True(measured.Cycle >= sure && measured.Cycle <= latest, $"{where}: een meting uit ronde {latest} staat in ronde {measured.Cycle}.");
        }

        Assert.Equal(file.Health.Measurements.Count, file.Health.Measurements.DistinctBy(m => (m.On, m.HeightCm, m.WeightKg, m.Clothed, m.SelfReported)).Count());
        return file.Health.Measurements.Count;
    }

    // Children that carry out an item of the plan and still run.
    private static HashSet<Guid> Running(Story story) =>
    [
        .. story.File.Process.Children.Where(c => c is { PlanItemId: not null, EndedAt: null }).Select(c => c.InstanceId)
            .Where(id => story.World.Instances.Any(i => i.State.Id == id && i.State.Status == WorkflowStatus.Running)),
    ];

    private static HashSet<(Guid Id, Guid Instance, string Node)> Waits(Story story) =>
    [
        .. story.World.Instances.Where(i => i.State.Status == WorkflowStatus.Running)
            .SelectMany(i => i.State.Bookmarks.Where(b => b.Kind is BookmarkKinds.Timer or BookmarkKinds.Task).Select(b => (b.Id, i.State.Id, b.NodeId))),
    ];

    private static IEnumerable<Guid> Family(Story story, Guid instance)
    {
        for (Guid? at = instance; at is { } id; at = story.World.Instances.First(i => i.State.Id == id).State.ParentInstanceId)
        {
            yield return id;
        }
    }

    // Somebody may have asked to stop beside the steps; that question stays. The escalation of a task beside the steps lives as long as that task.
    private static bool Beside(Story story, Guid instance, string node)
    {
        var state = story.World.Instances.First(i => i.State.Id == instance).State;
        return state.ParentInstanceId is { } parent
            ? state.DefinitionId == "escalatie" && story.World.Instances.First(i => i.State.Id == parent).State.Bookmarks.FirstOrDefault(b => b.Id == state.ParentBookmarkId) is { } wait
                && Beside(story, parent, wait.NodeId)
            : When_people_answer_anything.Beside.Contains(node.Split(':')[2]) || node.EndsWith(":afsluiten-ernaast", StringComparison.Ordinal);
    }
}
