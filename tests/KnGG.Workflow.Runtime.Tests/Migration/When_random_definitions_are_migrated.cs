using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Tests.Instances;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Migration;

/// <summary>
/// Random definitions with tasks, reminders, delays and events, three instances of each at a random wait, and an edited version to which
/// they are moved. KNGG_LONG=1 does 1,000 pairs; KNGG_SEED chooses other ones.
/// </summary>
public class When_random_definitions_are_migrated(ITestOutputHelper output)
{
    private static readonly int First = int.TryParse(Environment.GetEnvironmentVariable("KNGG_SEED"), out var seed) ? seed : 1;

    private static int Pairs => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1_000 : 60;

    [Fact]
    public async Task Nothing_is_done_twice_no_date_moves_and_nobody_is_forgotten()
    {
        var random = new Random(First);
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var pairs = Enumerable.Range(First, Pairs).Select(s => (Id: "paar-" + s, Pair: new RandomPair(s, "paar-" + s, Leaf))).Where(p => !p.Pair.HasLoop && IsPublished(runtime, p.Pair.Before)).ToList();
        var instances = new Dictionary<Guid, RandomPair>();
        foreach (var (id, pair) in pairs)
        {
            for (var i = 0; i < 3; i++)
            {
                instances.Add(runtime.StartInstance(id), pair);
            }
        }

        RunOn(runtime, random, rounds: 3, oneIn: 3);
        int moved = 0, refused = 0, stayed = 0;
        foreach (var (id, pair) in pairs.Where(p => IsPublished(runtime, p.Pair.After)))
        {
            var running = instances.Keys.Where(i => instances[i] == pair && runtime.StatusOf(i) == "Suspended").ToHashSet();
            var before = Waits(runtime);
            var preview = runtime.Get<Migrator>().Preview(id, pair.Renamed);
            Assert.Equal(running.Order(), preview.Instances.Select(i => i.InstanceId).Order());
            Assert.Equal(before, Waits(runtime));
            if (running.Count == 0)
            {
                continue;
            }

            var batch = runtime.Migrate(pair.Renamed, id);
            foreach (var instance in preview.Instances)
            {
                // What the preview said is what happened, and a date that is not listed as another one did not move.
                var item = batch.Items.Single(i => i.InstanceId == instance.InstanceId);
                Assert.Equal(instance.Outcome == MigrationOutcome.Moves ? MigrationItemState.Moved : MigrationItemState.Refused, item.State);
                Assert.Equal(instance.Outcome == MigrationOutcome.Refuses, item.Reason is { Length: > 0 });
                Assert.Equal(instance.Before.Select(w => (w.Kind, w.DueAt)), instance.After.Select(w => (w.Kind, w.DueAt)));
            }

            Assert.True(before.SequenceEqual(Waits(runtime)), Words("a wait moved", pair));
            Assert.Equal(batch.Count(MigrationItemState.Moved), batch.Count(MigrationLook.Resolved));
            (moved, refused, stayed) = (moved + batch.Count(MigrationItemState.Moved), refused + batch.Count(MigrationItemState.Refused), stayed + batch.Count(MigrationItemState.Stayed));
        }

        Assert.Empty(Forgotten(runtime));
        Story.MustHold(runtime);
        RunOn(runtime, random, rounds: 80, oneIn: 1);
        Assert.Equal(0, runtime.Count("incident WHERE closed_at IS NULL"));
        foreach (var (instance, pair) in instances)
        {
            Assert.True(runtime.StatusOf(instance) == "Finished", Words($"{instance} is {runtime.StatusOf(instance)}", pair));
            var twice = Done(runtime, instance, pair.Renamed).GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
            Assert.True(twice.Count == 0, Words($"{string.Join(", ", twice)} was done twice in {instance}", pair));
        }

        Story.MustHold(runtime);
        output.WriteLine($"{pairs.Count} pairs, {instances.Count} instances: {moved} moved, {refused} refused, {stayed} stayed");
        Assert.True(moved > Pairs / 2 && refused > Pairs / 20, $"{moved} moved, {refused} refused");
    }

    private static (string Type, (string Name, JsonNode Value)[] Inputs) Leaf(Random random) => random.Next(6) switch
    {
        0 => ("Elsa.WriteLine", [("text", RandomPair.Literal("regel"))]),
        1 => ("Elsa.Delay", [("timeSpan", RandomPair.Literal($"{random.Next(1, 90)}.0{random.Next(10)}:00:00"))]),
        2 => ("Elsa.Event", [("eventName", RandomPair.Literal("e" + random.Next(3)))]),
        _ => ("KnGG.HumanTask",
        [
            ("title", RandomPair.Literal("Taak " + random.Next(100))), ("role", RandomPair.Literal(random.Next(2) == 0 ? "jgz" : "czv")), ("due", RandomPair.Literal($"{random.Next(1, 60)}wd")),
            ("reminder", RandomPair.Literal(random.Next(2) == 0 ? "2wd" : "-")), ("escalation", RandomPair.Literal("-")), ("outcomes", RandomPair.Literal(new JsonArray("Done"))),
        ]),
    };

    private static bool IsPublished(TestRuntime runtime, string json)
    {
        var draft = runtime.Publisher.Draft(json, null, Actor.System);
        return runtime.Publisher.Publish(draft.DefinitionId, Actor.System) is PublishResult.Published;
    }

    private static void RunOn(TestRuntime runtime, Random random, int rounds, int oneIn)
    {
        for (var round = 0; round < rounds; round++)
        {
            RecordedPractice.Pass(runtime, TimeSpan.FromDays(random.Next(1, 30)));
            RecordedPractice.Answer(runtime, _ => random.Next(oneIn) == 0, random, always: "Done");
            runtime.Database.Write(t =>
            {
                foreach (var (instance, name) in t.Query("SELECT instance_id, name FROM event_wait ORDER BY bookmark_id", r => (r.Id(0), r.Text(1))).Distinct().Where(_ => random.Next(oneIn) == 0))
                {
                    StimulusWriter.Add(t, instance, new EventReceived(name, Value.Null), Actor.System, runtime.Clock.Now);
                }
            });
        }

        RecordedPractice.Pass(runtime, TimeSpan.FromMinutes(1));
    }

    // Every wait with its date and owner, and every planned mail.
    private static List<string> Waits(TestRuntime runtime) => runtime.Database.Read(t => t.Query(
        """
        SELECT id, due_at, role FROM task WHERE state < 2 UNION ALL SELECT bookmark_id, due_at, kind FROM stimulus WHERE kind = 'timer'
        UNION ALL SELECT bookmark_id, NULL, name FROM event_wait UNION ALL SELECT id, due_at, template FROM mail WHERE state = 0 ORDER BY 1, 3
        """,
        r => $"{r.Id(0)} {r.InstantOrNull(1):O} {r.Text(2)}"));

    private static List<Guid> Forgotten(TestRuntime runtime) => runtime.Database.Read(t => t.Query(
        """
        SELECT i.id FROM instance i WHERE i.status = 0
           AND NOT EXISTS (SELECT 1 FROM task k WHERE k.instance_id = i.id AND k.state < 2 AND k.role IS NOT NULL AND k.due_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM stimulus s WHERE s.instance_id = i.id) AND NOT EXISTS (SELECT 1 FROM event_wait e WHERE e.instance_id = i.id)
        """,
        r => r.Id(0)));

    // Ids of what was completed, as they are called now: what was done before the move may have another id since.
    private static List<string> Done(TestRuntime runtime, Guid instance, Dictionary<string, string> renamed)
    {
        var done = new List<string>();
        foreach (var line in runtime.JournalOf(instance))
        {
            if (line.Event == InstanceMove.Event)
            {
                done = done.ConvertAll(id => renamed.GetValueOrDefault(id, id));
            }
            else if (line.Event == "Completed")
            {
                done.Add(line.ActivityId);
            }
        }

        return done;
    }

    private static string Words(string what, RandomPair pair) => $"{what}\n{pair.Before}\n{pair.After}";
}
