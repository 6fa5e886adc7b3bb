using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Stuck;

/// <summary>What is stuck and why, without children; and repair of everything that the filter shows.</summary>
internal sealed class IndexPage(Viewer viewer, StuckList list, RepairDesk repairs, TrajectoryList trajectories, ServiceClock clock) : AppPage(viewer)
{
    private const int PageSize = 25;
    private const int MostShown = 200;

    [BindProperty(SupportsGet = true, Name = "oorzaak")]
    public string? Cause { get; set; }

    [BindProperty(SupportsGet = true, Name = "regio")]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true, Name = "gemeente")]
    public string? Municipality { get; set; }

    [BindProperty(SupportsGet = true, Name = "stap")]
    public int? Step { get; set; }

    [BindProperty(SupportsGet = true, Name = "pagina")]
    public int? PageNumber { get; set; }

    [BindProperty(Name = "actie")]
    public string? Action { get; set; }

    internal Paged<StuckLine> Result { get; private set; } = new([], 0, 1, PageSize);

    internal IReadOnlyList<StuckCount> Counts { get; private set; } = [];

    internal IReadOnlyList<string> Municipalities { get; private set; } = [];

    internal RepairPreview? Preview { get; private set; }

    internal IReadOnlyList<RepairProgress> Batches { get; private set; } = [];

    internal DateTimeOffset Now => clock.Now;

    internal int Pages => (int)((Result.Total + PageSize - 1) / PageSize);

    internal IReadOnlyList<(string Code, string Name, long Trajectories)> PerCause =>
        [.. Counts.GroupBy(c => c.Cause).Select(g => (g.Key, NameOf(g.Key), g.Sum(c => c.Trajectories))).OrderByDescending(c => c.Item3)];

    internal IReadOnlyList<string> Regions => [.. Counts.Select(c => c.Region).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    internal IEnumerable<RepairForecast> Shown => (Preview?.Items ?? []).OrderBy(i => i.Will).Take(MostShown);

    public IActionResult OnGet() => Guarded(Page);

    public IActionResult OnPostPreview() => Guarded(() =>
    {
        Preview = Wish() is { } wish ? repairs.Preview(wish, Viewer.StuckReader, Viewer.Actor) : null;
        return Page();
    });

    public IActionResult OnPostStart() => Guarded(() =>
    {
        if (Wish() is { } wish && repairs.Start(wish, Viewer.StuckReader, Viewer.Actor) is { } id)
        {
            Tell("Het herstel is gestart.");
            return Redirect("/herstel/" + id);
        }

        Tell("Er is niets dat hiermee hersteld kan worden.");
        return Redirect(PageUrl(1));
    });

    internal static string NameOf(string cause) => StuckCauses.Find(cause)?.Name ?? cause;

    internal string PageUrl(int page, string? cause = null) => FormattableString.Invariant(
        $"/vastgelopen?oorzaak={Uri.EscapeDataString(cause ?? Cause ?? "")}&regio={Uri.EscapeDataString(Region ?? "")}&gemeente={Uri.EscapeDataString(Municipality ?? "")}&stap={Step}&pagina={page}");

    private StuckFilter Filter => new(Some(Cause), Some(Region), Some(Municipality), Step is >= 1 and <= 6 ? Step : null);

    private RepairWish? Wish() => StuckActions.Repairs.Any(r => r.Code == Action) ? new RepairWish(Action!, null, Filter) : null;

    private IActionResult Guarded(Func<IActionResult> work)
    {
        if (!Viewer.SeesProcess)
        {
            return Forbid();
        }

        Municipalities = trajectories.Municipalities();
        Result = list.Page(Filter, PageNumber ?? 1, PageSize);
        Counts = list.Counts(Filter with { Cause = null });
        Batches = repairs.Batches();
        return work();
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
