using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Families;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Families;

public class When_children_are_of_one_family
{
    private static readonly Guid Jgz = CareRuntime.JgzAccount;
    private static readonly Actor Actor = new(Jgz.ToString(), "jgz", null);

    private static string Asking => Sequence("proef", Activity("taak", "KnGG.HumanTask", ("title", "Meten"), ("role", "jgz"), ("due", "10wd"), ("escalation", "-")), Event("wacht", "klaar"));

    [Fact]
    public async Task Each_shows_the_other_with_its_open_tasks_and_both_share_the_adults()
    {
        using var runtime = await CareRuntime.Make(Asking);
        var (first, second) = (Opened(runtime, "D-1"), Opened(runtime, "D-2"));
        var desk = runtime.Get<FamilyDesk>();
        Assert.Empty(desk.Of(first, Jgz, Actor)!.Siblings);
        Assert.IsType<RegionResult.Done>(desk.AddAdult(second, "moeder", true, 1, Jgz, Actor));
        Assert.IsType<RegionResult.Done>(desk.AddAdult(first, "vader", null, 2, Jgz, Actor));
        Assert.IsType<RegionResult.Done>(desk.Link(first, "D-2", Jgz, Actor));
        var family = desk.Of(first, Jgz, Actor)!;
        var sibling = Assert.Single(family.Siblings);
        Assert.Equal((second, "Meten"), (sibling.TrajectoryId, Assert.Single(sibling.Tasks).Title));
        Assert.Equal([("moeder", (bool?)true, 1), ("vader", null, 2)], family.Adults.Select(a => (a.Relation, a.HasAuthority, a.Household)));
        Assert.True(family.HasTwoHouseholds);

        // A step knows who must agree: ids and authority, nothing else.
        var known = runtime.Database.Read(t => runtime.Get<CareRows>().ReadSnapshot(t, first))!;
        Assert.Equal([(bool?)null, true], known.Guardians.Select(g => g.HasAuthority).Order());
        Assert.Equal(known.Guardians, ((CareSnapshot)runtime.Get<CareRows>().Restore(runtime.Get<CareRows>().Store(known))).Guardians);
        Assert.Equal(first, Assert.Single(desk.Of(second, Jgz, Actor)!.Siblings).TrajectoryId);
        Assert.IsType<RegionResult.Done>(desk.Unlink(second, Jgz, Actor));
        Assert.Empty(desk.Of(first, Jgz, Actor)!.Siblings);
    }

    [Fact]
    public async Task Who_has_no_role_with_the_child_sees_nothing_and_links_nothing()
    {
        using var runtime = await CareRuntime.Make(Asking);
        var (first, second) = (Opened(runtime, "D-1"), Opened(runtime, "D-2"));
        var desk = runtime.Get<FamilyDesk>();
        Assert.Null(desk.Of(first, CareRuntime.CzvAccount, Actor));
        Assert.IsType<RegionResult.NotFound>(desk.Link(first, "D-2", CareRuntime.CzvAccount, Actor));
        Assert.IsType<RegionResult.Invalid>(desk.Link(first, "D-9", Jgz, Actor));
        Assert.IsType<RegionResult.Invalid>(desk.Link(first, "D-1", Jgz, Actor));
        Assert.IsType<RegionResult.Done>(desk.Link(first, "D-2", Jgz, Actor));

        // The role with the sibling ends: from then on not even its being there is shown.
        runtime.Database.Write(t => t.Execute("UPDATE team_member SET until = since + 1 WHERE trajectory_id = @id", ("@id", second)));
        Assert.Empty(desk.Of(first, Jgz, Actor)!.Siblings);
    }

    private static Guid Opened(TestRuntime runtime, string reference)
    {
        var signal = Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl(reference)));
        runtime.RunAll();
        return signal.TrajectoryId!.Value;
    }
}
