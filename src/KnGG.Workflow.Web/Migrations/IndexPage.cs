using KnGG.Workflow.Runtime.Migration;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Studio.Instances;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Migrations;

/// <summary>Moves running instances to the published version: first what would happen to each, then a batch that the service carries out.</summary>
internal sealed class IndexPage(Viewer viewer, StepDatabase database, Migrator migrator, Pseudonyms pseudonyms) : AppPage(viewer)
{
    private const int MostShown = 500;

    [BindProperty]
    public string? Definition { get; set; }

    /// <summary>Lines of "old = new", for steps that were renamed.</summary>
    [BindProperty]
    public string? Renamed { get; set; }

    internal IReadOnlyList<DefinitionRow> Definitions { get; private set; } = [];

    internal MigrationPreview? Preview { get; private set; }

    internal IReadOnlyList<MigrationProgress> Batches { get; private set; } = [];

    internal IEnumerable<InstancePreview> Shown => (Preview?.Instances ?? []).OrderByDescending(i => i.Outcome).Take(MostShown);

    public IActionResult OnGet() => Guarded(Page);

    public IActionResult OnPostPreview() => Guarded(() =>
    {
        Preview = migrator.Preview(Definition ?? "", Map());
        return Page();
    });

    public IActionResult OnPostStart() => Guarded(() =>
    {
        Tell(migrator.Start(Definition ?? "", Map(), Viewer.Actor) is null ? "Er is niets over te zetten." : "De overzetting is gestart.");
        return RedirectToPage();
    });

    public IActionResult OnPostPause(Guid batch) => Guarded(() => Done(migrator.Pause(batch), "De overzetting staat stil."));

    public IActionResult OnPostResume(Guid batch) => Guarded(() => Done(migrator.Resume(batch), "De overzetting gaat verder."));

    public IActionResult OnPostLook(Guid batch) => Guarded(() =>
    {
        migrator.Look(batch);
        return Done(true, "De overgezette workflows zijn nagekeken.");
    });

    internal string Pseudonym(InstancePreview instance) => pseudonyms.Of(instance.TrajectoryId ?? instance.InstanceId);

    internal string NameOf(string definitionId) => Definitions.FirstOrDefault(d => d.DefinitionId == definitionId)?.Name ?? definitionId;

    internal static string Of(MigrationOutcome outcome) => outcome switch { MigrationOutcome.Moves => "gaat over", MigrationOutcome.Stays => "blijft", _ => "kan niet" };

    internal static string Of(MigrationBatchState state) => state switch { MigrationBatchState.Running => "bezig", MigrationBatchState.Paused => "staat stil", _ => "klaar" };

    internal static string Of(MigrationWait wait) => wait.Kind switch { "task" => "taak", "date" => "datum", "mail" => "mail", "event" => "gebeurtenis", "child" => "workflow", var kind => kind };

    private RedirectToPageResult Done(bool did, string said)
    {
        Tell(did ? said : "Dat kan bij deze overzetting niet.");
        return RedirectToPage();
    }

    private IActionResult Guarded(Func<IActionResult> work)
    {
        if (!Viewer.IsCoordinator)
        {
            return Forbid();
        }

        Definitions = [.. database.Read(DefinitionHeadQuery.All).Where(d => d.IsPublished).OrderBy(d => d.Name, StringComparer.CurrentCulture)];
        Batches = migrator.Batches();
        return work();
    }

    private Dictionary<string, string> Map() => (Renamed ?? "").Split('\n').Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)).Where(p => p is [{ Length: > 0 }, { Length: > 0 }])
        .DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
