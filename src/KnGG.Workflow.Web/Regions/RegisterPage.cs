using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Agreements;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>The register of agreements: what is past its review date first.</summary>
internal sealed class RegisterPage(Viewer viewer, SettingDesk settings, AgreementDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    internal SettingView Region { get; private set; } = null!;

    internal IReadOnlyList<AgreementLine> Lines { get; private set; } = [];

    internal AgreementLine? Editing { get; private set; }

    internal DateOnly Today => When.Date(clock.Now);

    public IActionResult OnGet(string? regio, string? id)
    {
        if (!Load(regio, id))
        {
            return NotFound();
        }

        Show(AgreementForm(), Editing is { } line ? Start(line.Agreement) : Value.MapOf(("place", Value.Of("region")), ("validFrom", Value.Of(CareCodes.ToCode(Today)))));
        return Page();
    }

    public IActionResult OnPost(string? regio, string? id)
    {
        if (!Load(regio, id))
        {
            return NotFound();
        }

        if (!Region.Right.MayChange)
        {
            return Forbid();
        }

        return TryRead(AgreementForm(), out var values)
            ? After(desk.Save(Region.Right.Code, Read(values, id), Viewer.Id), "De overeenkomst staat in het register.", "/afspraken/register?regio=" + Uri.EscapeDataString(Region.Right.Code), f => f)
            : Page();
    }

    internal static string Level(Agreement agreement) => SettingWords.Level(agreement.Level);

    private bool Load(string? region, string? id)
    {
        var regions = settings.Regions(Viewer.Id);
        if (regions.Count == 0 || settings.Find(Viewer.Id, region ?? regions[0].Code) is not { } view || desk.Of(Viewer.Id, view.Right.Code) is not { } lines)
        {
            return false;
        }

        (Region, Lines) = (view, lines);
        Editing = id is null ? null : lines.FirstOrDefault(l => l.Agreement.Id == id);
        return id is null || Editing is not null;
    }

    private Agreement Read(Value values, string? id)
    {
        var place = Text(values, "place").Split(':', 2);
        return new Agreement(
            id ?? "",
            Text(values, "subject"),
            CareCodes.TryParseSettingLevel(place[0], out var level) ? level : SettingLevel.National,
            place.Length > 1 ? place[1] : Region.Right.Code,
            Text(values, "parties").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Date(values, "validFrom") ?? Today,
            Date(values, "validUntil"),
            Date(values, "reviewOn"));
    }

    private static Value Start(Agreement agreement) => Value.MapOf(
        ("subject", Value.Of(agreement.Subject)),
        ("place", Value.Of(agreement.Level == SettingLevel.Region ? "region" : CareCodes.ToCode(agreement.Level) + ":" + agreement.Scope)),
        ("parties", Value.Of(string.Join('\n', agreement.Parties))),
        ("validFrom", Value.Of(CareCodes.ToCode(agreement.ValidFrom))),
        ("validUntil", agreement.ValidUntil is { } until ? Value.Of(CareCodes.ToCode(until)) : Value.Undefined),
        ("reviewOn", agreement.ReviewOn is { } review ? Value.Of(CareCodes.ToCode(review)) : Value.Undefined));

    private Form AgreementForm() => new("overeenkomst", "Overeenkomst", "", [],
    [
        new FormField { Name = "subject", Label = "Onderwerp", Help = "Bijvoorbeeld: signaleren en verwijzen door huisartsen.", Type = FieldTypes.Text, Required = true },
        new FormField
        {
            Name = "place", Label = "Geldt voor", Type = FieldTypes.Choice, Required = true,
            Choices =
            [
                new FormChoice("region", "Hele regio " + Region.Right.Code),
                .. Region.Municipalities.Select(m => new FormChoice("municipality:" + m.Id, "Gemeente " + m.Name)),
                .. Region.Organisations.Select(o => new FormChoice("organisation:" + o.Id, o.Name)),
            ],
        },
        new FormField { Name = "parties", Label = "Partijen", Help = "Organisaties, elk op een eigen regel.", Type = FieldTypes.LongText, Required = true },
        new FormField { Name = "validFrom", Label = "Geldt vanaf", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "validUntil", Label = "Geldt tot en met", Type = FieldTypes.Date },
        new FormField { Name = "reviewOn", Label = "Opnieuw bekijken op", Type = FieldTypes.Date },
    ]);
}
