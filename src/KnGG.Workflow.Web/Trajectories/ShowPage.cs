using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Families;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Repairs;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Decisions;
using KnGG.Workflow.Web.Layout;
using KnGG.Workflow.Web.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace KnGG.Workflow.Web.Trajectories;

/// <summary>One trajectory: where it is, what is to be done, what happened, who takes part.</summary>
internal sealed class ShowPage(Viewer viewer, TrajectoryQuery trajectories, TrajectoryDesk desk, FileLabels labels, PayerFacts payers, FamilyDesk families,
    StuckList stuck, RepairDesk repairs, ServiceClock clock) : AppPage(viewer)
{
    /// <summary>So many days of the story stand open; the rest is one click away.</summary>
    internal const int RecentDays = 5;

    internal TrajectoryView View { get; private set; } = null!;

    internal IReadOnlyList<StoryDay> Days { get; private set; } = [];

    internal DateTimeOffset Now => clock.Now;

    internal string Label => View.IsPseudonymous ? "Traject " + FileLabels.Pseudonym(View.File.Id) : labels.Of(View.File.Id, View.GivenName, View.File.Child.BirthDate);

    internal string Subtitle => View.IsPseudonymous
        ? View.File.Child.Municipality
        : $"{(View.File.Child.Sex == Care.Measurements.Sex.Male ? "Jongen" : "Meisje")}, geboren {When.Long(View.File.Child.BirthDate)}, {View.File.Child.Municipality}";

    internal string Owner => View.File.Owner is { } owner ? $"{RoleNames.Of(owner.Role)} ({OrganisationOf(owner.OrganisationId)})" : "niemand: het traject is afgesloten";

    internal string Ggr => View.File.Health.Ggr is { } ggr
        ? CareCodes.ToCode(ggr) + View.File.Health.GgrStatus switch { "confirmed" => ", vastgesteld", "overridden" => ", anders vastgesteld", "provisional" => ", voorlopig", _ => ", voorstel" }
        : View.File.Health.Proposal is { Possible.Count: > 1 } open ? Words.Join([.. open.Possible.Select(CareCodes.ToCode)], "of") + ", nog open" : "nog niet bekend";

    internal string? GgrReason => View.File.Health.Verdicts.Count > 0 && View.File.Health.Verdicts[^1].Reason is { Length: > 0 } said
        ? said
        : View.File.Health.Proposal is { } proposal ? $"{proposal.Reason} ({proposal.Source})" : null;

    internal string? RouteCode => View.File.Social.Route is { } route ? CareCodes.ToCode(route.Route) : null;

    internal IReadOnlyList<(string Component, string Payer)> Payers =>
        [.. View.File.Health.Payers.GroupBy(p => p.Component).Select(g => g.Last()).Select(p => (Words.Component(p.Component), Words.Payer(p.Payer)))];

    internal IReadOnlyList<string> Unpaid => SeesHealth ? payers.Unpaid(View.File, When.Date(Now)) : [];

    internal string Insurer => payers.Insurer(View.File);

    internal IReadOnlyList<LimitStatus> Limits => SeesHealth ? payers.Limits(View.File, When.Date(Now)) : [];

    /// <summary>Why it is stuck, or null.</summary>
    internal StuckState? Stuck { get; private set; }

    /// <summary>What the viewer can do about it from here.</summary>
    internal IEnumerable<(string Code, string Name)> Repairs => StuckActions.Repairs.Where(r => Stuck?.Actions.Contains(r.Code) ?? false);

    /// <summary>The newest decision of each kind; older ones hang below it on its own page.</summary>
    internal IReadOnlyList<FiledDecision> Decisions => SeesHealth ? [.. DecisionList.Of(View.File).GroupBy(d => (d.Kind, d.Title)).Select(g => g.Last())] : [];

    /// <summary>Whether the viewer's role here reaches further than its own item of the plan.</summary>
    internal bool SeesHealth => !View.IsPseudonymous && Viewer.ZonesOf(View.File).Contains(Runtime.Forms.FieldZones.Health);

    /// <summary>Whether the viewer is the case owner, who decides about going back and closing.</summary>
    internal bool MayDirect => !View.IsPseudonymous && Viewer.IsOwnerOf(View.File);

    /// <summary>The family, for who works with the whole case; null for others.</summary>
    internal FamilyView? Family { get; private set; }

    internal string SiblingName(Sibling sibling) => labels.Of(sibling.TrajectoryId, sibling.GivenName, sibling.BirthDate);

    public IActionResult OnGet(Guid id)
    {
        if (!Load(id))
        {
            return NotFound();
        }

        Stuck = stuck.Of(id, Viewer.StuckReader) is { Cause: not null } state ? state : null;
        Family = View.IsPseudonymous ? null : families.Of(id, Viewer.Id, Viewer.Actor);
        var story = trajectories.Story(id, Viewer.Id, Viewer.Actor, Viewer.SeesProcess) ?? [];
        Days = [.. story.GroupBy(l => When.Date(l.At)).OrderByDescending(g => g.Key).Select(g => new StoryDay(g.Key, [.. g.OrderBy(l => l.At)]))];
        return Page();
    }

    public IActionResult OnPostReEnter(Guid id, int stap, string? reden) => Steer(
        id, () => desk.ReEnter(id, Viewer.Id, stap, reden ?? ""), "Het traject wordt opnieuw doorlopen. Het oude plan blijft te lezen.");

    public IActionResult OnPostClose(Guid id, string? reden) => Steer(
        id, () => desk.Close(id, Viewer.Id, reden ?? ""), "Het traject wordt afgesloten.");

    public IActionResult OnPostRepair(Guid id, string? actie)
    {
        if (!Load(id))
        {
            return NotFound();
        }

        if (StuckActions.Repairs.All(r => r.Code != actie))
        {
            Tell("Kies wat er moet gebeuren.");
            return RedirectToPage(new { id });
        }

        var wish = new RepairWish(actie!, [id], new StuckFilter());
        Tell(repairs.Start(wish, Viewer.StuckReader, Viewer.Actor) is null ? repairs.Preview(wish, Viewer.StuckReader, Viewer.Actor).Items[0].Text : "Het herstel is gestart.");
        return RedirectToPage(new { id });
    }

    public IActionResult OnPostSibling(Guid id, string? kenmerk) => AboutFamily(id, families.Link(id, kenmerk ?? "", Viewer.Id, Viewer.Actor), "De kinderen zijn aan elkaar gekoppeld.");

    public IActionResult OnPostUnlink(Guid id) => AboutFamily(id, families.Unlink(id, Viewer.Id, Viewer.Actor), "Dit kind is losgemaakt van het gezin.");

    public IActionResult OnPostAdult(Guid id, string? relatie, string? gezag, int huishouden) => AboutFamily(
        id, families.AddAdult(id, relatie ?? "", gezag switch { "ja" => true, "nee" => false, _ => null }, huishouden, Viewer.Id, Viewer.Actor), "De ouder of verzorger is toegevoegd.");

    public IActionResult OnPostRemoveAdult(Guid id, Guid ouder) => AboutFamily(id, families.RemoveAdult(id, ouder, Viewer.Id, Viewer.Actor), "De ouder of verzorger is weggehaald.");

    internal string OrganisationOf(Guid? id) => id is { } known && View.Organisations.TryGetValue(known, out var name) ? name : "nog geen organisatie";

    internal string WhoDoes(TaskRow task) => RoleNames.Of(task.Role) + (task.OrganisationId is { } organisation && View.Organisations.TryGetValue(organisation, out var name) ? $", {name}" : task.OrganisationId is null && task.PersonId is null ? ", nog niemand" : "");

    private IActionResult AboutFamily(Guid id, RegionResult result, string done)
    {
        if (result is RegionResult.NotFound or RegionResult.NotAllowed)
        {
            return NotFound();
        }

        Tell(result is RegionResult.Invalid wrong ? string.Join(" ", wrong.Errors.Select(e => e.Message)) : done);
        return RedirectToPage(null, null, new { id }, "gezin");
    }

    private IActionResult Steer(Guid id, Func<TrajectoryResult> act, string done)
    {
        if (!Load(id))
        {
            return NotFound();
        }

        switch (act())
        {
            case TrajectoryResult.NotFound:
                return NotFound();
            case TrajectoryResult.NotAllowed:
                return Forbid();
            case TrajectoryResult.Conflict conflict:
                Tell(conflict.Why);
                break;
            case TrajectoryResult.Invalid invalid:
                Tell(string.Join(" ", invalid.Errors.Select(e => e.Message)));
                break;
            default:
                Tell(done);
                break;
        }

        return RedirectToPage(new { id });
    }

    private bool Load(Guid id)
    {
        if (trajectories.Find(id, Viewer.Id, Viewer.Actor, Viewer.SeesProcess, "traject") is not { } view)
        {
            return false;
        }

        View = view;
        return true;
    }
}

/// <summary>What happened on one day.</summary>
internal sealed record StoryDay(DateOnly Date, IReadOnlyList<StoryLine> Lines);
