using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.InstanceMigration;
using KnGG.Workflow.Runtime.Tests.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Migration;

public class When_running_instances_are_migrated : IAsyncLifetime
{
    private TestRuntime _runtime = null!;

    public async ValueTask InitializeAsync() => _runtime = await MigrationScene.Make(12);

    public ValueTask DisposeAsync()
    {
        _runtime.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void They_go_on_in_the_new_version_with_the_dates_they_had()
    {
        var before = _runtime.Dates();
        _runtime.Publish(RecordedPractice.Definition(reminder: "-", term: "26wk", edit: s => s.Insert(5, RecordedPractice.Task("terugblik"))));
        var progress = _runtime.Migrate();
        Assert.Equal((MigrationBatchState.Done, 12), (progress.Batch.State, progress.Count(MigrationItemState.Moved)));
        Assert.Equal(12, progress.Count(MigrationLook.Resolved));
        Assert.Equal(before, _runtime.Dates());
        Story.MustHold(_runtime);

        // The new step comes, and every step is still decided again as it was.
        var random = new Random(1);
        for (var day = 0; day < 330; day++)
        {
            RecordedPractice.Pass(_runtime, TimeSpan.FromDays(1));
            RecordedPractice.AnswerSome(_runtime, random, oneIn: 2);
        }

        RecordedPractice.Pass(_runtime, TimeSpan.FromDays(1));
        Assert.Equal(_runtime.WhoBegan("afronden"), _runtime.WhoBegan("terugblik"));
        Assert.All(_runtime.WhoBegan("plan"), id => Assert.Single(_runtime.JournalOf(id), l => l is { ActivityId: "plan", Event: "Started" }));
        Story.MustHold(_runtime);
    }

    [Fact]
    public void A_step_that_is_gone_refuses_and_nothing_changes()
    {
        var waiting = Waiting("bellen");
        _runtime.Publish(RecordedPractice.Definition(edit: s => s.RemoveAt(1)));
        var preview = _runtime.Get<Migrator>().Preview(RecordedPractice.Id);
        Assert.Equal(waiting, preview.Instances.Where(i => i.Outcome == MigrationOutcome.Refuses).Select(i => i.InstanceId).Order());
        Assert.All(preview.Instances.Where(i => i.Outcome == MigrationOutcome.Refuses), i => Assert.Equal(["'bellen' loopt nu, en bestaat niet meer in de nieuwe versie."], i.Reasons));
        var progress = _runtime.Migrate();
        Assert.Equal(waiting, progress.Items.Where(i => i.State == MigrationItemState.Refused).Select(i => i.InstanceId).Order());
        Assert.Equal(waiting, Waiting("bellen"));
        Story.MustHold(_runtime);
    }

    [Fact]
    public void A_renamed_step_moves_when_the_map_says_so()
    {
        var waiting = Waiting("bellen");
        Assert.NotEmpty(waiting);
        _runtime.Publish(RecordedPractice.Definition(edit: s => s[1] = RecordedPractice.Task("gesprek")));
        var renamed = new Dictionary<string, string> { ["bellen"] = "gesprek" };
        var preview = _runtime.Get<Migrator>().Preview(RecordedPractice.Id, renamed);
        Assert.Equal(12, preview.Count(MigrationOutcome.Moves));
        Assert.All(preview.Instances, i => Assert.Equal(i.Before.Select(w => (w.Kind, w.DueAt)), i.After.Select(w => (w.Kind, w.DueAt))));
        Assert.Equal(12, _runtime.Migrate(renamed).Count(MigrationItemState.Moved));
        Assert.Equal(waiting, Waiting("gesprek"));
        Story.MustHold(_runtime);
    }

    [Fact]
    public void Swapped_steps_refuse_only_those_for_whom_something_would_come_twice()
    {
        // Those at the second of the two have done the first, which now comes after it.
        var waiting = Waiting("bezoek");
        Assert.NotEmpty(waiting);
        _runtime.Publish(RecordedPractice.Definition(swapped: true));
        var preview = _runtime.Get<Migrator>().Preview(RecordedPractice.Id);
        Assert.Equal(waiting, preview.Instances.Where(i => i.Outcome == MigrationOutcome.Refuses).Select(i => i.InstanceId).Order());
        Assert.All(preview.Instances.Where(i => i.Skipped.Count > 0), i => Assert.Equal(["bezoek"], i.Skipped));
    }

    [Fact]
    public void A_paused_batch_waits_until_it_may_go_on()
    {
        _runtime.Publish(RecordedPractice.Definition(term: "26wk"));
        var migrator = _runtime.Get<Migrator>();
        var batch = migrator.Start(RecordedPractice.Id, null, Actor.System)!.Value;
        Assert.True(migrator.TakeNext());
        Assert.True(migrator.Pause(batch));
        Assert.False(migrator.TakeNext());
        Assert.Null(migrator.NextDue());
        Assert.Equal(1, migrator.Progress(batch)!.Count(MigrationItemState.Moved));
        Assert.True(migrator.Resume(batch));

        // The service takes what is left by itself.
        RecordedPractice.Pass(_runtime, TimeSpan.FromMinutes(1));
        Assert.Equal(12, migrator.Progress(batch)!.Count(MigrationItemState.Moved));
    }

    [Fact]
    public void The_second_look_sees_what_came_back_and_what_is_unknown()
    {
        _runtime.Publish(RecordedPractice.Definition(term: "26wk"));
        var progress = _runtime.Migrate();
        var (broken, gone) = (progress.Items[0].InstanceId, progress.Items[1].InstanceId);
        _runtime.Database.Write(t =>
        {
            t.Execute("DELETE FROM task WHERE instance_id = @id", ("@id", broken));
            t.Execute("DELETE FROM stimulus WHERE instance_id = @id", ("@id", broken));
            t.Execute("DELETE FROM instance WHERE id = @id", ("@id", gone));
        });
        _runtime.Get<Migrator>().Look(progress.Batch.Id);
        var again = _runtime.Get<Migrator>().Progress(progress.Batch.Id)!;
        Assert.Equal((MigrationLook.CameBack, MigrationLook.Unknown), (again.Items[0].Look, again.Items[1].Look));
        Assert.Equal(10, again.Count(MigrationLook.Resolved));
    }

    private Guid[] Waiting(string activity) => [.. _runtime.Database.Read(t => t.Query(
        "SELECT instance_id FROM task WHERE activity_id = @a AND state < 2 ORDER BY instance_id", r => r.Id(0), ("@a", activity)))];
}
