using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Inbox;

/// <summary>The list that a professional starts the day with: what waits, the latest first.</summary>
internal sealed class InboxPage(Viewer viewer, TaskInbox inbox, ServiceClock clock, FileLabels labels) : AppPage(viewer)
{
    private const int PageSize = 100;

    internal string Search { get; private set; } = "";

    internal string Who { get; private set; } = "";

    internal string Role { get; private set; } = "";

    internal long Total { get; private set; }

    internal int PageNumber { get; private set; } = 1;

    internal int Pages { get; private set; }

    internal IReadOnlyList<InboxGroup> Groups { get; private set; } = [];

    internal bool IsFiltered => Search.Length > 0 || Who.Length > 0 || Role.Length > 0;

    internal string Summary { get; private set; } = "";

    public void OnGet(string? zoek, string? wie, string? rol, int? pagina)
    {
        (Search, Who, Role, PageNumber) = (zoek?.Trim() ?? "", wie ?? "", rol ?? "", Math.Max(pagina ?? 1, 1));
        var now = clock.Now;
        var mine = inbox.Mine(Viewer.Id, PageNumber, PageSize);
        Total = mine.Total;
        Pages = (int)((mine.Total + PageSize - 1) / PageSize);
        var children = labels.OfList(Viewer, [.. mine.Items.Where(t => t.TrajectoryId is not null).Select(t => t.TrajectoryId!.Value).Distinct()], "mijn taken");
        Groups =
        [
            .. mine.Items.Where(Fits)
                .GroupBy(t => When.Group(t.DueAt, now))
                .OrderBy(g => g.Key)
                .Select(g => InboxGroup.Of(g.Key, [.. g.Select(t => Line(t, children, now))])),
        ];
        var late = mine.Items.Count(t => t.DueAt < now);
        Summary = (Total, late) switch
        {
            (0, _) => "Hier staat wat u voor kinderen en gezinnen te doen heeft.",
            (1, 0) => "Er staat 1 taak voor u klaar.",
            (_, 0) => FormattableString.Invariant($"Er staan {Total} taken voor u klaar."),
            (1, _) => "Er staat 1 taak voor u klaar; die is te laat.",
            (_, 1) => FormattableString.Invariant($"Er staan {Total} taken voor u klaar; 1 is te laat."),
            _ => FormattableString.Invariant($"Er staan {Total} taken voor u klaar; {late} zijn te laat."),
        };
    }

    internal string PageUrl(int page) =>
        FormattableString.Invariant($"/?pagina={page}&zoek={Uri.EscapeDataString(Search)}&wie={Uri.EscapeDataString(Who)}&rol={Uri.EscapeDataString(Role)}");

    private bool Fits(TaskRow task) =>
        (Search.Length == 0 || task.Title.Contains(Search, StringComparison.OrdinalIgnoreCase))
        && (Role.Length == 0 || task.Role == Role)
        && Who switch
        {
            "ik" => task.ClaimedBy == Viewer.Id,
            "rij" => task.ClaimedBy is null,
            _ => true,
        };

    private InboxLine Line(TaskRow task, IReadOnlyDictionary<Guid, string> children, DateTimeOffset now)
    {
        var group = When.Group(task.DueAt, now);
        var child = task.TrajectoryId is { } id && children.TryGetValue(id, out var label) ? label : null;
        var claimed = task.ClaimedBy == Viewer.Id ? "door u opgepakt"
            : task.EscalationStage is null && (task.ClaimedBy ?? task.PersonId) is { } other && other != Viewer.Id ? "van een afwezige collega"
            : null;
        return new InboxLine(
            task.Id,
            task.Title,
            string.Join(" · ", new[] { child, RoleNames.Of(task.Role), claimed }.Where(p => !string.IsNullOrEmpty(p))),
            task.DueAt is { } due ? When.Due(due, now) : null,
            group switch
            {
                DueGroup.Late => "utrecht-status-badge--danger",
                DueGroup.ThisWeek => "utrecht-status-badge--warning",
                _ => "utrecht-status-badge--neutral",
            });
    }
}

/// <summary>One task in the list.</summary>
internal sealed record InboxLine(Guid Id, string Title, string About, string? Due, string BadgeStyle);

/// <summary>Tasks with the same urgency.</summary>
internal sealed record InboxGroup(string Id, string Title, string Style, IReadOnlyList<InboxLine> Tasks)
{
    internal static InboxGroup Of(DueGroup group, IReadOnlyList<InboxLine> tasks) => group switch
    {
        DueGroup.Late => new("te-laat", "Te laat", "late", tasks),
        DueGroup.ThisWeek => new("deze-week", "Deze week", "week", tasks),
        _ => new("later", "Later", "later", tasks),
    };
}
