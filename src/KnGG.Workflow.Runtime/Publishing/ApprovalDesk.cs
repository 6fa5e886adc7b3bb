using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>A draft that waits for a second pair of eyes.</summary>
/// <param name="Request">The request.</param>
/// <param name="Draft">The draft.</param>
/// <param name="Published">The version that is published now, or null.</param>
/// <param name="AskedBy">Name of who asked.</param>
/// <param name="ChangedBy">Name of who changed it last.</param>
/// <param name="WhyNot">Why this reader may not decide, in Dutch; null when the reader may.</param>
/// <param name="IsOwn">Whether the reader asked, and may take it back.</param>
public sealed record WaitingDraft(PublishApprovalRow Request, DefinitionRow Draft, DefinitionRow? Published, string AskedBy, string ChangedBy, string? WhyNot, bool IsOwn);

/// <summary>A request that was decided.</summary>
/// <param name="Request">The request.</param>
/// <param name="Name">Name of the definition.</param>
/// <param name="AskedBy">Name of who asked.</param>
/// <param name="DecidedBy">Name of who decided.</param>
public sealed record DecidedDraft(PublishApprovalRow Request, string Name, string AskedBy, string DecidedBy);

/// <summary>What the page about publishing shows.</summary>
/// <param name="IsOn">Whether publishing takes two people.</param>
/// <param name="Waiting">What waits, the oldest first.</param>
/// <param name="Decided">The last that were decided, the newest first.</param>
public sealed record ApprovalView(bool IsOn, IReadOnlyList<WaitingDraft> Waiting, IReadOnlyList<DecidedDraft> Decided);

/// <summary>
/// Where another coordinator looks at a draft before it goes live. Whoever asked, and whoever changed the draft last, cannot agree with it:
/// together with the approver those are always two people.
/// </summary>
public sealed class ApprovalDesk
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 500;

    private const int MostDecided = 20;

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly Publisher _publisher;

    /// <summary>Made by dependency injection.</summary>
    public ApprovalDesk(StepDatabase database, ServiceClock clock, Publisher publisher)
    {
        _database = database;
        _clock = clock;
        _publisher = publisher;
    }

    /// <summary>What waits and what was decided, for this reader.</summary>
    public ApprovalView Read(Guid account)
    {
        var now = _clock.Now;
        return _database.Read(t =>
        {
            var names = new AccountNames(t);
            string Name(string? id) => names.Of(id ?? "") ?? "het systeem";
            return new ApprovalView(
                FourEyes.IsOn(t, now),
                [
                    .. PublishApprovalRows.Waiting(t).Select(request =>
                    {
                        var draft = DefinitionRows.Find(t, request.VersionId)!;
                        return new WaitingDraft(
                            request, draft, DefinitionRows.Published(t, request.DefinitionId), Name(request.AskedBy), Name(draft.ChangedBy),
                            WhyNot(t, request, draft, account), request.AskedBy == account.ToString());
                    }),
                ],
                [
                    .. PublishApprovalRows.Decided(t, MostDecided).Select(request => new DecidedDraft(
                        request, DefinitionRows.Find(t, request.VersionId)?.Name ?? request.DefinitionId, Name(request.AskedBy), Name(request.DecidedBy))),
                ]);
        });
    }

    /// <summary>Switches the second pair of eyes on or off for the whole service; the administrator's.</summary>
    public ApprovalResult Switch(bool on, Guid account)
    {
        var now = _clock.Now;
        return _database.Write<ApprovalResult>(t =>
        {
            if (!FourEyes.IsAdministrator(t, account))
            {
                return new ApprovalResult.NotAllowed("Alleen de beheerder zet publiceren met vier ogen aan of uit.");
            }

            if (FourEyes.IsOn(t, now) != on)
            {
                FourEyes.Switch(t, on, account.ToString(), now);
            }

            return new ApprovalResult.Done();
        });
    }

    /// <summary>Agrees with a draft and publishes it, in one transaction.</summary>
    /// <param name="id">The request.</param>
    /// <param name="approver">Who agrees: a coordinator, not who asked, and not who changed the draft last.</param>
    public ApprovalResult Approve(Guid id, Actor approver)
    {
        ArgumentNullException.ThrowIfNull(approver);
        var now = _clock.Now;
        return OnWaiting(id, approver, (t, request) =>
        {
            PublishApprovalRows.Decide(t, id, ApprovalState.Approved, approver.Id, now, reason: null);
            if (_publisher.PublishLatest(t, request.DefinitionId, approver, now) is PublishResult.Refused refused)
            {
                PublishApprovalRows.Decide(t, id, ApprovalState.Waiting, by: null, at: null, reason: null);
                return new ApprovalResult.NotPublished(refused.Problems);
            }

            return new ApprovalResult.Done();
        });
    }

    /// <summary>Says no to a draft. The same content is refused from then on; a changed draft can be asked again.</summary>
    /// <param name="id">The request.</param>
    /// <param name="reason">Why, for whoever asked.</param>
    /// <param name="approver">Who says no.</param>
    public ApprovalResult Refuse(Guid id, string reason, Actor approver)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(approver);
        var words = reason.Trim();
        var now = _clock.Now;
        return OnWaiting(id, approver, (t, _) =>
        {
            if (words.Length is 0 or > LongestReason)
            {
                return new ApprovalResult.NotAllowed($"Schrijf op waarom u het concept afkeurt, in hoogstens {LongestReason} tekens.");
            }

            PublishApprovalRows.Decide(t, id, ApprovalState.Refused, approver.Id, now, words);
            return new ApprovalResult.Done();
        });
    }

    /// <summary>Takes back what this person asked. The draft stays, and can be asked again.</summary>
    public ApprovalResult Withdraw(Guid id, Guid account)
    {
        var now = _clock.Now;
        return _database.Write<ApprovalResult>(t =>
        {
            if (Waiting(t, id) is not { } request)
            {
                return new ApprovalResult.NotFound();
            }

            if (request.AskedBy != account.ToString())
            {
                return new ApprovalResult.NotAllowed("Alleen wie het vroeg, trekt de vraag in.");
            }

            PublishApprovalRows.Decide(t, id, ApprovalState.Withdrawn, account.ToString(), now, reason: null);
            return new ApprovalResult.Done();
        });
    }

    private ApprovalResult OnWaiting(Guid id, Actor approver, Func<StepTransaction, PublishApprovalRow, ApprovalResult> decide) => _database.Write(t =>
        Waiting(t, id) is not { } request ? new ApprovalResult.NotFound()
        : WhyNot(t, request, DefinitionRows.Find(t, request.VersionId)!, Guid.TryParse(approver.Id, out var account) ? account : Guid.Empty) is { } why ? new ApprovalResult.NotAllowed(why)
        : decide(t, request));

    private static PublishApprovalRow? Waiting(StepTransaction transaction, Guid id) => PublishApprovalRows.Waiting(transaction).Find(r => r.Id == id);

    private static string? WhyNot(StepTransaction transaction, PublishApprovalRow request, DefinitionRow draft, Guid account) =>
        !FourEyes.IsCoordinator(transaction, account) ? "Alleen een ketenontwerper keurt een concept goed of af."
        : request.AskedBy == account.ToString() ? "U vroeg dit zelf. Een andere ketenontwerper kijkt het na."
        : draft.ChangedBy == account.ToString() ? "U wijzigde dit concept als laatste. Een andere ketenontwerper kijkt het na."
        : null;
}
