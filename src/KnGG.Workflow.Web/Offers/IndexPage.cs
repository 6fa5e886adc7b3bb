using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Offers;

/// <summary>The offers that families can be led to, by municipality and category.</summary>
internal sealed class IndexPage(Viewer viewer, OfferDesk desk, ServiceClock clock) : AppPage(viewer)
{
    internal IReadOnlyList<RegionRight> Regions { get; private set; } = [];

    internal OfferView View { get; private set; } = null!;

    internal OfferFilter Filter { get; private set; } = new();

    internal bool SeesReport => Viewer.SeesAgreements;

    internal DateOnly Today => When.Date(clock.Now);

    public IActionResult OnGet(string? regio, string? gemeente, string? soort, string? zoek)
    {
        Regions = desk.Regions(Viewer.Id);
        if (Regions.Count == 0)
        {
            return Forbid();
        }

        Filter = new OfferFilter
        {
            Municipality = string.IsNullOrEmpty(gemeente) ? null : gemeente,
            Category = CareCodes.TryParseOfferCategory(soort, out var category) ? category : null,
            Search = zoek?.Trim(),
        };
        if (desk.Find(Viewer.Id, regio ?? Regions[0].Code, Filter) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }
}
