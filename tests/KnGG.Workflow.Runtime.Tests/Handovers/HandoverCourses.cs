using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Chain;

namespace KnGG.Workflow.Runtime.Tests.Handovers;

/// <summary>
/// Takes every course that a handover can take, from one moment of a story: each answer to each of its tasks, the receiver who only looks,
/// a term that passes because nobody is there, and what comes in from outside. The real definitions, activities and file rules run; two
/// courses that lead to the same state are one. After each action the state is held against what a handover promises.
/// </summary>
internal sealed partial class HandoverCourses
{
    private static readonly HashSet<string> Answering = ["Overdracht beantwoorden", "Overdracht: laten weten of u aanneemt"];
    private static readonly HashSet<string> OfHandover =
    [
        .. Answering, "Mag dit gedeeld worden?", "Overdracht klaarzetten", "Andere ontvanger?", "Contact tussen de professionals", "Eerste contact met het gezin",
        "Opnieuw vragen: is het nu een goed moment?", "Gezin niet bereikt: hoe verder?", "De overdracht lukt nu niet: hoe verder?", "Terug bij de JGZ: hoe verder?",
        "Verhuizing: wie neemt het over?", "Wisseling van CZV: wie neemt het over?", "Wisseling van domein: wie neemt het over?", "De CZV blijft regiehouder: afspraken maken", "De JGZ neemt het nu niet over: hoe verder?",
    ];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(string Name, int Stap)> _events;

    public HandoverCourses(params IReadOnlyList<(string Name, int Stap)> events) => _events = events;

    /// <summary>How many different states were reached.</summary>
    public int States => _seen.Count;

    /// <summary>How many actions were tried.</summary>
    public int Actions { get; private set; }

    /// <summary>Tries every course of at most this many actions; broken promises, each with the course that leads to it.</summary>
    public IReadOnlyList<string> Explore(Story from, int depth)
    {
        List<string> broken = [];
        var edge = new List<(Story Story, string Course)> { (from, "") };
        _seen.Add(Key(from));
        for (var step = 0; step < depth && edge.Count > 0 && broken.Count < 5; step++)
        {
            var next = new List<(Story, string)>();
            foreach (var (story, course) in edge)
            {
                foreach (var (name, act) in ActionsIn(story))
                {
                    Actions++;
                    var after = story.Copy();
                    act(after);
                    var how = $"{course} > {name}";
                    broken.AddRange(Broken(story, after, name).Select(b => b + " Verloop:" + how));
                    if (_seen.Add(Key(after)))
                    {
                        next.Add((after, how));
                    }
                }
            }

            edge = next;
        }

        return broken;
    }

    private IEnumerable<(string Name, Action<Story> Act)> ActionsIn(Story story)
    {
        foreach (var task in story.World.Tasks.Where(t => OfHandover.Contains(t.Title)).DistinctBy(t => (t.Title, t.Role, t.OrganisationId)))
        {
            foreach (var outcome in story.OutcomesOf(task))
            {
                foreach (var (words, fields) in FieldsOf(task, outcome, story))
                {
                    yield return ($"{task.Title}: {outcome}{words}", s => s.AnswerTask(s.World.Tasks.First(t => t.Id == task.Id), outcome, fields));
                }
            }
        }

        foreach (var handover in story.File.Process.Handovers.Where(h => h.State == HandoverState.Offered))
        {
            yield return ("Inzien", s => s.World.Apply([new Care.Trajectories.Writes.MoveHandover(handover.Id, HandoverState.Seen, "", null, s.World.Now, "ontvanger")]));
        }

        foreach (var (name, step) in _events.Where(e => story.World.Events.Any(w => w.Name == e.Name)))
        {
            yield return (name, s => s.Event(name, ("stap", step), ("reden", name == "afsluiten" ? "verhuisd" : "nieuw-inzicht")));
        }

        if (story.World.NextTimer is { } due)
        {
            yield return ("tijd", s =>
            {
                s.World.Now = due > s.World.Now ? due : s.World.Now;
                s.World.FireTimer();
                s.World.Drain();
            });
        }
    }

    // Only what makes a difference to the course; everything else as anybody would fill it in.
    private static IEnumerable<(string Words, (string, object)[] Fields)> FieldsOf(OpenTaskNote task, string outcome, Story story)
    {
        var random = new Random(1);
        var form = story.World.Care.Forms.Find(task.Form);
        List<(string Name, object Value)> fields = [.. (form?.Fields ?? [])
            .Where(f => f.Name is not ("declineReason" or "startsOn" or "organisatie" or "rol" or "given"))
            .Select(f => (f.Name, Value: AnyAnswer.To(f, random, story.Today, () => []))).Where(f => f.Value is not null).Select(f => (f.Name, f.Value!))];
        bool Has(string name) => form?.Field(name) is not null;
        if (Has("given"))
        {
            fields.Add(("given", outcome == "Niet delen" ? "no" : "yes"));
        }

        if (outcome == "Aannemen met wachttijd")
        {
            yield return (" over drie weken", [.. fields, ("startsOn", story.Today.AddDays(21))]);
            yield return (" vanaf vandaag", [.. fields, ("startsOn", story.Today)]);
        }
        else if (outcome == "Afwijzen")
        {
            yield return (" (vol)", [.. fields, ("declineReason", "vol")]);
        }
        else if (Has("organisatie"))
        {
            (string, object)[] role = Has("rol") ? [("rol", "czv")] : [];
            yield return (" (andere)", [.. fields, .. role, ("organisatie", Story.OtherCzv.ToString())]);
            yield return (" (geen naam)", [.. fields, .. role]);
        }
        else
        {
            yield return ("", [.. fields]);
        }
    }

    private static IEnumerable<string> Broken(Story before, Story after, string action)
    {
        var file = after.File;
        var owners = file.Process.Team.Where(m => m is { IsOwner: true, Until: null }).ToList();
        if (owners.Count != (file.IsOpen ? 1 : 0))
        {
            yield return $"Er zijn {owners.Count} regiehouders.";
        }

        foreach (var incident in after.Incidents)
        {
            yield return "Incident: " + incident + ".";
        }

        var moves = file.Process.Handovers.Where(h => before.File.Handover(h.Id)?.State != h.State).ToList();
        foreach (var taken in moves.Where(h => h is { State: HandoverState.Accepted, MovesOwner: true }))
        {
            if (owners.SingleOrDefault() is not { } now || (now.Role, now.OrganisationId) != (taken.ToRole, taken.ToOrganisation))
            {
                yield return "De ontvanger nam aan en is geen regiehouder.";
            }
        }

        var held = file.Process.Team.Where(m => m.Until is null && m.Role is "czv" or "jgz" && m.Until is null).GroupBy(m => m.Role).Where(g => g.Count() > 1).Select(g => g.Key);
        foreach (var role in held)
        {
            yield return $"De rol {role} is bij meer dan een organisatie.";
        }

        var silent = moves.Any(h => h.State == HandoverState.Completed && h.FromOrganisation == h.ToOrganisation);
        var mayMove = silent || action is "opnieuw-doorlopen" or "afsluiten" || moves.Any(h => h is { State: HandoverState.Accepted, MovesOwner: true });
        if (file.IsOpen && !mayMove && (before.File.Owner!.Role, before.File.Owner.OrganisationId) != (file.Owner!.Role, file.Owner.OrganisationId))
        {
            yield return "De regie ging over zonder dat iemand aannam.";
        }

        foreach (var declined in moves.Where(h => h.State == HandoverState.Declined))
        {
            var latest = DutchTime.ToInstant(after.World.Care.Calendar(after.Today).AddWorkingDays(after.Today, 1).Date, new TimeOnly(17, 0));
            var sender = file.Process.Team.Any(m => m.Until is null && m.Role == declined.FromRole && m.OrganisationId == declined.FromOrganisation);

            // A sender who has handed over the role meanwhile is followed by whoever has the case now.
            if (!after.World.Tasks.Any(t => t.Title == "Andere ontvanger?" && t.DueAt <= latest
                && ((t.Role == declined.FromRole && t.OrganisationId == declined.FromOrganisation) || !sender || (t.Role == file.Owner!.Role && t.OrganisationId == file.Owner.OrganisationId))))
            {
                yield return "Na de afwijzing heeft de gever geen taak binnen een werkdag.";
            }
        }

        var offers = file.Process.Handovers.Where(h => h.State is HandoverState.Offered or HandoverState.Seen).OrderBy(h => h.ToOrganisation).Select(h => (h.ToRole, h.ToOrganisation)).ToList();
        var questions = after.World.Tasks.Where(t => Answering.Contains(t.Title)).OrderBy(t => t.OrganisationId).Select(t => (t.Role!, t.OrganisationId)).ToList();
        if (!offers.SequenceEqual(questions))
        {
            yield return $"Er zijn {offers.Count} open aanbiedingen en {questions.Count} taken om te antwoorden.";
        }

        var waiting = file.Process.Handovers.Count(h => h.State == HandoverState.AcceptedLater);
        var clocks = Waits(after).Count(w => w.Kind == BookmarkKinds.Timer && w.NodeId.EndsWith("wacht-op-start", StringComparison.Ordinal));
        if (waiting != clocks)
        {
            yield return $"{waiting} overdrachten wachten op een startdatum, en er lopen {clocks} klokken.";
        }

        if (file.IsOpen)
        {
            foreach (var defect in after.Defects(When_people_answer_anything.Beside))
            {
                yield return defect + ".";
            }
        }
    }

    private static IEnumerable<Bookmark> Waits(Story story) => story.World.Instances.Where(i => i.State.Status == WorkflowStatus.Running).SelectMany(i => i.State.Bookmarks);

    // What decides about the future, with ids counted instead of named and moments in their order only.
    private static string Key(Story story)
    {
        var text = new StringBuilder();
        var file = story.File;
        text.Append(file.Process.Step).Append(file.Process.Phase).Append(file.IsOpen);
        foreach (var member in file.Process.Team.Where(m => m.Until is null).OrderBy(m => m.Role, StringComparer.Ordinal).ThenBy(m => m.OrganisationId))
        {
            text.Append(member.Role).Append(member.OrganisationId).Append(member.IsOwner);
        }

        foreach (var handover in file.Process.Handovers.Where(h => !h.IsEnd))
        {
            text.Append(handover.FromOrganisation).Append(handover.ToOrganisation).Append(handover.ToRole).Append(handover.State).Append(handover.Id);
        }

        foreach (var consent in file.Process.Consents.Where(c => c.WithdrawnOn is null).DistinctBy(c => (c.RecipientRole, c.Purpose)))
        {
            text.Append(consent.RecipientRole).Append(consent.Purpose).Append(consent.Given);
        }

        foreach (var instance in story.World.Instances.Where(i => i.State.Status == WorkflowStatus.Running))
        {
            text.Append(Moment().Replace(InstanceStateJson.Write(instance.State), "t"));
        }

        var bookmarks = Waits(story).ToDictionary(b => b.Id, b => b.NodeId + b.Name);
        foreach (var timer in story.World.Timers)
        {
            text.Append(bookmarks.GetValueOrDefault(timer.Bookmark));
        }

        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        return Id().Replace(text.ToString(), m =>
        {
            if (!ids.TryGetValue(m.Value, out var number))
            {
                ids.Add(m.Value, number = ids.Count.ToString(CultureInfo.InvariantCulture));
            }

            return number;
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d(T[0-9:.]+(Z|[+-]\d\d:\d\d))?")]
    private static partial Regex Moment();
}
