using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Offers;

/// <summary>Gaps and waiting times, for municipality and region; nothing here is about a child.</summary>
internal sealed class ReportPage(Viewer viewer, OfferDesk desk, SettingDesk settings) : AppPage(viewer)
{
    internal OfferReport Report { get; private set; } = null!;

    internal int Blocking => Report.Waiting.Count(w => w.Blocking);

    public IActionResult OnGet(string? regio)
    {
        var regions = settings.Regions(Viewer.Id);
        if (regions.Count == 0)
        {
            return Forbid();
        }

        if (desk.Report(Viewer.Id, regio ?? regions[0].Code) is not { } report)
        {
            return NotFound();
        }

        Report = report;
        return Page();
    }

    internal bool IsGap(string municipality, OfferCategory category) => Report.Gaps.Any(g => g.Municipality == municipality && g.Category == category);
}
