using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Rehearsal;

/// <summary>A practice in which people do what they do: instances of one definition, answered at random over half a year.</summary>
internal static class RecordedPractice
{
    public const string Id = "proef";

    /// <summary>The definition, with what a coordinator may change about it.</summary>
    public static string Definition(string reminder = "2wd", string term = "12wk", bool swapped = false, string role = "jgz", Action<List<JsonObject>>? edit = null)
    {
        List<JsonObject> steps =
        [
            Task("plan", reminder: reminder),
            Task(swapped ? "bezoek" : "bellen"),
            Task(swapped ? "bellen" : "bezoek"),
            Activity("vervolg", "KnGG.FollowUpAt", ("in", term), ("anchor", "nu")),
            Task("afronden", role: role),
            Line("klaar", "klaar"),
        ];
        edit?.Invoke(steps);
        return Sequence(Id, [.. steps]);
    }

    public static JsonObject Task(string id, string reminder = "2wd", string role = "jgz") => Activity(
        id, "KnGG.HumanTask", ("title", "Taak " + id), ("role", role), ("due", "10wd"), ("reminder", reminder), ("escalation", "-"), ("outcomes", new[] { "Klaar", "Niet gelukt" }));

    /// <summary>Lets a number of instances run for a number of days.</summary>
    public static async Task<TestRuntime> Record(int instances, int days, int seed = 1)
    {
        var runtime = await CareRuntime.Make(Definition());
        var random = new Random(seed);
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < instances; i++)
            {
                if (i * 40 / instances == day)
                {
                    runtime.StartInstance(Id);
                }
            }

            Pass(runtime, TimeSpan.FromHours(24));
            AnswerSome(runtime, random);
        }

        return runtime;
    }

    public static void Pass(TestRuntime runtime, TimeSpan time)
    {
        var to = runtime.Clock.Now + time;
        runtime.Get<Runtime.Clock.SimulatedClock>().MoveTo(to, default).GetAwaiter().GetResult();
    }

    public static void AnswerSome(TestRuntime runtime, Random random, int oneIn = 6) => Answer(runtime, _ => random.Next(oneIn) == 0, random);

    /// <summary>People answer the open tasks of some instances, in the order in which those were started: mostly with "Klaar", unless always with something else.</summary>
    public static void Answer(TestRuntime runtime, Func<Guid, bool> who, Random random, string? always = null) => runtime.Database.Write(t =>
    {
        foreach (var (task, instance) in t.Query(
            "SELECT t.id, t.instance_id FROM task t JOIN instance i ON i.id = t.instance_id WHERE t.state < 2 ORDER BY i.created_at, t.activity_id", r => (r.Id(0), r.Id(1))))
        {
            if (who(instance))
            {
                t.Execute("UPDATE task SET state = 2, closed_at = @now, closed_by = 'iemand', outcome = 'Klaar' WHERE id = @id", ("@now", runtime.Clock.Now), ("@id", task));
                t.Execute(
                    "INSERT INTO task_answer (task_id, outcome, fields, answered_by, answered_at) VALUES (@id, 'Klaar', '{}', 'iemand', @now)", ("@id", task), ("@now", runtime.Clock.Now));
                StimulusWriter.Add(t, instance, new TaskAnswered(task, always ?? (random.Next(5) == 0 ? "Niet gelukt" : "Klaar"), Value.Of(ValueMap.Empty)), new Actor("iemand", "jgz", null), runtime.Clock.Now);
            }
        }
    });

    public static RehearsalReport Rehearse(this TestRuntime runtime, string draft, int? limit = null) => runtime.Get<RehearsalDesk>().Run(DefinitionReader.Parse(draft), limit);

    /// <summary>The instances in which an activity began, oldest first.</summary>
    public static Guid[] WhoBegan(this TestRuntime runtime, string activity) =>
    [
        .. runtime.Database.Read(t => t.Query("SELECT id FROM instance WHERE definition_id = @d ORDER BY id", r => r.Id(0), ("@d", Id)))
            .Where(id => runtime.JournalOf(id).Any(l => l.ActivityId == activity && l.Event == "Started")),
    ];
}
