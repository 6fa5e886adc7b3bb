using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>What the region agreed about who pays the intake, where the handreiking contradicts itself.</summary>
internal sealed class PayersPage(Viewer viewer, SettingDesk settings, PayerAgreementDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    internal RegionRight Right { get; private set; } = null!;

    internal IReadOnlyList<PayerAgreementEntry> Agreements { get; private set; } = [];

    internal IReadOnlyList<(string Component, string Municipality, DateOnly Last)> Questions { get; private set; } = [];

    internal PayerAgreement? Now { get; private set; }

    internal DateOnly Today => When.Date(clock.Now);

    public IActionResult OnGet(string? regio)
    {
        if (!Load(regio))
        {
            return NotFound();
        }

        Show(AgreementForm(), Value.MapOf(("jgzPayer", Value.Of("statutory"))));
        return Page();
    }

    public IActionResult OnPost(string? regio)
    {
        if (!Load(regio))
        {
            return NotFound();
        }

        if (!Right.MayChange)
        {
            return Forbid();
        }

        return TryRead(AgreementForm(), out var values)
            ? After(desk.Record(Read(values), Viewer.Id), "De afspraak is vastgelegd. Besluiten van vóór deze afspraak blijven zoals ze waren.", "/afspraken/betalers?regio=" + Uri.EscapeDataString(Right.Code), f => f)
            : Page();
    }

    internal static string Reading(AnamnesisPayer reading) => reading == AnamnesisPayer.InsurerFromMatig
        ? "De zorgverzekeraar betaalt de intake vanaf een matig verhoogd GGR, met of zonder kinder-GLI"
        : "De zorgverzekeraar betaalt de intake alleen als er een kinder-GLI in het plan staat; anders de gemeente";

    private bool Load(string? region)
    {
        var regions = settings.Regions(Viewer.Id);
        if (regions.Count == 0 || regions.FirstOrDefault(r => r.Code == (region ?? regions[0].Code)) is not { } right || desk.Of(Viewer.Id, right.Code) is not { } agreements)
        {
            return false;
        }

        (Right, Agreements, Questions) = (right, agreements, desk.Questions(Viewer.Id, right.Code) ?? []);
        Now = new PayerAgreements([.. agreements.Select(a => a.Agreement)]).For(right.Code, Today);
        return true;
    }

    private PayerAgreement Read(Value values) => new(
        Right.Code,
        CareCodes.TryParseAnamnesisPayer(Text(values, "anamnesisPayer"), out var reading) ? reading : AnamnesisPayer.InsurerFromMatig,
        Date(values, "validFrom") ?? Today,
        Date(values, "validUntil"),
        Date(values, "agreedOn") ?? Today,
        Text(values, "signatories").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
    {
        JgzPayer = CareCodes.TryParsePayer(Text(values, "jgzPayer"), out var payer) ? payer : Payer.Statutory,
    };

    private static Form AgreementForm() => new("betaalafspraak", "Nieuwe afspraak", "", [],
    [
        new FormField
        {
            Name = "anamnesisPayer", Label = "Betaler van de intake door de CZV", Type = FieldTypes.Choice, Required = true,
            Choices = [.. Enum.GetValues<AnamnesisPayer>().Select(r => new FormChoice(CareCodes.ToCode(r), Reading(r)))],
        },
        new FormField
        {
            Name = "jgzPayer", Label = "Betaler van de taken van de JGZ", Type = FieldTypes.Choice, Required = true,
            Choices = [new FormChoice("statutory", "Wettelijke taak, zoals nu"), new FormChoice("municipality", "De gemeente, apart voor deze keten")],
        },
        new FormField { Name = "agreedOn", Label = "Getekend op", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "validFrom", Label = "Geldt vanaf", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "validUntil", Label = "Geldt tot en met", Type = FieldTypes.Date },
        new FormField { Name = "signatories", Label = "Ondertekenaars", Help = "Functies en organisaties, elk op een eigen regel. Geen namen van personen.", Type = FieldTypes.LongText, Required = true },
    ]);
}
