namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

public sealed class When_a_coordinator_makes_a_good_change
{
    public static TheoryData<string> Names => [.. Good.All.Select(g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_can_be_published(string name)
    {
        var folder = new GuardedFolder();
        Good.All.Single(g => g.Name == name).Change(folder);
        Assert.Empty(folder.Changed().SelectMany(folder.Check).Where(p => p.IsError).Select(p => $"[{p.Code}] {p.ActivityId}: {p.Message}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_can_be_published_under_any_name(string name)
    {
        var folder = new GuardedFolder();
        Good.All.Single(g => g.Name == name).Change(folder);
        var changed = folder.Changed().ToArray();
        if (name != "all ids and names changed")
        {
            var ids = Renaming.All(folder);
            changed = [.. changed.Select(id => ids[id])];
        }

        Assert.Empty(changed.SelectMany(folder.Check).Where(p => p.IsError).Select(p => $"[{p.Code}] {p.ActivityId}: {p.Message}"));
    }

    [Fact]
    public void There_are_at_least_forty() => Assert.True(Good.All.Select(g => g.Name).Distinct().Count() >= 40);
}
