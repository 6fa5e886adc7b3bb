using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Stuck;

/// <summary>One repair: each child with what was done and what the second look found.</summary>
internal sealed class RepairPage(Viewer viewer, RepairDesk desk) : AppPage(viewer)
{
    private const int MostShown = 500;

    internal RepairProgress Progress { get; private set; } = null!;

    // What needs a person first.
    internal IEnumerable<RepairItemRow> Shown => Progress.Items
        .OrderByDescending(i => i.Look == RepairLook.CameBack).ThenByDescending(i => i.State == RepairItemState.Refused).ThenByDescending(i => i.Look == RepairLook.Unknown).ThenBy(i => i.Number)
        .Take(MostShown);

    public IActionResult OnGet(Guid id)
    {
        if (!Viewer.SeesProcess)
        {
            return Forbid();
        }

        if (desk.Progress(id, Viewer.StuckReader) is not { } progress)
        {
            return NotFound();
        }

        Progress = progress;
        return Page();
    }

    public IActionResult OnPostPause(Guid id) => Steer(id, desk.Pause, "Het herstel staat stil.");

    public IActionResult OnPostResume(Guid id) => Steer(id, desk.Resume, "Het herstel gaat verder.");

    public IActionResult OnPostLook(Guid id) => Steer(id, desk.LookAgain, "De herstelde trajecten worden nagekeken.");

    internal static string Of(RepairState state) => state switch
    {
        RepairState.Running => "bezig",
        RepairState.Paused => "staat stil",
        RepairState.Looking => "wordt nagekeken",
        _ => "klaar",
    };

    internal static string Of(RepairItemRow item) => (item.State, item.Look) switch
    {
        (RepairItemState.Pending, _) => "nog te doen",
        (RepairItemState.NotNeeded, _) => "was niet meer nodig",
        (RepairItemState.Refused, _) => "kon niet",
        (_, RepairLook.Resolved) => "opgelost",
        (_, RepairLook.CameBack) => "teruggekomen",
        (_, RepairLook.Unknown) => "onbekend",
        _ => "gedaan, nog niet nagekeken",
    };

    private IActionResult Steer(Guid id, Func<Guid, bool> act, string said)
    {
        if (!Viewer.SeesProcess)
        {
            return Forbid();
        }

        Tell(act(id) ? said : "Dat kan niet op dit moment van het herstel.");
        return Redirect("/herstel/" + id);
    }
}
