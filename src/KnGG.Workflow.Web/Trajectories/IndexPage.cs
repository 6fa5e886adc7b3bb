using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Trajectories;

/// <summary>The trajectories that somebody may see.</summary>
internal sealed class IndexPage(Viewer viewer, TrajectoryList trajectories, FileLabels labels, ServiceClock clock) : AppPage(viewer)
{
    private const int PageSize = 25;

    internal TrajectoryFilter Filter { get; private set; } = new();

    internal string State { get; private set; } = "";

    internal Paged<TrajectoryLine> Result { get; private set; } = new([], 0, 1, PageSize);

    internal IReadOnlyList<string> Municipalities { get; private set; } = [];

    internal DateTimeOffset Now => clock.Now;

    /// <summary>Who looks after the process and works with no child gets the list without children.</summary>
    internal bool IsProcess => Viewer.SeesProcess && !Viewer.IsProfessional;

    internal int Pages => (int)((Result.Total + PageSize - 1) / PageSize);

    public IActionResult OnGet(string? q, int? stap, string? gemeente, string? stand, int? pagina)
    {
        if (!Viewer.SeesProcess && !Viewer.IsProfessional)
        {
            return Forbid();
        }

        State = stand ?? "";
        Filter = new TrajectoryFilter
        {
            Search = q,
            Step = stap is >= 1 and <= 6 ? stap : null,
            Municipality = string.IsNullOrEmpty(gemeente) ? null : gemeente,
            Stuck = State == "vast" ? true : null,
            IsOpen = State == "alle" ? null : true,
        };
        Municipalities = trajectories.Municipalities();
        Result = IsProcess
            ? trajectories.Process(Filter, pagina ?? 1, PageSize)
            : trajectories.Mine(Viewer.Id, Viewer.Actor, Filter, pagina ?? 1, PageSize);
        return Page();
    }

    internal string LabelOf(TrajectoryLine line) =>
        line.BirthDate is { } birth ? labels.Of(line.Id, line.GivenName, birth) : "Traject " + FileLabels.Pseudonym(line.Id);

    internal string PageUrl(int page) => FormattableString.Invariant(
        $"/trajecten?q={Uri.EscapeDataString(Filter.Search ?? "")}&stap={Filter.Step}&gemeente={Uri.EscapeDataString(Filter.Municipality ?? "")}&stand={State}&pagina={page}");
}
