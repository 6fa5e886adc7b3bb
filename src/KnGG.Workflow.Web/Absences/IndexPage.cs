using KnGG.Workflow.Care;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Regions;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Absences;

/// <summary>One's own absence and who stands in; for a work distributor and an administrator also that of others.</summary>
internal sealed class IndexPage(Viewer viewer, AbsenceDesk desk, ServiceClock clock) : RegionPage(viewer)
{
    private const string Nobody = "niemand";

    [BindProperty(SupportsGet = true, Name = "persoon")]
    public Guid? Chosen { get; set; }

    internal IReadOnlyList<AccountName> People { get; private set; } = [];

    internal IReadOnlyList<Absence> Own { get; private set; } = [];

    internal IReadOnlyList<Absence> Others { get; private set; } = [];

    internal bool HasDeputies { get; private set; }

    internal bool IsForOther => Chosen is { } id && id != Viewer.Id;

    internal Guid Person => Chosen ?? Viewer.Id;

    internal string Title => IsForOther ? "Afwezigheid van " + People.First(p => p.Id == Person).DisplayName : "Afwezigheid";

    internal string Lead => IsForOther
        ? "In deze tijd gaan de taken en mails van deze collega naar de vervanger."
        : "Bent u er een tijd niet? Dan gaan uw taken en mails naar uw vervanger. Zo blijft er voor een kind niets liggen.";

    public IActionResult OnGet() => WithPerson(() =>
    {
        Show(AbsenceForm(), Value.MapOf(("firstDay", Value.Of(CareCodes.ToCode(When.Date(clock.Now)))), ("deputy", HasDeputies ? Value.Null : Value.Of(Nobody))));
        return Page();
    });

    public IActionResult OnPost() => WithPerson(() =>
    {
        if (!TryRead(AbsenceForm(), out var values))
        {
            return Page();
        }

        var deputy = Text(values, "deputy");
        return Answer(
            desk.Plan(new PlanAbsence(Person, Date(values, "firstDay") ?? default, Date(values, "lastDay"), Guid.TryParse(deputy, out var id) ? id : null), Viewer.Id),
            "De afwezigheid is doorgegeven.");
    });

    public IActionResult OnPostEnd(Guid id) => WithPerson(() =>
        Answer(desk.End(id, Viewer.Id), IsForOther ? "De afwezigheid is beëindigd." : "Uw afwezigheid is beëindigd. Uw taken en mails komen weer bij u."));

    internal string PeriodOf(Absence absence) => absence.LastDay is { } last
        ? last == absence.FirstDay ? When.Long(last) : $"{When.Long(absence.FirstDay)} tot en met {When.Long(last)}"
        : $"Vanaf {When.Long(absence.FirstDay)}, zonder einddatum";

    private IActionResult Answer(AbsenceResult result, string done) => After(
        result switch
        {
            AbsenceResult.Done => new RegionResult.Done(),
            AbsenceResult.Invalid invalid => new RegionResult.Invalid(invalid.Errors),
            _ => new RegionResult.NotFound(),
        },
        done, IsForOther ? "/afwezig?persoon=" + Person : "/afwezig", f => f);

    private IActionResult WithPerson(Func<IActionResult> work)
    {
        People = desk.PeopleFor(Viewer.Id);
        if (IsForOther && People.All(p => p.Id != Person))
        {
            return NotFound();
        }

        Own = desk.Of(Person);
        Others = desk.OfOthers(Viewer.Id);
        HasDeputies = desk.DeputiesFor(Person).Count > 0;
        return work();
    }

    private Form AbsenceForm() => new("afwezig", "Afwezigheid", "", [],
    [
        new FormField { Name = "firstDay", Label = "Eerste dag", Type = FieldTypes.Date, Required = true },
        new FormField { Name = "lastDay", Label = "Laatste dag", Help = "Weet u dat nog niet, laat dit dan leeg.", Type = FieldTypes.Date },
        new FormField
        {
            Name = "deputy", Label = "Vervanger", Help = "Een collega met dezelfde rollen in dezelfde organisatie, die er in deze tijd zelf is.", Type = FieldTypes.Choice, Required = true,
            Choices =
            [
                .. desk.DeputiesFor(Person).Select(d => new FormChoice(d.Id.ToString("D"), d.DisplayName)),
                new FormChoice(Nobody, "Niemand: de taken komen op de werklijst van de organisatie"),
            ],
        },
    ]);
}
