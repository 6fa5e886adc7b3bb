using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Web.Rules;

namespace KnGG.Workflow.Web.Decisions;

/// <summary>Somebody's word about a decision: confirmed, or decided otherwise and why.</summary>
/// <param name="What">What was decided.</param>
/// <param name="Why">The reason, or empty.</param>
/// <param name="By">Account, or <c>system</c>.</param>
/// <param name="Role">Role, or null.</param>
/// <param name="At">When.</param>
internal sealed record Word(string What, string Why, string By, string? Role, DateTimeOffset At);

/// <summary>A stored decision of a file.</summary>
/// <param name="Kind">Kind in the address: ggr, route, betaler, kinder-gli, toestemming, terugval.</param>
/// <param name="Number">Place among its kind, from 1.</param>
/// <param name="Title">What was decided about.</param>
/// <param name="Outcome">What was decided, in a few words.</param>
/// <param name="Sentence">The sentence of the rule.</param>
/// <param name="Rule">Rule id and version, or empty.</param>
/// <param name="Source">Paragraph, or empty.</param>
/// <param name="On">The local date.</param>
/// <param name="By">Who applied the rule.</param>
/// <param name="Json">The whole decision, or empty.</param>
internal sealed record FiledDecision(string Kind, int Number, string Title, string Outcome, string Sentence, string Rule, string Source, DateOnly On, string By, string Json)
{
    /// <summary>What people said about it afterwards.</summary>
    internal IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>Until which day it held, or null.</summary>
    internal DateOnly? Until { get; init; }
}

/// <summary>Every decision that a file holds, as it was stored. Nothing is computed again: an old decision stands with its old rule.</summary>
internal static class DecisionList
{
    internal static IReadOnlyList<FiledDecision> Of(TrajectoryFile file) =>
        [.. Ggr(file), .. Routes(file), .. Payers(file), .. Checks("kinder-gli", "Voorwaarden kinder-GLI", file.Health.GliChecks, h => h switch { true => "voldoet", false => "voldoet niet", _ => "nog niet bekend" }, []),
            .. Consents(file), .. Checks("terugval", "Controle op terugval", file.Health.RelapseChecks, h => h switch { true => "mogelijk terugval", false => "op koers", _ => "niet te bepalen" }, RelapseWords(file))];

    private static IEnumerable<FiledDecision> Ggr(TrajectoryFile file)
    {
        IReadOnlyList<GgrProposal> proposals = file.Health.Proposal is { } newest ? [.. file.Health.EarlierProposals, newest] : file.Health.EarlierProposals;
        for (var i = 0; i < proposals.Count; i++)
        {
            var proposal = proposals[i];
            var from = i == 0 ? DateTimeOffset.MinValue : proposal.At;
            var until = i + 1 < proposals.Count ? proposals[i + 1].At : DateTimeOffset.MaxValue;
            yield return new FiledDecision(
                "ggr", i + 1, "GGR", Rules.Words.Join([.. proposal.Possible.Select(CareCodes.ToCode)], "of"), proposal.Reason, proposal.Rule, proposal.Source, Date(proposal.At), "system", proposal.Decision.Text ?? "")
            {
                Words = [.. file.Health.Verdicts.Where(v => v.At >= from && v.At < until).Select(v => new Word(
                    v.Status switch { "overridden" => "Anders vastgesteld: ", "provisional" => "Voorlopig vastgesteld: ", _ => "Vastgesteld: " } + CareCodes.ToCode(v.Ggr), v.Reason, v.By, v.Role, v.At))],
            };
        }
    }

    private static IEnumerable<FiledDecision> Routes(TrajectoryFile file) => file.Social.Routes.Select((r, i) => new FiledDecision(
        "route", i + 1, "Route", Rules.Words.Route(CareCodes.ToCode(r.Route)) + (r.Provisional ? " (voorlopig)" : ""), r.Reason, r.Rule, r.Source, Date(r.At), r.By, r.Decision.Text ?? ""));

    private static IEnumerable<FiledDecision> Payers(TrajectoryFile file) => file.Health.Payers.Select((p, i) => new FiledDecision(
        "betaler", i + 1, "Betaler van " + Rules.Words.Component(p.Component), Rules.Words.Payer(p.Payer), p.Reason, p.Rule, "", p.From, p.By, p.Decision.Text ?? "") { Until = p.Until });

    private static IEnumerable<FiledDecision> Consents(TrajectoryFile file) => file.Process.Consents.Select((c, i) => new FiledDecision(
        "toestemming", i + 1, "Delen met " + Layout.RoleNames.Of(c.RecipientRole), c.Given ? "mag" : "mag niet", c.Reason, c.Rule, "", c.On, c.RecordedBy, "")
    {
        Until = c.WithdrawnOn,
        Words = [],
    });

    private static IEnumerable<FiledDecision> Checks(string kind, string title, IReadOnlyList<RuleNote> notes, Func<bool?, string> outcome, IReadOnlyList<Word> words) => notes.Select((n, i) => new FiledDecision(
        kind, i + 1, title, outcome(n.Holds), n.Reason, n.Rule, n.Source, Date(n.At), n.By, n.Decision.Text ?? "")
    {
        Words = [.. words.Where(w => w.At >= n.At && (i + 1 == notes.Count || w.At < notes[i + 1].At))],
    });

    private static IReadOnlyList<Word> RelapseWords(TrajectoryFile file) =>
        [.. file.Health.Answers.Where(a => a.Form == "terugval-besluit").Select(a => new Word("Besluit van de professional", DecisionText.TextOf(a.Values.Text, "reason"), a.By, null, a.At))];

    private static DateOnly Date(DateTimeOffset at) => Layout.When.Date(at);
}
