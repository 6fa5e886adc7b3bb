using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Runtime.Tests.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Migration;

/// <summary>Instances of one definition that wait at different places.</summary>
internal static class MigrationScene
{
    public static async Task<TestRuntime> Make(int instances)
    {
        var runtime = await CareRuntime.Make(RecordedPractice.Definition());
        var started = new List<Guid>();
        for (var i = 0; i < instances; i++)
        {
            started.Add(runtime.StartInstance(RecordedPractice.Id));
            RecordedPractice.Pass(runtime, TimeSpan.FromMinutes(1));
        }

        // A quarter of them stands at each of the first four steps.
        for (var round = 0; round < 3; round++)
        {
            RecordedPractice.Pass(runtime, TimeSpan.FromDays(3));
            RecordedPractice.Answer(runtime, id => started.IndexOf(id) % 4 > round, new Random(3));
        }

        RecordedPractice.Pass(runtime, TimeSpan.FromMinutes(1));
        return runtime;
    }

    public static MigrationProgress Migrate(this TestRuntime runtime, IReadOnlyDictionary<string, string>? renamed = null, string definition = RecordedPractice.Id)
    {
        var migrator = runtime.Get<Migrator>();
        var batch = migrator.Start(definition, renamed, Actor.System)!.Value;
        while (migrator.TakeNext())
        {
            // One more.
        }

        return migrator.Progress(batch)!;
    }

    /// <summary>Tasks and timers with their dates.</summary>
    public static IReadOnlyList<string> Dates(this TestRuntime runtime) => runtime.Database.Read(t => t.Query(
        "SELECT id, due_at, 'task' FROM task WHERE state < 2 UNION ALL SELECT bookmark_id, due_at, kind FROM stimulus WHERE kind = 'timer' ORDER BY 1",
        r => $"{r.Id(0)} {r.InstantOrNull(1):O} {r.Text(2)}"));
}
