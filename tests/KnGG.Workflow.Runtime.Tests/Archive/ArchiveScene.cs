using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Archive;

/// <summary>Trajectories that were measured, had a child workflow, and ended.</summary>
internal static class ArchiveScene
{
    /// <summary>What each of them runs.</summary>
    public static string Definition { get; } = Definitions.Workflow("proef", Fork("vork",
        Container("Elsa.Sequence", "af", Event("wacht", "afsluiten"), Activity("sluit", "KnGG.CloseTrajectory", ("reason", "doel-bereikt")), Activity("klaar", "Elsa.Finish")),
        Container("Elsa.Sequence", "werk",
            Activity("meten", "KnGG.HumanTask", ("title", "Meten"), ("role", "jgz"), ("due", "10wd"), ("form", "meting")),
            Execute("kind", "kind"),
            Activity("bellen", "KnGG.HumanTask", ("title", "Bellen"), ("role", "jgz"), ("due", "10wd")))));

    /// <summary>So many finished trajectories, and one that runs.</summary>
    public static async Task<(TestRuntime Runtime, IReadOnlyList<Guid> Finished, Guid Running)> Make(int finished)
    {
        var runtime = await CareRuntime.Make(Sequence("kind", Line("regel", "uit het kind")), FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms")));
        runtime.AddAccounts();
        runtime.Publish(Definition);
        var all = Enumerable.Range(1, finished + 1).Select(i => runtime.Arrive("A-" + i)).ToList();
        all.Take(finished).ToList().ForEach(runtime.Finish);
        return (runtime, all[..finished], all[^1]);
    }

    public static Guid Arrive(this TestRuntime runtime, string reference, double weight = 55)
    {
        var trajectory = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(reference, weight))).TrajectoryId!.Value;
        runtime.RunAll();
        return trajectory;
    }

    public static void Finish(this TestRuntime runtime, Guid trajectory)
    {
        var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectory)).Single(k => k.Title == "Meten");
        Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Complete(
            new CompleteTask(task.Id, CareRuntime.JgzAccount, null, Value.Parse("""{ "on": "2025-12-31", "heightCm": "141,5", "weightKg": 44 }"""))));
        runtime.RunAll();
        Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().Close(trajectory, CareRuntime.JgzAccount, "doel-bereikt"));
        runtime.RunAll();
    }

    public static Task Wait(this TestRuntime runtime, int days) => runtime.Get<SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(days));

    /// <summary>How everything went, as every reader tells it.</summary>
    public static IReadOnlyList<string> Told(this TestRuntime runtime, Guid trajectory) => runtime.Database.Read(t =>
    {
        var told = new List<string>();
        told.AddRange(Journal.OfTrajectory(t, trajectory).Select(l => $"{l.Number} {l.At:O} {l.Actor} {l.ActivityId} {l.Event} {l.Data.ToJson()}"));
        foreach (var instance in InstanceListQuery.Page(t, new InstanceListFilter(), 0, 1000).Where(i => i.TrajectoryId == trajectory))
        {
            told.Add($"{instance.Id} {instance.DefinitionId} {instance.SubStatus} {instance.Version} {instance.CreatedAt:O} {instance.UpdatedAt:O} {instance.FinishedAt:O}");
            told.Add(Engine.Instances.InstanceStateJson.Write(InstanceListQuery.State(t, instance.Id)!));
            told.AddRange(Journal.Read(t, instance.Id).Select(l => $"{l.Step} {l.Event}"));
            told.AddRange(Journal.Read(t, instance.Id, skip: 2, take: 3).Select(l => $"{l.Number} {l.Event}"));
            told.AddRange(StepRecords.Of(t, instance.Id).Select(s => $"{s.Number} {s.Kind} {s.SetId} {s.Payload} {s.Actor} {s.IdSeed} {s.Care} {Convert.ToHexString(s.StateHash)} {s.Facts}"));
        }

        told.AddRange(TaskRows.OfTrajectory(t, trajectory).Select(k => $"{k.Id} {k.Title} {k.State} {k.CreatedAt:O} {k.DueAt:O} {k.ClosedAt:O} {k.Outcome} {k.Outcomes} {k.OnBehalfAllowed}"));
        return told;
    });
}
