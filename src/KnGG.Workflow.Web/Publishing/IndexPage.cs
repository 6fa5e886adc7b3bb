using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Publishing;

/// <summary>What waits for a second pair of eyes, with what would change; and, for the administrator, whether a second pair is needed.</summary>
internal sealed class IndexPage(Viewer viewer, ApprovalDesk desk) : AppPage(viewer)
{
    internal ApprovalView View { get; private set; } = null!;

    /// <summary>Why the last approval did not go through.</summary>
    internal IReadOnlyList<string> Problems { get; private set; } = [];

    public IActionResult OnGet() => Guarded(Show);

    public IActionResult OnPostApprove(Guid id) => Guarded(() => After(desk.Approve(id, Viewer.Actor), "Goedgekeurd en gepubliceerd."));

    public IActionResult OnPostRefuse(Guid id, string? reason) => Guarded(() => After(desk.Refuse(id, reason ?? "", Viewer.Actor), "Afgekeurd. Wie het vroeg, ziet uw reden hier en in Studio."));

    public IActionResult OnPostWithdraw(Guid id) => Guarded(() => After(desk.Withdraw(id, Viewer.Id), "De vraag is ingetrokken. Het concept is er nog."));

    public IActionResult OnPostSwitch(bool on) => Guarded(() => After(
        desk.Switch(on, Viewer.Id),
        on ? "Publiceren met vier ogen staat aan." : "Publiceren met vier ogen staat uit."));

    internal static IReadOnlyList<DefinitionChange> Changes(WaitingDraft waiting) => waiting.Published is null
        ? []
        : DefinitionDifference.Between(DefinitionReader.Parse(waiting.Published.Json), DefinitionReader.Parse(waiting.Draft.Json));

    internal static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Approved => "goedgekeurd",
        ApprovalState.Refused => "afgekeurd",
        ApprovalState.Withdrawn => "ingetrokken",
        _ => "wacht",
    };

    private IActionResult After(ApprovalResult result, string said)
    {
        switch (result)
        {
            case ApprovalResult.Done:
                Tell(said);
                return RedirectToPage();
            case ApprovalResult.NotFound:
                Problems = ["Deze vraag staat er niet meer: zij is al beantwoord of ingetrokken, of het concept is intussen gewijzigd."];
                break;
            case ApprovalResult.NotAllowed no:
                Problems = [no.Why];
                break;
            case ApprovalResult.NotPublished no:
                Problems = ["Het concept kan nu niet worden gepubliceerd en blijft wachten.", .. no.Problems.Where(p => p.IsError).Select(p => p.Message)];
                break;
        }

        return Show();
    }

    private IActionResult Show()
    {
        View = desk.Read(Viewer.Id);
        return Page();
    }

    private IActionResult Guarded(Func<IActionResult> work) => Viewer.SeesProcess ? work() : Forbid();
}
