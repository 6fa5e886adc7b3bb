using System.Collections.Concurrent;
using System.Globalization;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

/// <summary>KNGG_LONG=1 tells forty times as many stories; KNGG_SEED chooses other ones.</summary>
public sealed class When_random_flowcharts_run
{
    // After this many answers people choose what leads to the end.
    private const int Patience = 40;

    [Fact]
    public void Everything_runs_as_often_as_the_structure_says_and_the_end_is_reached()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("KNGG_SEED") ?? "1", CultureInfo.InvariantCulture);
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 20_000 : 500;
        var defects = new ConcurrentBag<(string Definition, string Text)>();
        Parallel.For(first, first + count, seed =>
        {
            if (DefectOf(seed) is { } defect)
            {
                defects.Add(defect);
            }
        });
        var smallest = defects.OrderBy(d => d.Definition.Length).FirstOrDefault();
        Assert.True(defects.IsEmpty, $"{defects.Count} of {count} go wrong. {smallest.Text}\n{smallest.Definition}");
    }

    /// <summary>Lines drawn any way at all: the meaning may be strange, but something waits, something failed, or it is over.</summary>
    [Fact]
    public void However_the_lines_are_drawn_a_flowchart_never_just_stops()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("KNGG_SEED") ?? "1", CultureInfo.InvariantCulture);
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 20_000 : 500;
        Parallel.For(first, first + count, seed =>
        {
            var random = new Random(seed);
            var definition = Tangle(random);
            var story = new Story(definition).Start();
            for (var step = 0; step < 30 && story.State.SubStatus == WorkflowSubStatus.Suspended && story.State.Bookmarks.Count < 30; step++)
            {
                Assert.True(story.State.Bookmarks.Count > 0, $"Seed {seed}: nothing waits.\n{definition}");
                var wait = story.State.Bookmarks[random.Next(story.State.Bookmarks.Count)];
                story.Give(new TaskAnswered(wait.Id, $"o{random.Next(3)}", Value.Null));
            }
        });
    }

    private static string Tangle(Random random)
    {
        var count = 3 + random.Next(9);
        var activities = new string[count];
        List<string> lines = [];
        for (var i = 0; i < count; i++)
        {
            // Only a task has lines back, so that nothing goes round for ever within one step.
            var isTask = random.Next(3) > 0;
            activities[i] = isTask ? Json.Task($"n{i}", $"n{i}")
                : random.Next(2) == 0 ? Json.Line($"n{i}")
                : Json.Join($"n{i}", new[] { "WaitAny", "WaitAll", "WaitAllActive" }[random.Next(3)]);
            for (var j = 0; j < (i == 0 ? 3 : random.Next(1, 4)); j++)
            {
                var isBack = isTask && random.Next(4) == 0;
                var target = isBack ? random.Next(i + 1) : random.Next(i + 1, count + 1);
                if (target < count)
                {
                    lines.Add($"n{i}.{(isTask ? $"o{random.Next(3)}" : "Done")} -> n{target}");
                }
            }
        }

        return Json.Definition(Json.Flow("f", [Json.Activity("s", "Elsa.Start"), .. activities], ["s -> n0", .. lines]));
    }

    private static (string, string)? DefectOf(int seed)
    {
        var random = new Random(seed);
        var block = new RandomFlows(random).Make();
        var drawing = new Drawing();
        var start = drawing.Add([], id => Json.Activity(id, "Elsa.Start"));
        block.Draw(drawing, [new(start, "Done")]);
        var telling = new Telling();
        telling.Run(start);
        block.Enter(telling, new Course(() => telling.IsOver = true, () => telling.IsOver = true, null, []));

        // The story itself checks that every state survives storage and that every step is decided the same twice.
        var story = new Story(drawing.Definition).Start();
        var runs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        List<string> answers = [];
        Count(story, runs);
        while (Difference(story, runs, telling) is var difference)
        {
            if (difference is not null)
            {
                return (drawing.Definition, $"Seed {seed} after '{string.Join(" ", answers)}': {difference}");
            }

            if (telling.IsOver)
            {
                return null;
            }

            var (activity, wait) = telling.Waits.ElementAt(random.Next(telling.Waits.Count));
            var outcome = answers.Count < Patience ? random.Next(wait.Outcomes) : 0;
            answers.Add($"{activity}:{outcome}");
            telling.Answer(activity, outcome);
            _ = wait.IsEvent ? story.Event(activity) : story.Answer(activity, wait.Outcomes == 1 ? null : $"o{outcome}");
            Count(story, runs);
        }

        return null;
    }

    private static void Count(Story story, SortedDictionary<string, int> runs)
    {
        foreach (var fact in story.Last.Facts.OfType<ActivityStarted>().Where(f => f.ActivityId != "f"))
        {
            runs[fact.ActivityId] = runs.GetValueOrDefault(fact.ActivityId) + 1;
        }
    }

    private static string? Difference(Story story, SortedDictionary<string, int> runs, Telling telling)
    {
        var isOver = story.State.SubStatus == WorkflowSubStatus.Finished;
        var waits = string.Join(" ", story.State.Bookmarks.Select(b => b.ActivityId).Order(StringComparer.Ordinal));
        var expected = string.Join(" ", telling.Waits.Keys);
        var wrong = runs.Keys.Union(telling.Runs.Keys).Where(a => runs.GetValueOrDefault(a) != telling.Runs.GetValueOrDefault(a));
        var times = string.Join(", ", wrong.Select(a => $"{a} ran {runs.GetValueOrDefault(a)} times instead of {telling.Runs.GetValueOrDefault(a)}"));
        return times.Length > 0 ? times
            : waits != expected ? $"'{waits}' waits instead of '{expected}'"
            : isOver != telling.IsOver ? $"over is {isOver}, status {story.State.SubStatus}"
            : null;
    }
}
