using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>One setting: what holds, what held, and a new value.</summary>
internal sealed class SettingPage(Viewer viewer, SettingDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    internal SettingLine Line { get; private set; } = null!;

    internal RegionRight Right { get; private set; } = null!;

    internal IReadOnlyList<SettingEntry> History { get; private set; } = [];

    internal DateOnly Today => When.Date(clock.Now);

    /// <summary>Whether the reader sets a new value: everything for the region's own people, for a municipality what is for it to say.</summary>
    internal bool MayChange => SettingDesk.MaySet(Right, Line.Definition.Key, SettingLevel.Municipality);

    internal bool IsCore => Line.Definition.Kind == SettingKind.Core;

    public IActionResult OnGet(string key, string? regio, string? voor)
    {
        if (Load(key, regio, voor) is not { } view)
        {
            return NotFound();
        }

        Show(SettingForm.For(Line.Definition, view), SettingForm.Start(Line, !string.IsNullOrEmpty(voor) ? voor : Right.MayChange ? "region" : "", Today));
        return Page();
    }

    public IActionResult OnPost(string key, string? regio, string? voor)
    {
        if (Load(key, regio, voor) is not { } view)
        {
            return NotFound();
        }

        if (!MayChange)
        {
            return Forbid();
        }

        return TryRead(SettingForm.For(Line.Definition, view), out var values)
            ? After(
                desk.Set(SettingForm.Read(Line.Definition, Right.Code, values), Viewer.Id),
                "De nieuwe waarde staat klaar. De vorige blijft te lezen in de geschiedenis.",
                $"/afspraken/instelling/{key}?regio={Uri.EscapeDataString(Right.Code)}",
                field => SettingForm.FieldOf(field, Line.Definition))
            : Page();
    }

    private SettingView? Load(string key, string? region, string? place)
    {
        var regions = desk.Regions(Viewer.Id);
        if (CareConfiguration.Find(key) is not { } definition || regions.Count == 0)
        {
            return null;
        }

        var parts = (place ?? "").Split(':', 2);
        var id = parts.Length > 1 ? parts[1] : null;
        if (desk.Find(Viewer.Id, region ?? regions[0].Code, parts[0] == "municipality" ? id : null, parts[0] == "organisation" ? id : null) is not { } view)
        {
            return null;
        }

        Right = view.Right;
        Line = view.Lines.First(l => l.Definition.Key == definition.Key);
        History = [.. view.Entries.Where(e => e.Value.Key == definition.Key).Reverse()];
        return view;
    }
}
