using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Incidents;

/// <summary>Open incidents with the three repairs: again, past it, or stop.</summary>
internal sealed class IndexPage(Viewer viewer, IncidentDesk desk, StepDatabase database, ServiceClock clock) : AppPage(viewer)
{
    internal IReadOnlyList<IncidentRow> Items { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!Viewer.SeesProcess)
        {
            return Forbid();
        }

        Items = database.Read(transaction => IncidentRows.Open(transaction));
        return Page();
    }

    public IActionResult OnPostRetry(Guid id) => Repair(() => desk.Retry(id, Viewer.Actor), "Het wordt opnieuw geprobeerd.");

    public IActionResult OnPostSkip(Guid id) => Repair(() => desk.Skip(id, null, Viewer.Actor), "Deze plek wordt overgeslagen.");

    public IActionResult OnPostCancel(Guid id) => Repair(() => Stop(id), "Dit onderdeel wordt gestopt.");

    internal static string KindOf(IncidentRow incident) => incident.Kind switch
    {
        IncidentKinds.Activity => "stap mislukt",
        IncidentKinds.Stimulus => "niet te verwerken",
        IncidentKinds.Mail => "mail geweigerd",
        IncidentKinds.Child => "start mislukt",
        var kind => kind,
    };

    private IActionResult Repair(Func<RepairOutcome> repair, string done)
    {
        if (!Viewer.IsAdministrator)
        {
            return Forbid();
        }

        Tell(repair() switch
        {
            RepairOutcome.Started => done,
            RepairOutcome.AlreadyClosed => "Deze storing was al opgelost.",
            RepairOutcome.NotPossible => "Dat kan bij deze storing niet.",
            _ => "Deze storing bestaat niet.",
        });
        return RedirectToPage();
    }

    private RepairOutcome Stop(Guid incidentId)
    {
        var now = clock.Now;
        return database.Write(transaction =>
        {
            if (IncidentRows.Find(transaction, incidentId) is not { InstanceId: { } instance } incident)
            {
                return RepairOutcome.NotFound;
            }

            if (incident.ClosedAt is not null)
            {
                return RepairOutcome.AlreadyClosed;
            }

            InstanceStarter.Cancel(transaction, instance, "Gestopt door de beheerder na een storing.", Viewer.Actor, now);
            return RepairOutcome.Started;
        });
    }
}
