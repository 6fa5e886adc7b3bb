using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>Every term and choice of a region, with who set it and where it comes from.</summary>
internal sealed class IndexPage(Viewer viewer, SettingDesk desk) : AppPage(viewer)
{
    internal IReadOnlyList<RegionRight> Regions { get; private set; } = [];

    internal SettingView View { get; private set; } = null!;

    internal string Place { get; private set; } = "";

    internal string Search { get; private set; } = "";

    internal IReadOnlyList<(string Title, IReadOnlyList<SettingLine> Lines)> Groups { get; private set; } = [];

    public IActionResult OnGet(string? regio, string? voor, string? zoek)
    {
        Regions = desk.Regions(Viewer.Id);
        if (Regions.Count == 0)
        {
            return Forbid();
        }

        (Place, Search) = (voor ?? "", zoek?.Trim() ?? "");
        var place = Place.Split(':', 2);
        var id = place.Length > 1 ? place[1] : null;
        if (desk.Find(Viewer.Id, regio ?? Regions[0].Code, place[0] == "municipality" ? id : null, place[0] == "organisation" ? id : null) is not { } view)
        {
            return NotFound();
        }

        View = view;
        Groups = [.. SettingWords.Groups.Select(g => (g, (IReadOnlyList<SettingLine>)[.. view.Lines.Where(l => SettingWords.GroupOf(l.Definition) == g && Fits(l))])).Where(g => g.Item2.Count > 0)];
        return Page();
    }

    internal string UrlOf(SettingLine line) =>
        $"/afspraken/instelling/{line.Definition.Key}?regio={Uri.EscapeDataString(View.Right.Code)}{(Place.Length > 0 ? "&voor=" + Uri.EscapeDataString(Place) : "")}";

    private bool Fits(SettingLine line) => Search.Length == 0
        || line.Definition.Label.Contains(Search, StringComparison.OrdinalIgnoreCase)
        || line.Definition.Key.Contains(Search, StringComparison.OrdinalIgnoreCase);
}
