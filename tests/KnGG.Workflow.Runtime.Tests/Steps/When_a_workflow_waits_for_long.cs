using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_a_workflow_waits_for_long
{
    [Fact]
    public async Task A_wait_of_400_days_survives_restarts_and_ends_once()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("lang", Line("a", "voor"), Delay("w", TimeSpan.FromDays(400)), Line("b", "na")));
        var id = runtime.StartInstance("lang");
        runtime.RunAll();
        Assert.Equal(["voor"], runtime.LinesOf(id));
        for (var day = 0; day < 400; day += 50)
        {
            runtime.Restart();
            Assert.Equal(0, runtime.RunAll());
            runtime.Time.Advance(TimeSpan.FromDays(50) - TimeSpan.FromMilliseconds(day == 350 ? 1 : 0));
        }

        Assert.Equal(0, runtime.RunAll());
        runtime.Time.Advance(TimeSpan.FromMilliseconds(1));
        runtime.Restart();
        Assert.Equal(1, runtime.RunAll());
        Assert.Equal(["voor", "na"], runtime.LinesOf(id));
        Assert.Equal("Finished", runtime.StatusOf(id));
        runtime.Time.Advance(TimeSpan.FromDays(4000));
        Assert.Equal(0, runtime.RunAll());
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task After_a_year_of_standing_still_everything_due_happens_once_in_due_order()
    {
        using var runtime = await TestRuntime.Make();
        var expected = new List<Guid>();
        foreach (var days in (int[])[300, 10, 200, 40, 365, 1])
        {
            runtime.Publish(Sequence("w" + days, Delay("w", TimeSpan.FromDays(days)), Line("l", "klaar")));
        }

        var ids = ((int[])[300, 10, 200, 40, 365, 1]).ToDictionary(d => d, d => runtime.StartInstance("w" + d));
        runtime.RunAll();
        var before = runtime.Count("step");
        runtime.Restart();
        runtime.Time.Advance(TimeSpan.FromDays(366));
        Assert.Equal(6, runtime.RunAll());
        Assert.Equal(
            ((int[])[1, 10, 40, 200, 300, 365]).Select(d => ids[d]),
            runtime.Database.Read(t => t.Query("SELECT instance_id FROM step WHERE number = 2 ORDER BY rowid", r => r.Id(0))));
        Assert.Equal(before + 6, runtime.Count("step"));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_hundred_thousand_pending_timers_are_not_read_at_the_start()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Database.Write(t => t.Execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            INSERT INTO stimulus (instance_id, due_at, kind, bookmark_id, attempt, not_before, state)
            SELECT randomblob(16), CAST(@soon AS bigint) + i, 'timer', randomblob(16), 0, 0, 0 FROM n
            """,
            ("@soon", TestRuntime.Start.AddDays(300))));
        runtime.Restart();
        Assert.Equal(0, runtime.Steps.RunOnce());
        Assert.Equal(TestRuntime.Start.AddDays(300).AddMilliseconds(1), runtime.Steps.NextDue());

        // Both look into the index of due times; neither reads the table through or sorts it.
        foreach (var sql in (string[])["SELECT seq FROM stimulus WHERE state = 0 AND due_at <= 5 AND not_before <= 5 ORDER BY due_at, seq LIMIT 64",
            "SELECT due_at FROM stimulus WHERE state = 0 ORDER BY due_at, seq LIMIT 1"])
        {
            var plan = TestStore.Plan(runtime.Database, sql);
            Assert.Contains("ix_stimulus_due_at_seq", plan);
            Assert.DoesNotContain("TEMP B-TREE", plan);
            Assert.DoesNotContain("Sort", plan);
        }
    }
}
