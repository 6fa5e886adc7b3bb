using KnGG.Workflow.Runtime.Bench;

namespace KnGG.Workflow.Runtime.Tests.Bench;

public sealed class When_the_bench_runs
{
    // Figures are no tests; that it measures what it says is.
    [Fact]
    public async Task It_gives_every_figure_for_one_and_for_64_steps_a_commit()
    {
        var folder = Directory.CreateTempSubdirectory("kngg-bench-").FullName;
        try
        {
            var report = await StepBench.Run("sqlite", folder, instances: 200, steps: 400);
            Assert.Equal([1, 64], report.Runs.Select(r => r.StepsPerCommit));
            Assert.All(report.Runs, r => Assert.True(r is { StepsPerSecond: > 0, BareSqlPerSecond: > 0, P99Ms: > 0, CpuMsPerStep: > 0, AllocatedKbPerStep: > 0, Ratio: > 0 }));
            Assert.InRange(report.BytesPerIdleInstance, 100, 8192);
            Assert.InRange(report.JournalBytesPerFact, 10, 1000);
            Assert.Contains(report.Statements, s => s.Sql == "COMMIT" && Math.Abs(s.TimesPerStep - 1) < 0.2);
            Assert.Contains(report.Statements, s => s.Sql.StartsWith("INSERT INTO step ", StringComparison.Ordinal));
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task In_memory_it_takes_the_same_steps_without_a_database()
    {
        var report = await StepBench.Run("memory", "", instances: 50, steps: 100);
        var run = Assert.Single(report.Runs);
        Assert.True(run is { StepsPerSecond: > 0, BareSqlPerSecond: null, Ratio: null });
        Assert.InRange(report.JournalBytesPerFact, 10, 1000);
    }
}
