using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Chain;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Trajectories;

/// <summary>Re-entry in the rows: what the rounds in memory promise, seen in tables that figures and mails are made from.</summary>
public sealed class When_five_trajectories_go_round_again
{
    private const string Waiting = "SELECT m.id FROM mail m JOIN task t ON t.id = m.task_id WHERE m.trajectory_id = @id AND m.state IN (0, 3, 6)";

    private readonly Dictionary<(Guid, string), Guid> _people = [];

    [Fact]
    public async Task Children_are_counted_once_old_mails_die_and_each_measurement_keeps_its_cycle()
    {
        var (runtime, trajectories) = await StuckScene.Make(5);
        using var host = runtime;
        foreach (var (organisation, role) in runtime.Database.Read(t => t.Query("SELECT DISTINCT organisation_id, role FROM role_coverage ORDER BY organisation_id, role", r => (r.Id(0), r.Text(1)))))
        {
            _people[(organisation, role)] = runtime.Person($"{role}-{_people.Count}", role, organisation).Account;
        }

        var random = new Random(6);
        var perPlace = Places(runtime);
        var died = 0;
        foreach (var id in trajectories)
        {
            Work(runtime, id, random, until: 3 + random.Next(2));
            var file = runtime.File(id);
            var measured = file.Health.Measurements;
            var mails = Ids(runtime, Waiting, id);
            var tasks = Ids(runtime, "SELECT id FROM task WHERE trajectory_id = @id AND state < 2 AND plan_item_id IS NULL", id);
            var owner = _people[(file.Owner!.OrganisationId!.Value, file.Owner.Role)];
            Assert.IsType<TrajectoryResult.Accepted>(runtime.Get<TrajectoryDesk>().ReEnter(id, owner, file.Process.Step == 3 ? 2 : 2 + random.Next(2), "nieuw-inzicht"));
            runtime.RunAll();

            var after = runtime.File(id);
            Assert.Equal(2, after.Process.Cycle);
            Assert.Equal(perPlace, Places(runtime));
            Assert.Equal(measured, after.Health.Measurements);
            Assert.All(measured, m => Assert.Equal(1, m.Cycle));
            Assert.Empty(Ids(runtime, Waiting + " AND t.state >= 2", id));

            // What belonged to the first round is over; only feedback that somebody is owed goes on.
            var open = Ids(runtime, "SELECT id FROM task WHERE trajectory_id = @id AND state < 2 AND title <> 'Terugkoppeling geven'", id);
            Assert.Empty(tasks.Intersect(open));
            died += mails.Except(Ids(runtime, Waiting, id)).Count();
            Assert.All(mails.Except(Ids(runtime, Waiting, id)), m => Assert.Equal(5, runtime.Database.Read(t => t.First("SELECT state FROM mail WHERE id = @m", r => r.Number(0), ("@m", m)))));

            Work(runtime, id, random, until: 3);
            Measure(runtime, id);
            Assert.Equal([.. measured.Select(_ => 1), 2], runtime.File(id).Health.Measurements.Select(m => m.Cycle));
            runtime.MustHold();
            Steps.Story.MustHold(runtime);
        }

        Assert.True(died >= trajectories.Count, $"{died} mails stonden klaar en vervielen.");
        Assert.Equal(perPlace, Places(runtime));
        Assert.Equal((5L, 10L), runtime.Database.Read(t => t.First("SELECT count(DISTINCT child_id), sum(cycle) FROM trajectory", r => (r.Number(0), r.Number(1)))));
    }

    private static List<(string, long)> Places(TestRuntime runtime) => runtime.Database.Read(t => t.Query(
        "SELECT municipality, count(DISTINCT child_id) FROM trajectory GROUP BY municipality ORDER BY municipality", r => (r.Text(0), r.Number(1))));

    private static List<Guid> Ids(TestRuntime runtime, string sql, Guid id) => runtime.Database.Read(t => t.Query(sql, r => r.Id(0), ("@id", id)));

    private static void Measure(TestRuntime runtime, Guid id) => runtime.Apply(id, new Care.Trajectories.Writes.RecordMeasurement(new Care.Trajectories.Measurement(
        DutchTime.ToLocalDate(runtime.Clock.Now), 150, 61, false, false, "czv", 0, runtime.Clock.Now)));

    // Everybody does what lies there, by the outcome with which it goes on, until the trajectory is in this step.
    private void Work(TestRuntime runtime, Guid id, Random random, int until)
    {
        var today = DutchTime.ToLocalDate(runtime.Clock.Now);
        for (var turn = 0; turn < 60 && runtime.File(id).Process.Step < until; turn++)
        {
            var file = runtime.File(id);
            var task = runtime.Database.Read(t => TaskRows.OfTrajectory(t, id)).Where(t => t.State < TaskState.Completed).OrderBy(t => t.DueAt).First();
            var fields = (StuckScene.Forms.Find(task.Form)?.Fields ?? [])
                .Select(f => (f.Name, Value: AnyAnswer.To(f, random, today, () => People.Items(file, DemoRegion.Organisations[6].Id))))
                .Where(f => f.Value is not null)
                .Select(f => new KeyValuePair<string, Value>(f.Name, f.Name is "ggr" ? Value.Of("sterk") : f.Name is "heightCm" or "weightKg" ? Value.Undefined : AnyAnswer.ToValue(f.Value!)))
                .Where(f => !f.Value.IsNullish);
            var outcomes = TaskRows.OutcomesOf(task);
            var result = runtime.Get<TaskDesk>().Complete(new CompleteTask(
                task.Id, _people[(task.OrganisationId!.Value, task.Role)], outcomes.Contains("Aannemen") ? "Aannemen" : outcomes[0], Value.Of(ValueMap.From(fields))));
            Assert.True(result is TaskResult.Done, $"'{task.Title}': {(result is TaskResult.Invalid wrong ? string.Join("; ", wrong.Errors.Select(e => e.Key + ": " + e.Value)) : result.ToString())}");
            runtime.RunAll();
        }

        Assert.Equal(until, runtime.File(id).Process.Step);
    }
}
