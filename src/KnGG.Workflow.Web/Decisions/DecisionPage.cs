using KnGG.Workflow.Care;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Decisions;

/// <summary>One decision of a file: what, by which rule as it was then, from what, and who had the last word.</summary>
internal sealed class DecisionPage(Viewer viewer, TrajectoryQuery trajectories, StepDatabase database, FileLabels labels) : AppPage(viewer)
{
    internal Guid TrajectoryId { get; private set; }

    internal string Child { get; private set; } = "";

    internal FiledDecision Decision { get; private set; } = null!;

    internal DecisionText Text { get; private set; } = DecisionText.Empty;

    internal RuleText? Rule { get; private set; }

    internal string AppliedBy { get; private set; } = "";

    internal IReadOnlyList<FiledDecision> Others { get; private set; } = [];

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public IActionResult OnGet(Guid id, string soort, int nummer)
    {
        // The same zone as the trajectory page asks for these facts: a decision tells about health and family.
        if (trajectories.Find(id, Viewer.Id, Viewer.Actor, seesProcess: false, "besluit " + soort) is not { } view || !Viewer.ZonesOf(view.File).Contains(FieldZones.Health))
        {
            return NotFound();
        }

        var all = DecisionList.Of(view.File);
        if (all.FirstOrDefault(d => d.Kind == soort && d.Number == nummer) is not { } decision)
        {
            return NotFound();
        }

        TrajectoryId = id;
        Child = labels.Of(id, view.GivenName, view.File.Child.BirthDate);
        Decision = decision;
        Text = DecisionText.Of(decision.Json);
        Rule = RuleCatalogue.Find(decision.Rule);
        Others = [.. all.Where(d => d.Kind == soort && d.Title == decision.Title && d.Number != nummer).OrderByDescending(d => d.Number)];
        _names = database.Read(transaction => (IReadOnlyDictionary<string, string>)decision.Words.Select(w => w.By).Append(decision.By).Distinct()
            .ToDictionary(b => b, b => Guid.TryParse(b, out var account) ? HeldRoleList.Account(transaction, account)?.DisplayName ?? "een collega" : "het systeem"));
        AppliedBy = NameOf(decision.By);
        return Page();
    }

    internal string NameOf(string account) => _names.GetValueOrDefault(account, "het systeem");

    internal string UrlOf(FiledDecision decision) => FormattableString.Invariant($"/trajecten/{TrajectoryId}/besluiten/{decision.Kind}/{decision.Number}");
}
