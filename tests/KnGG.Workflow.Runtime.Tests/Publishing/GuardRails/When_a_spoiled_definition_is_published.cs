using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Tests.Chain;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

public sealed class When_a_spoiled_definition_is_published
{
    private const string Four = "stap-4-plan-maken-en-taken-verdelen";

    [Fact]
    public async Task The_chain_itself_is_published_whatever_the_order_of_the_files()
    {
        using var runtime = await Make();
        Assert.DoesNotContain(runtime.Publisher.ImportFolder(ChainFolder.Folder), f => f.Result != "published");
    }

    [Fact]
    public async Task A_draft_is_kept_as_it_is_and_publishing_it_is_refused_at_the_spot()
    {
        using var runtime = await Make();
        runtime.Publisher.ImportFolder(ChainFolder.Folder);
        var folder = new GuardedFolder();
        folder[Four].Remove("akkoord", "starten");
        var draft = runtime.Publisher.Draft(folder.TextOf(Four), null, Actor.System);
        Assert.Equal((2, false), (draft.Version, draft.IsPublished));
        var refused = Assert.IsType<PublishResult.Refused>(runtime.Publisher.Publish(Four, Actor.System));
        Assert.Contains(refused.Problems, p => p is { Code: "core-plan-without-agreement", ActivityId: "starten" });
        Assert.Equal(1, runtime.Database.Read(t => DefinitionRows.Published(t, Four))!.Version);
    }

    [Fact]
    public async Task A_part_is_not_refused_for_what_is_wrong_in_another()
    {
        var guarded = false;
        using var runtime = await Make(() => guarded);
        var folder = new GuardedFolder();
        folder["warme-overdracht"].Remove("delen", "klaarzetten");
        runtime.Publisher.ImportFolder(Written(runtime, folder));
        guarded = true;
        runtime.Restart();
        Assert.IsType<PublishResult.Published>(Republish(runtime, folder[Four].Set("plan-maken", "due", "5wk")));
        Assert.IsType<PublishResult.Refused>(Republish(runtime, folder["warme-overdracht"].Set("klaarzetten", "due", "-")));
        Assert.IsType<PublishResult.Refused>(Republish(runtime, folder["kngg-traject"].Set("afsluiten", "due", "6wd")));
    }

    [Fact]
    public async Task Parts_that_change_together_are_published_together()
    {
        using var runtime = await Make();
        runtime.Publisher.ImportFolder(ChainFolder.Folder);
        var folder = new GuardedFolder();
        folder["stap-3-samenhang-en-aanpak-bespreken"].Set("einde-beeld", "outcomes", "Samen eens");
        Rename(folder["stap-3-samenhang-en-aanpak-bespreken"], "Gedeeld beeld", "Samen eens");
        folder["kngg-traject"].Cut("stap-3", "Gedeeld beeld").Line("stap-3", "Samen eens", "stap-4");
        Assert.Equal(["kngg-traject", "stap-3-samenhang-en-aanpak-bespreken"], runtime.Publisher.ImportFolder(Written(runtime, folder)).Where(f => f.Result == "published").Select(f => f.DefinitionId).Order(StringComparer.Ordinal));
    }

    private static void Rename(Drawing part, string from, string to)
    {
        var outcomes = part.Json["outcomes"]!.AsArray();
        outcomes[outcomes.Select(o => (string)o!).ToList().IndexOf(from)] = to;
    }

    private static PublishResult Republish(TestRuntime runtime, Drawing changed)
    {
        var draft = runtime.Publisher.Draft(changed.Json.ToJsonString(), null, Actor.System);
        return runtime.Publisher.Publish(draft.DefinitionId, Actor.System);
    }

    // The chain as it is, except for what changed: an unchanged file is not imported again.
    private static string Written(TestRuntime runtime, GuardedFolder folder)
    {
        var path = Directory.CreateDirectory(Path.Combine(runtime.Folder, "workflows")).FullName;
        foreach (var (name, text) in ChainFolder.Files)
        {
            var id = Path.GetFileNameWithoutExtension(name);
            File.WriteAllText(Path.Combine(path, name), folder.Changed().Contains(id) ? folder.TextOf(id) : text);
        }

        return path;
    }

    private static Task<TestRuntime> Make(Func<bool>? guarded = null) => TestRuntime.Make(more: services =>
    {
        services.AddTrajectories(ChainFolder.Committed.Forms, new ChainOptions());
        foreach (var guard in guarded?.Invoke() == false ? services.Where(s => s.ServiceType == typeof(IDefinitionGuard)).ToArray() : [])
        {
            services.Remove(guard);
        }
    });
}
