using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Registrations;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Offers;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.TaskPage;

/// <summary>One task. Opening it changes nothing; its buttons do.</summary>
internal sealed class ShowPage(
    Viewer viewer, StepDatabase database, TaskDesk desk, TaskSight sight, FormCatalog forms, TrajectoryQuery trajectories, FileLabels labels, OfferChoices offers, InsurerChoices insurers, RegistrationGate registrations, TaskDrafts drafts, TaskReturns returns, ServiceClock clock)
    : AppPage(viewer)
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    private const string Elsewhere = "Op een ander scherm heeft u al iets nieuwers bewaard. Open deze taak opnieuw om dat te zien.";
    private const string NotKept = "Deze taak is niet meer open; wat u invult, wordt niet bewaard.";

    internal static IReadOnlyList<(string Code, string Label)> Channels { get; } =
        [("telefoon", "Telefoon"), ("mail", "Mail"), ("gesprek", "Gesprek"), ("brief", "Brief"), ("anders", "Anders")];

    internal TaskRow Task { get; private set; } = null!;

    internal FormView? Form { get; private set; }

    internal IReadOnlyList<string> Outcomes { get; private set; } = [];

    internal string? Outcome { get; private set; }

    internal string? Child { get; private set; }

    internal string? OrganisationName { get; private set; }

    internal IReadOnlyList<(string Label, string Value)> Facts { get; private set; } = [];

    /// <summary>What the rule says of the reader's own registration when this task needs one and it is not valid, or null.</summary>
    internal string? RegistrationWarning { get; private set; }

    internal IReadOnlyList<AccountName> Colleagues { get; private set; } = [];

    internal string ClosedText { get; private set; } = "";

    /// <summary>Whether this task can be sent back, and to whom or why not.</summary>
    internal (bool Can, string Text) SendBack { get; private set; }

    /// <summary>Why it is here although it was done or sent back before: what happened, and the words that came with it.</summary>
    internal (string What, string Words)? CameBack { get; private set; }

    /// <summary>Who gave it to the person it is with, and why; or null.</summary>
    internal string? GivenText { get; private set; }

    internal string SaidBy { get; private set; } = "";

    internal string SaidOn { get; private set; } = "";

    internal string Channel { get; private set; } = "";

    /// <summary>The reader's own draft that the page shows, or null.</summary>
    internal TaskDraft? Draft { get; private set; }

    /// <summary>The save on which the next one of this page builds.</summary>
    internal long DraftVersion { get; private set; }

    /// <summary>What was filled in when somebody else had already finished the task: it is shown, so that nothing is lost.</summary>
    internal IReadOnlyList<(string Label, string Value)> Leftovers { get; private set; } = [];

    internal bool OnBehalfPossible { get; private set; }

    internal bool OnBehalfOnly { get; private set; }

    internal bool MayAnswer { get; private set; }

    internal IReadOnlyDictionary<string, string> Errors => _errors;

    internal DateTimeOffset Now => clock.Now;

    internal bool IsOpen => Task.State is TaskState.Open or TaskState.Claimed;

    internal bool OnBehalfFilled => SaidBy.Length > 0 || SaidOn.Length > 0 || Channel.Length > 0;

    internal bool MayClaim => IsOpen && Task.ClaimedBy is null && !OnBehalfOnly;

    internal bool MayRelease => IsOpen && Task.ClaimedBy == Viewer.Id;

    internal string? ErrorOf(string field) => _errors.GetValueOrDefault(field);

    public IActionResult OnGet(Guid id) => Load(id, posted: null) ? Page() : NotFound();

    public IActionResult OnPostComplete(Guid id)
    {
        if (!Load(id, Request.Form))
        {
            return NotFound();
        }

        // Without an outcome the desk looks no further; a person wants to see everything that is missing at once.
        if (Outcomes.Count > 1 && string.IsNullOrEmpty(Outcome) && IsOpen)
        {
            foreach (var error in Form is { } filled ? FormValidator.Validate(filled.Form, filled.Values) : [])
            {
                _errors.TryAdd(error.Field, error.Message);
            }

            _errors["outcome"] = "Kies wat de uitkomst is.";
            return Page();
        }

        var result = desk.Complete(new CompleteTask(
            id,
            Viewer.Id,
            Outcome is { Length: > 0 } chosen ? chosen : null,
            Form?.Values ?? Value.Undefined,
            OnBehalfOnly || OnBehalfFilled ? Said() : null));
        return After(result, id, "De taak is afgerond.");
    }

    /// <summary>Keeps what is filled in: by the button, or by the page itself while somebody types.</summary>
    public IActionResult OnPostDraft(Guid id, long concept)
    {
        if (!Load(id, Request.Form))
        {
            return NotFound();
        }

        var content = Value.MapOf(
            ("fields", Form?.Values ?? Value.MapOf()), ("outcome", Value.Of(Outcome)), ("saidBy", Value.Of(SaidBy)), ("saidOn", Value.Of(SaidOn)), ("channel", Value.Of(Channel)), ("page", Value.Of(Request.Form["pagina"].ToString())));
        var result = drafts.Save(id, Viewer.Id, content, concept);
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            return result switch
            {
                DraftResult.Kept kept => new JsonResult(new { version = kept.Version, text = $"Bewaard om {When.Clock(clock.Now)} uur." }),
                DraftResult.Older => new JsonResult(new { text = Elsewhere }) { StatusCode = StatusCodes.Status409Conflict },
                _ => new JsonResult(new { text = NotKept }) { StatusCode = StatusCodes.Status410Gone },
            };
        }

        switch (result)
        {
            case DraftResult.Kept:
                Tell("Bewaard. U kunt later verdergaan.");
                return LocalRedirect("/");
            case DraftResult.Older:
                _errors["outcome"] = Elsewhere;
                return Page();
            default:
                return LeftOver(id);
        }
    }

    public IActionResult OnPostDropDraft(Guid id)
    {
        if (!Load(id, null))
        {
            return NotFound();
        }

        drafts.Drop(id, Viewer.Id);
        return RedirectToPage(new { id });
    }

    public IActionResult OnPostAddRow(Guid id, string? list)
    {
        if (!Load(id, Request.Form))
        {
            return NotFound();
        }

        Form = Form is { } form && list is not null ? form with { ExtraRows = new Dictionary<string, int> { [list] = 1 } } : Form;
        return Page();
    }

    public IActionResult OnPostClaim(Guid id) => Load(id, null) ? After(desk.Claim(new ClaimTask(id, Viewer.Id)), id, "U heeft de taak opgepakt.", stay: true) : NotFound();

    public IActionResult OnPostRelease(Guid id) => Load(id, null) ? After(desk.Release(new ReleaseTask(id, Viewer.Id)), id, "De taak is teruggegeven.") : NotFound();

    public IActionResult OnPostDecline(Guid id, string? reason) =>
        Load(id, null) ? After(desk.Decline(new DeclineTask(id, Viewer.Id, reason ?? "")), id, "De taak is teruggegeven.") : NotFound();

    public IActionResult OnPostSendBack(Guid id, string? reason) =>
        Load(id, null) ? After(desk.SendBack(new SendBackTask(id, Viewer.Id, reason ?? "")), id, "De taak is teruggestuurd. Zij komt weer bij u als het in orde is.") : NotFound();

    public IActionResult OnPostReassign(Guid id, Guid? to, string? reason) =>
        Load(id, null) ? After(desk.Reassign(new ReassignTask(id, Viewer.Id, to ?? Guid.Empty, reason ?? "")), id, "De taak is aan uw collega gegeven.") : NotFound();

    private bool Load(Guid id, IFormCollection? posted)
    {
        if (sight.Of(id, Viewer) is not { } seen)
        {
            return false;
        }

        Task = seen.Task;
        MayAnswer = seen.IsOwn || seen.MayAnswerOnBehalf;
        OnBehalfOnly = !seen.IsOwn && seen.MayAnswerOnBehalf;
        OnBehalfPossible = seen.MayAnswerOnBehalf;
        Outcomes = TaskRows.OutcomesOf(Task);
        var view = Task.TrajectoryId is { } trajectory ? trajectories.Find(trajectory, Viewer.Id, Viewer.Actor, seesProcess: false, "taak") : null;
        if (view is not null)
        {
            Child = labels.Of(view.File.Id, view.GivenName, view.File.Child.BirthDate);
            Facts = FactsOf(view);
        }

        if (forms.Find(Task.Form) is { } plain)
        {
            var form = insurers.For(offers.For(plain, view?.File), view?.File);
            Draft = posted is null && IsOpen ? drafts.Find(id, Viewer.Id) : null;
            var values = Draft is { } kept ? kept.Content["fields"]
                : posted is null ? (view is null ? Value.Undefined : Earlier(form, view)) : offers.WithProviders(form, FormInput.Read(form, posted), view?.File);
            Form = new FormView(form, values, _errors);
        }

        database.Read(transaction =>
        {
            OrganisationName = Task.OrganisationId is { } organisation ? HeldRoleList.Organisation(transaction, organisation) : null;
            Colleagues = Task.OrganisationId is { } own ? [.. HeldRoleList.Colleagues(transaction, own, Task.Role).Where(c => c.Id != Viewer.Id)] : [];
            RegistrationWarning = IsOpen && seen.IsOwn && registrations.Check(transaction, Task, Viewer.Id, clock.Now) is { Valid: false } decision
                ? decision.Reason + (decision.Outcome == Care.Roles.QualitySeverity.Block ? " U kunt deze taak zo niet aannemen." : " U kunt wel doorgaan; de beheerder ziet dit.")
                : null;
            ClosedText = IsOpen ? "" : ClosedBy(transaction);
            SendBack = IsOpen && seen.IsOwn ? returns.To(transaction, Task, Viewer.Id) : default;
            CameBack = IsOpen ? returns.Story(transaction, Task) : null;
            GivenText = Task.GivenBy is { } giver ? $"{HeldRoleList.Account(transaction, giver)?.DisplayName ?? "Een collega"}: {Task.GivenReason}" : null;
            return 0;
        });
        if (Draft is { } draft)
        {
            Outcome = draft.Content["outcome"].TextOrNull;
            (SaidBy, SaidOn, Channel) = (draft.Content["saidBy"].TextOrNull ?? "", draft.Content["saidOn"].TextOrNull ?? "", draft.Content["channel"].TextOrNull ?? "");
            DraftVersion = draft.Version;
        }

        if (posted is not null)
        {
            DraftVersion = long.TryParse(posted["concept"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
            Outcome = posted["outcome"].ToString();
            (SaidBy, SaidOn, Channel) = (posted["saidBy"].ToString().Trim(), posted["saidOn"].ToString(), posted["channel"].ToString());
        }

        return true;
    }

    // What is known, and over it what was answered to this form before: whoever makes a task good begins where they left off.
    private Value Earlier(Form form, TrajectoryView view)
    {
        var zones = Viewer.ZonesOf(view.File);
        var known = FormPrefill.For(form, view.File, zones);
        var before = Task.CorrectsId is { } earlier ? database.Read(transaction => returns.Answer(transaction, earlier, form.Id)) : Value.Undefined;
        return before.Kind == ValueKind.Map
            ? Value.Of(form.Fields.Where(f => zones.Contains(f.Zone) && !before[f.Name].IsNullish).Aggregate(known.AsMap, (map, f) => map.With(f.Name, before[f.Name])))
            : known;
    }

    private string ClosedBy(Runtime.Steps.StepTransaction transaction)
    {
        var when = Task.ClosedAt is { } closed ? $" op {When.Long(closed)} om {When.Clock(closed)} uur" : "";
        return Task.State == TaskState.Cancelled
            ? $"Zij was niet meer nodig en is{when} vervallen."
            : Task.State == TaskState.Returned
            ? $"{(Guid.TryParse(Task.ClosedBy, out var sender) ? HeldRoleList.Account(transaction, sender)?.DisplayName : null) ?? "Iemand"} stuurde haar{when} terug: {Task.DeclineReason} Zij gaat weer open als dat in orde is."
            : $"{(Guid.TryParse(Task.ClosedBy, out var who) ? HeldRoleList.Account(transaction, who)?.DisplayName : null) ?? "Iemand"} rondde haar{when} af{(Task.Outcome is { } outcome ? $" met \"{outcome}\"" : "")}.";
    }

    // A day is precise enough for a conversation; what was said today was said at the latest now.
    private OnBehalf Said()
    {
        var on = DateOnly.TryParseExact(SaidOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue.AddDays(-1);
        var noon = on == DateOnly.MaxValue.AddDays(-1) ? DateTimeOffset.MaxValue : DutchTime.ToInstant(on, new TimeOnly(12, 0));
        return new OnBehalf(SaidBy, on == When.Date(clock.Now) && noon > clock.Now ? clock.Now : noon, Channel);
    }

    // A page that was open for long may be answered after somebody else did: what was typed stays on the screen.
    private IActionResult LeftOver(Guid id)
    {
        if (Task.ClosedBy == Viewer.Id.ToString() || Form is not { } form)
        {
            return RedirectToPage(new { id });
        }

        Leftovers = [.. form.Fields.Select(f => (f.Field.Label, f.Words)).Where(l => l.Words.Length > 0)];
        return Page();
    }

    private IActionResult After(TaskResult result, Guid id, string done, bool stay = false)
    {
        switch (result)
        {
            case TaskResult.Done:
                Tell(done);
                return stay ? RedirectToPage(new { id }) : LocalRedirect("/");
            case TaskResult.AlreadyDone:
                return LeftOver(id);
            case TaskResult.NotFound:
                return NotFound();
            case TaskResult.NotAllowed refused:
                _errors["outcome"] = refused.Why;
                return Page();
            case TaskResult.Invalid wrong:
                foreach (var (field, message) in wrong.Errors)
                {
                    _errors[field.Length == 0 ? "outcome" : field] = message;
                }

                return Page();
            default:
                throw new NotSupportedException(result.GetType().Name);
        }
    }

    private List<(string Label, string Value)> FactsOf(TrajectoryView view)
    {
        var facts = new List<(string, string)> { ("Geboren", When.Long(view.File.Child.BirthDate)), ("Woont in", view.File.Child.Municipality) };
        if (!Viewer.ZonesOf(view.File).Contains(FieldZones.Health))
        {
            return facts;
        }

        if (view.File.Health.Ggr is { } ggr)
        {
            facts.Add(("GGR", CareCodes.ToCode(ggr)));
        }

        if (view.File.NewestMeasurement is { } measured)
        {
            facts.Add(("Laatst gemeten", FormattableString.Invariant($"{Number(measured.HeightCm)} cm en {Number(measured.WeightKg)} kg op {When.Long(measured.On)}")));
        }

        return facts;
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',');
}
