using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Publishing;

public class When_definitions_are_published
{
    [Fact]
    public async Task A_draft_is_overwritten_and_a_published_version_never()
    {
        using var runtime = await TestRuntime.Make();
        var publisher = runtime.Publisher;
        var first = publisher.Draft(Sequence("d", Line("a", "een")), null, Actor.System);
        var second = publisher.Draft(Sequence("d", Line("a", "twee")), null, Actor.System);
        Assert.Equal((first.VersionId, 1), (second.VersionId, second.Version));
        Assert.IsType<PublishResult.Published>(publisher.Publish("d", Actor.System));
        Assert.True(Assert.IsType<PublishResult.Published>(publisher.Publish("d", Actor.System)).AlreadyPublished);
        var third = publisher.Draft(Sequence("d", Line("a", "drie")), null, Actor.System);
        Assert.Equal(2, third.Version);
        var versions = runtime.Database.Read(t => DefinitionRows.Versions(t, "d"));
        Assert.Equal([(2, true, false), (1, false, true)], versions.Select(v => (v.Version, v.IsLatest, v.IsPublished)));
        Assert.Contains("twee", versions[1].Json);
        publisher.Publish("d", Actor.System);
        Assert.Equal([(2, true, true), (1, false, false)], runtime.Database.Read(t => DefinitionRows.Versions(t, "d")).Select(v => (v.Version, v.IsLatest, v.IsPublished)));
        Assert.True(publisher.Retract("d", Actor.System));
        Assert.False(publisher.Retract("d", Actor.System));
        Assert.Throws<InvalidOperationException>(() => runtime.StartInstance("d"));
        var reverted = publisher.Revert("d", 1, Actor.System)!;
        Assert.Equal((3, true), (reverted.Version, reverted.Json.Contains("twee", StringComparison.Ordinal)));
        Assert.IsType<PublishResult.NotFound>(publisher.Publish("onbekend", Actor.System));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_running_instance_keeps_its_version_and_a_new_one_takes_the_new()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("d", Delay("w", TimeSpan.FromDays(1)), Line("a", "oud")));
        var old = runtime.StartInstance("d");
        runtime.RunAll();
        runtime.Publish(Sequence("d", Delay("w", TimeSpan.FromDays(1)), Line("a", "nieuw")));
        var young = runtime.StartInstance("d");
        runtime.RunAll();
        runtime.Restart();
        runtime.Time.Advance(TimeSpan.FromDays(1));
        runtime.RunAll();
        Assert.Equal(["oud"], runtime.LinesOf(old));
        Assert.Equal(["nieuw"], runtime.LinesOf(young));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_changed_part_is_taken_by_new_instances_of_what_uses_it()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Part("deel", Line("l", "oud")));
        runtime.Publish(Sequence("geheel", Use("d", "deel")));
        var old = runtime.StartInstance("geheel");
        var draft = runtime.Publisher.Draft(Part("deel", Line("l", "nieuw")), null, Actor.System);
        var published = Assert.IsType<PublishResult.Published>(runtime.Publisher.Publish(draft.DefinitionId, Actor.System));
        Assert.Equal(["geheel"], published.Consumers);
        var young = runtime.StartInstance("geheel");
        runtime.RunAll();
        Assert.Equal(["oud"], runtime.LinesOf(old));
        Assert.Equal(["nieuw"], runtime.LinesOf(young));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task A_definition_that_a_guard_refuses_stays_a_draft()
    {
        using var runtime = await TestRuntime.Make(more: s => s.AddSingleton<IDefinitionGuard>(new NoLines()));
        runtime.Publisher.Draft(Sequence("d", Line("a", "een")), null, Actor.System);
        var refused = Assert.IsType<PublishResult.Refused>(runtime.Publisher.Publish("d", Actor.System));
        Assert.Equal("geen-regels", refused.Problems[0].Code);
        Assert.Null(runtime.Database.Read(t => DefinitionRows.Published(t, "d")));
    }

    [Fact]
    public async Task An_export_can_be_imported_again_with_the_same_content()
    {
        using var runtime = await TestRuntime.Make();
        var row = runtime.Publish(Sequence("d", Line("a", "één & <twee>")));
        var json = runtime.Publisher.Export(row.VersionId)!;
        using var other = await TestRuntime.Make();
        var (draft, result) = other.Publisher.Import(json, publish: true, Actor.System);
        Assert.IsType<PublishResult.Published>(result);
        Assert.Equal(row.ContentHash, draft.ContentHash);
    }

    [Fact]
    public async Task A_folder_is_published_whatever_the_order_and_only_what_changed_again()
    {
        using var runtime = await TestRuntime.Make();
        var folder = Directory.CreateDirectory(Path.Combine(runtime.Folder, "workflows")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a-geheel.json"), Sequence("geheel", Use("d", "deel")));
        await File.WriteAllTextAsync(Path.Combine(folder, "b-deel.json"), Part("deel", Line("l", "oud")));
        await File.WriteAllTextAsync(Path.Combine(folder, "c-stuk.json"), "{ dit is niets");
        Assert.Equal(["refused", "published", "published"], runtime.Publisher.ImportFolder(folder).Select(r => r.Result));
        Assert.Equal(["refused", "unchanged", "unchanged"], runtime.Publisher.ImportFolder(folder).Select(r => r.Result).Order(StringComparer.Ordinal));

        // What a coordinator published meanwhile is not overwritten by an unchanged file, but by a changed one it is.
        runtime.Publish(Part("deel", Line("l", "van de coordinator")));
        Assert.DoesNotContain("published", runtime.Publisher.ImportFolder(folder).Select(r => r.Result));
        await File.WriteAllTextAsync(Path.Combine(folder, "b-deel.json"), Part("deel", Line("l", "nieuw")));
        Assert.Equal("deel", Assert.Single(runtime.Publisher.ImportFolder(folder), r => r.Result == "published").DefinitionId);
        var id = runtime.StartInstance("geheel");
        runtime.RunAll();
        Assert.Equal(["nieuw"], runtime.LinesOf(id));
        Story.MustHold(runtime);
    }

    private sealed class NoLines : IDefinitionGuard
    {
        public IEnumerable<DefinitionProblem> Check(PublishRequest request) =>
            request.Set.AllNodes().Where(n => n.Node.Type == "Elsa.WriteLine").Select(n => new DefinitionProblem("geen-regels", "error", n.Node.Id, 1, "Geen regels."));
    }
}
