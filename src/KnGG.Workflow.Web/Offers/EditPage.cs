using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Offers;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Regions;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Offers;

/// <summary>One offer, to add or to keep up to date.</summary>
internal sealed class EditPage(Viewer viewer, OfferDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    private OfferView _view = null!;

    internal OfferLine? Line { get; private set; }

    internal string Region => _view.Right.Code;

    public IActionResult OnGet(string id, string? regio)
    {
        if (Load(id, regio) is { } refused)
        {
            return refused;
        }

        Show(OfferForm(), Line is { } line ? Start(line.Offer) : Value.MapOf(
            ("validFrom", Value.Of(CareCodes.ToCode(When.Date(clock.Now)))), ("fromYears", Value.Of(0)), ("toYears", Value.Of(18)), ("recognition", Value.Of("unknown"))));
        return Page();
    }

    public IActionResult OnPost(string id, string? regio)
    {
        if (Load(id, regio) is { } refused)
        {
            return refused;
        }

        return TryRead(OfferForm(), out var values)
            ? After(desk.Save(Region, Read(values), Viewer.Id), "Het aanbod is bijgewerkt.", "/aanbod?regio=" + Uri.EscapeDataString(Region), f => f)
            : Page();
    }

    private IActionResult? Load(string id, string? region)
    {
        var regions = desk.Regions(Viewer.Id);
        if (regions.Count == 0 || desk.Find(Viewer.Id, region ?? regions[0].Code, new OfferFilter()) is not { } view)
        {
            return NotFound();
        }

        if (!view.Right.MayChangeOffers)
        {
            return Forbid();
        }

        _view = view;
        Line = view.Lines.FirstOrDefault(l => l.Offer.Id == id);
        return id == "nieuw" || Line is not null ? null : NotFound();
    }

    private Offer Read(Value values) => new(
        Line?.Offer.Id ?? "",
        Text(values, "name"),
        CareCodes.TryParseOfferCategory(Text(values, "category"), out var category) ? category : OfferCategory.WalkIn,
        Text(values, "provider"),
        Text(values, "homeMunicipality"),
        values["catchment"].Kind == ValueKind.List ? [.. values["catchment"].AsList.Select(v => v.TextOrNull).OfType<string>()] : [])
    {
        WaitingDays = Whole(values, "waitingDays"),
        FreePlaces = Whole(values, "freePlaces"),
        Recognition = CareCodes.TryParseRecognition(Text(values, "recognition"), out var recognition) ? recognition : Recognition.Unknown,
        SourceId = Text(values, "sourceId") is { Length: > 0 } source ? source : null,
        FromYears = Whole(values, "fromYears") ?? 0,
        ToYears = Whole(values, "toYears") ?? 18,
        ValidFrom = Date(values, "validFrom") ?? When.Date(clock.Now),
        ValidUntil = Date(values, "validUntil"),
    };

    private static Value Start(Offer offer) => Value.MapOf(
        ("name", Value.Of(offer.Name)), ("category", Value.Of(CareCodes.ToCode(offer.Category))), ("provider", Value.Of(offer.Provider)),
        ("homeMunicipality", Value.Of(offer.HomeMunicipality)), ("catchment", Value.Of((IReadOnlyList<Value>)[.. offer.Catchment.Select(m => Value.Of(m))])),
        ("waitingDays", Number(offer.WaitingDays)), ("freePlaces", Number(offer.FreePlaces)), ("recognition", Value.Of(CareCodes.ToCode(offer.Recognition))),
        ("sourceId", offer.SourceId is { } source ? Value.Of(source) : Value.Undefined), ("fromYears", Value.Of(offer.FromYears)), ("toYears", Value.Of(offer.ToYears)),
        ("validFrom", Day(offer.ValidFrom)), ("validUntil", Day(offer.ValidUntil)));

    private static Value Number(int? number) => number is { } known ? Value.Of(known.ToString(CultureInfo.InvariantCulture)) : Value.Undefined;

    private static Value Day(DateOnly? date) => date is { } known ? Value.Of(CareCodes.ToCode(known)) : Value.Undefined;

    private Form OfferForm() => new("aanbod", "Aanbod", "", [],
    [
        new FormField { Name = "name", Label = "Naam", Help = "Zoals gezinnen het kennen.", Type = FieldTypes.Text, Required = true },
        new FormField { Name = "category", Label = "Soort", Type = FieldTypes.Choice, Required = true, Choices = [.. Enum.GetValues<OfferCategory>().Select(c => new FormChoice(CareCodes.ToCode(c), OfferWords.Category(c)))] },
        new FormField { Name = "provider", Label = "Aanbieder", Type = FieldTypes.Choice, Required = true, Choices = [.. _view.Organisations.Select(o => new FormChoice(o.Id, o.Name))] },
        new FormField { Name = "homeMunicipality", Label = "Gemeente waar het is", Type = FieldTypes.Choice, Required = true, Choices = Municipalities },
        new FormField { Name = "catchment", Label = "Voor gezinnen uit welke gemeenten?", Help = "De eigen gemeente telt altijd mee.", Type = FieldTypes.Several, Choices = Municipalities },
        new FormField { Name = "waitingDays", Label = "Wachttijd", Help = "0 als een gezin direct kan starten. Laat leeg als u het niet weet.", Type = FieldTypes.Number, Unit = "dagen", Min = 0, Max = 1000, Decimals = 0 },
        new FormField { Name = "freePlaces", Label = "Vrije plaatsen", Help = "Laat leeg als er geen grens is.", Type = FieldTypes.Number, Min = 0, Decimals = 0 },
        new FormField { Name = "recognition", Label = "Erkenning", Type = FieldTypes.Choice, Required = true, Choices = [new FormChoice("recognised", "Erkend, bijvoorbeeld bij Loket Gezond Leven"), new FormChoice("local", "Lokaal, niet erkend"), new FormChoice("unknown", "Niet bekend")] },
        new FormField { Name = "fromYears", Label = "Vanaf leeftijd", Type = FieldTypes.Number, Unit = "jaar", Min = 0, Max = 18, Decimals = 0, Required = true },
        new FormField { Name = "toYears", Label = "Tot en met leeftijd", Type = FieldTypes.Number, Unit = "jaar", Min = 0, Max = 18, Decimals = 0, Required = true },
        new FormField { Name = "validFrom", Label = "Beschikbaar vanaf", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "validUntil", Label = "Beschikbaar tot en met", Type = FieldTypes.Date },
        new FormField { Name = "sourceId", Label = "Nummer in een landelijke lijst", Type = FieldTypes.Text },
    ]);

    private FormChoice[] Municipalities => [.. _view.Municipalities.Select(m => new FormChoice(m.Id, m.Name))];
}
