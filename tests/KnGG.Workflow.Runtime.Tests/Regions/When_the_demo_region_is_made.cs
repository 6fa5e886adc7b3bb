using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Regions;

public class When_the_demo_region_is_made
{
    [Fact]
    public async Task The_cohort_has_about_the_weight_classes_of_Dutch_youth()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var result = runtime.Get<DemoRegion>().Seed(children: 1000);
        Assert.Empty(result.Refused);
        Assert.InRange(result.Trajectories / 1000.0, 0.13, 0.19);
        var obese = runtime.Database.Read(t => t.First("SELECT count(*) FROM trajectory WHERE weight_class LIKE 'obesity%'", r => r.Number(0)));
        Assert.InRange(obese / 1000.0, 0.025, 0.05);
        runtime.RunAll();
        runtime.MustHold();
    }

    [Fact]
    public async Task Making_it_twice_changes_nothing()
    {
        using var runtime = await CareRuntime.Make(CareRuntime.Quiet);
        var first = runtime.Get<DemoRegion>().Seed();
        Assert.Equal(200, first.Accepted);
        Assert.InRange(first.Trajectories, 24, 40);
        await runtime.Get<Runtime.Clock.SimulatedClock>().MoveTo(runtime.Clock.Now.AddDays(3));
        Assert.Equal(200, runtime.Get<DemoRegion>().Seed().Duplicates);
    }
}
