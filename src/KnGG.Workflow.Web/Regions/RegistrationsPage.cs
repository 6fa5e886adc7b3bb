using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Registrations;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Regions;

/// <summary>Registrations of CZV and kinderleefstijlcoach: who lacks one comes first.</summary>
internal sealed class RegistrationsPage(Viewer viewer, RegistrationDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    private const int SoonDays = 90;

    internal IReadOnlyList<RegisteredPerson> People { get; private set; } = [];

    internal DateOnly Today => When.Date(clock.Now);

    public IActionResult OnGet()
    {
        if (desk.Of(Viewer.Id) is not { } people)
        {
            return Forbid();
        }

        People = people;
        Show(RegistrationForm(), Value.MapOf(("validFrom", Value.Of(CareCodes.ToCode(Today)))));
        return Page();
    }

    public IActionResult OnPost()
    {
        if (desk.Of(Viewer.Id) is not { } people)
        {
            return Forbid();
        }

        People = people;
        if (!TryRead(RegistrationForm(), out var values))
        {
            return Page();
        }

        var person = Text(values, "person").Split(':', 2);
        return After(
            desk.Add(
                Guid.TryParse(person[0], out var id) ? id : Guid.Empty,
                new QualityRegistration(person.Length > 1 ? person[1] : "", Text(values, "register"), Text(values, "number"), Date(values, "validFrom") ?? Today, Date(values, "validUntil") ?? Today),
                Viewer.Id),
            "De registratie is vastgelegd.", "/registraties", f => f);
    }

    internal (string Words, string Badge) StateOf(RegisteredPerson person) => person.Decision switch
    {
        { Valid: false, ValidUntil: not null } => ("verlopen", "utrecht-status-badge--danger"),
        { Valid: false } => ("geen registratie", "utrecht-status-badge--danger"),
        { ValidUntil: { } until } when until.DayNumber - Today.DayNumber <= SoonDays => ("loopt af", "utrecht-status-badge--warning"),
        _ => ("geldig", "utrecht-status-badge--safe"),
    };

    private Form RegistrationForm() => new("registratie", "Registratie", "", [],
    [
        new FormField
        {
            Name = "person", Label = "Persoon", Type = FieldTypes.Choice, Required = true,
            Choices = [.. People.DistinctBy(p => (p.AccountId, p.Role)).Select(p => new FormChoice($"{p.AccountId:D}:{p.Role}", $"{p.Name}, {RoleNames.Of(p.Role)}"))],
        },
        new FormField
        {
            Name = "register", Label = "Register", Help = "Voor de CZV: V&VN, BPSW of BLCN. Voor de kinderleefstijlcoach: BLCN, KNGF, NVKF, NVD, VvO of BPSW.", Type = FieldTypes.Choice, Required = true,
            Choices = [.. QualityRules.RegistersFor(RoleCodes.Czv).Concat(QualityRules.RegistersFor(RoleCodes.Klsc)).Distinct().Select(r => new FormChoice(r, r))],
        },
        new FormField { Name = "number", Label = "Registratienummer", Type = FieldTypes.Text, Required = true },
        new FormField { Name = "validFrom", Label = "Geldig vanaf", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "validUntil", Label = "Geldig tot en met", Type = FieldTypes.Date, Required = true },
    ]);
}
