using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Incidents;

/// <summary>Open incidents with the three repairs: again, past it, or stop.</summary>
internal sealed class IndexPage(Viewer viewer, IncidentDesk desk, StepDatabase database, JobDesk jobs, ServiceClock clock) : AppPage(viewer)
{
    private const int RunsShown = 200;

    internal IReadOnlyList<IncidentRow> Items { get; private set; } = [];

    /// <summary>Names of who should have got the mails of incidents.</summary>
    internal IReadOnlyDictionary<Guid, string> Recipients { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>How many mails wait for what is decided after a backup was put back.</summary>
    internal int HeldMails { get; private set; }

    /// <summary>Every recurring job with its last run.</summary>
    internal IReadOnlyList<(IRecurringJob Job, JobRunRow? Last, DateTimeOffset Next)> Jobs { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!Viewer.SeesProcess)
        {
            return Forbid();
        }

        database.Read(transaction =>
        {
            Items = IncidentRows.Open(transaction);
            Recipients = Items.Where(i => i.MailId is not null)
                .Select(i => (i.Id, Name: MailRows.Find(transaction, i.MailId!.Value) is { } mail ? HeldRoleList.Account(transaction, mail.AccountId)?.DisplayName : null))
                .Where(r => r.Name is not null).ToDictionary(r => r.Id, r => r.Name!);
            HeldMails = MailRows.CountHeldBack(transaction);
            var runs = JobRows.Newest(transaction, RunsShown);
            Jobs = [.. jobs.Jobs.Select(j => (j, runs.FirstOrDefault(r => r.Job == j.Code), jobs.NextOf(j)))];
            return 0;
        });
        return Page();
    }

    /// <summary>Whether trying again, or going on without it, makes sense.</summary>
    internal bool CanRetry(IncidentRow incident) => incident.Kind is not (IncidentKinds.Job or IncidentKinds.Child) && (incident.Kind != IncidentKinds.Restore || HeldMails > 0);

    internal static bool CanSkip(IncidentRow incident) => incident.Kind is not IncidentKinds.MailServer;

    internal static string RetryText(IncidentRow incident) => incident.Kind == IncidentKinds.Restore ? "Mails alsnog versturen" : "Opnieuw proberen";

    internal static string SkipText(IncidentRow incident) => incident switch
    {
        { Kind: IncidentKinds.Restore } => "Mails niet versturen, sluiten",
        { InstanceId: null } => "Gezien, sluiten",
        _ => "Overslaan en verder",
    };

    internal static string StateOf(JobRunRow? run) => run switch
    {
        null => "nog niet gedaan",
        { Failed: true, EndedAt: null } => "mislukt, wordt opnieuw geprobeerd",
        { Failed: true } => "mislukt",
        { EndedAt: null } => "bezig",
        { Summary: { } summary, Missed: > 0 } => $"{summary} Ook voor {run.Missed} gemiste keren.",
        _ => run.Summary ?? "gedaan",
    };

    public IActionResult OnPostRetry(Guid id) => Repair(() => desk.Retry(id, Viewer.Actor), IsRestore(id) ? "De vastgehouden mails gaan alsnog weg." : "Het wordt opnieuw geprobeerd.");

    public IActionResult OnPostSkip(Guid id) => Repair(() => desk.Skip(id, null, Viewer.Actor), IsRestore(id) ? "De vastgehouden mails zijn vervallen." : "Deze plek wordt overgeslagen.");

    public IActionResult OnPostCancel(Guid id) => Repair(() => Stop(id), "Dit onderdeel wordt gestopt.");

    internal static string KindOf(IncidentRow incident) => incident.Kind switch
    {
        IncidentKinds.Activity => "stap mislukt",
        IncidentKinds.Stimulus => "niet te verwerken",
        IncidentKinds.Mail => "mail geweigerd",
        IncidentKinds.MailServer => "mailserver",
        IncidentKinds.Job => "nachtelijk werk",
        IncidentKinds.Child => "start mislukt",
        IncidentKinds.Restore => "back-up teruggezet",
        var kind => kind,
    };

    private bool IsRestore(Guid id) => database.Read(t => IncidentRows.Find(t, id)) is { Kind: IncidentKinds.Restore };

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
