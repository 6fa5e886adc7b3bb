using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Studio.Instances;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Rehearsals;

/// <summary>Rehearses a draft against what is recorded here, for the coordinator: under pseudonyms, in memory.</summary>
internal sealed class IndexPage(Viewer viewer, StepDatabase database, RehearsalDesk rehearsals, Pseudonyms pseudonyms) : AppPage(viewer)
{
    /// <summary>More would make somebody wait for long; the verb does all.</summary>
    private const int Most = 1_000;

    private const int MostShown = 200;

    [BindProperty]
    public string? Definition { get; set; }

    /// <summary>What can be rehearsed: the newest version of each definition; drafts first.</summary>
    internal IReadOnlyList<DefinitionRow> Definitions { get; private set; } = [];

    internal RehearsalReport? Report { get; private set; }

    internal IReadOnlyList<DefinitionChange> Changes { get; private set; } = [];

    internal string Name { get; private set; } = "";

    internal IEnumerable<RehearsedInstance> Shown => (Report?.Instances ?? []).Take(MostShown);

    public IActionResult OnGet()
    {
        if (!Viewer.IsCoordinator)
        {
            return Forbid();
        }

        Load();
        return Page();
    }

    public IActionResult OnPost(CancellationToken stop)
    {
        if (!Viewer.IsCoordinator)
        {
            return Forbid();
        }

        Load();
        if (Definitions.FirstOrDefault(d => d.DefinitionId == Definition) is not { } chosen)
        {
            return NotFound();
        }

        var (latest, published) = database.Read(t => (DefinitionRows.Latest(t, chosen.DefinitionId)!, DefinitionRows.Published(t, chosen.DefinitionId)));
        Name = latest.Name;
        var draft = DefinitionReader.Parse(latest.Json);
        Changes = published is null ? [] : DefinitionDifference.Between(DefinitionReader.Parse(published.Json), draft);
        Report = rehearsals.Run(draft, Most, stop);
        return Page();
    }

    internal string Pseudonym(RehearsedInstance instance) => pseudonyms.Of(instance.TrajectoryId ?? instance.InstanceId);

    internal static string Of(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Term => "Termijnen",
        DifferenceKind.Reminder => "Herinneringen",
        DifferenceKind.StepGone => "Stappen die vervallen",
        DifferenceKind.StepNew => "Stappen die erbij komen",
        DifferenceKind.Order => "Volgorde",
        DifferenceKind.Outcome => "Uitkomsten",
        DifferenceKind.Role => "Rollen",
        DifferenceKind.Text => "Teksten",
        DifferenceKind.Mail => "Mails",
        DifferenceKind.Child => "Andere workflows",
        DifferenceKind.Fault => "Storingen",
        _ => "Einde",
    };

    private void Load() => Definitions =
    [
        .. database.Read(DefinitionHeadQuery.All).Where(d => d.IsLatest).OrderBy(d => d.IsPublished).ThenBy(d => d.Name, StringComparer.CurrentCulture),
    ];
}
