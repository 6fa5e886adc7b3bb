using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>Compares the recorded course of an instance with that through the draft, and says in Dutch what differs.</summary>
internal sealed class CourseComparison
{
    private const string ReminderTimer = "reminder";
    private const string LateTimer = "late";

    private readonly RecordedRun _recorded;
    private readonly RehearsedRun _rehearsed;
    private readonly DraftPlaces _before;
    private readonly DraftPlaces _after;
    private readonly List<CourseDifference> _found = [];

    private CourseComparison(RecordedRun recorded, RehearsedRun rehearsed, DraftPlaces before, DraftPlaces after) =>
        (_recorded, _rehearsed, _before, _after) = (recorded, rehearsed, before, after);

    public static IReadOnlyList<CourseDifference> Of(RecordedRun recorded, RehearsedRun rehearsed, DraftPlaces before, DraftPlaces after)
    {
        var comparison = new CourseComparison(recorded, rehearsed, before, after);
        comparison.Compare();
        return
        [
            .. comparison._found.GroupBy(d => (d.Kind, d.Sentence)).Select(g => g.OrderBy(d => d.At).First() with { Times = g.Count() })
                .OrderBy(d => d.Kind).ThenBy(d => d.At).ThenBy(d => d.Sentence, StringComparer.Ordinal),
        ];
    }

    private void Compare()
    {
        var after = _rehearsed.Course.Visits.ToDictionary(v => (v.Place, v.Number));
        var both = new List<(Visit Before, Visit After)>();
        foreach (var visit in _recorded.Course.Visits)
        {
            if (after.Remove((visit.Place, visit.Number), out var same))
            {
                both.Add((visit, same));
                Visits(visit, same);
            }
            else if (IsKnown(visit.At))
            {
                Add(DifferenceKind.StepGone, _before, visit, IsTask(visit) ? $"Taak '{Title(visit, _before)}' vervalt." : $"Stap '{_before.NameOf(visit.Place)}' vervalt.");
            }
        }

        foreach (var visit in after.Values)
        {
            Add(DifferenceKind.StepNew, _after, visit, IsTask(visit) ? $"Taak '{Title(visit, _after)}' komt erbij." : $"Stap '{_after.NameOf(visit.Place)}' komt erbij.");
            if (visit.Failed)
            {
                Add(DifferenceKind.Fault, _after, visit, $"Bij '{_after.NameOf(visit.Place)}' gaat iets mis.");
            }
        }

        Order(both);
        LooseMails();
        End();
    }

    private void Visits(Visit before, Visit after)
    {
        var name = _after.NameOf(after.Place);
        if (after.Failed && !before.Failed)
        {
            Add(DifferenceKind.Fault, _after, after, $"Bij '{name}' gaat iets mis.");
        }
        else if (before.Failed && !after.Failed && after.Outcome is not null)
        {
            Add(DifferenceKind.Fault, _after, after, $"Bij '{name}' gaat het niet meer mis.");
        }
        else if (before.Outcome != after.Outcome && (after.Outcome is not null || IsKnown(before.EndedAt ?? before.At)))
        {
            Outcome(before, after, name);
        }

        Task(before, after, name);
        Timers(before, after, name);
        Children(before, after, name);
        var reminded = before.Timers.Exists(t => t.Name == ReminderTimer) == after.Timers.Exists(t => t.Name == ReminderTimer);
        Mails(before.Mails, after.Mails, m => m.Stage != ReminderTimer || reminded ? Known(before, after) : false, name, after);
    }

    private void Outcome(Visit before, Visit after, string name)
    {
        var sentence = (before.Outcome, after.Outcome) switch
        {
            ({ } was, { } now) => $"'{name}' eindigt met '{now}' in plaats van '{was}'.",
            (null, { } now) => $"'{name}' wordt nu afgerond, met '{now}'.",
            _ when after.Withdrawn => $"'{name}' wordt ingetrokken in plaats van afgerond.",
            _ => $"'{name}' wordt niet meer afgerond.",
        };
        Add(DifferenceKind.Outcome, _after, after, sentence);
    }

    private void Task(Visit before, Visit after, string name)
    {
        if (before.Task is not { } was || after.Task is not { } now)
        {
            if (before.Task is null != after.Task is null)
            {
                Add(after.Task is null ? DifferenceKind.StepGone : DifferenceKind.StepNew, _after, after, after.Task is null ? $"Bij '{name}' komt geen taak meer." : $"Bij '{name}' komt een taak.");
            }

            return;
        }

        if (was.Title != now.Title)
        {
            Add(DifferenceKind.Text, _after, after, $"Taak '{was.Title}' heet nu '{now.Title}'.");
        }

        if (was.Form != now.Form)
        {
            Add(DifferenceKind.Text, _after, after, $"Taak '{now.Title}' krijgt een ander formulier.");
        }

        if (was.Role != now.Role)
        {
            Add(DifferenceKind.Role, _after, after, $"Taak '{now.Title}' gaat naar rol {now.Role} in plaats van {was.Role}.");
        }
        else if (was.Organisation != now.Organisation || was.Person != now.Person)
        {
            Add(DifferenceKind.Role, _after, after, $"Taak '{now.Title}' gaat naar iemand anders met rol {now.Role}.");
        }

        if (IsOtherTerm(before, after, was.DueAt, now.DueAt))
        {
            Add(DifferenceKind.Term, _after, after, TermWords.Sentence(name, before.At, was.DueAt, after.At, now.DueAt, _before.NodeOf(before.Place), _after.NodeOf(after.Place)));
        }
    }

    private void Timers(Visit before, Visit after, string name)
    {
        var left = after.Timers.ToList();
        foreach (var (timer, due) in before.Timers)
        {
            var place = left.FindIndex(t => t.Name == timer);
            if (place < 0)
            {
                if (timer == ReminderTimer)
                {
                    Add(DifferenceKind.Reminder, _after, after, $"Herinnering voor '{name}' vervalt.");
                }
                else if (timer != LateTimer || after.Task?.DueAt == before.Task?.DueAt)
                {
                    Add(DifferenceKind.Term, _after, after, timer == LateTimer ? $"Bij '{name}' gebeurt er niets meer als het te laat is." : $"Bij '{name}' wordt niet meer op een datum gewacht.");
                }

                continue;
            }

            var now = left[place].Due;
            left.RemoveAt(place);
            if (!IsOtherTerm(before, after, due, now))
            {
                continue;
            }

            if (timer == ReminderTimer)
            {
                Add(DifferenceKind.Reminder, _after, after, $"Herinnering voor '{name}' komt op een ander moment.");
            }
            else if (timer != LateTimer)
            {
                Add(DifferenceKind.Term, _after, after, TermWords.Sentence(name, before.At, due, after.At, now, _before.NodeOf(before.Place), _after.NodeOf(after.Place)));
            }
        }

        foreach (var (timer, _) in left)
        {
            if (timer == ReminderTimer)
            {
                Add(DifferenceKind.Reminder, _after, after, $"Herinnering voor '{name}' komt erbij.");
            }
            else if (timer != LateTimer || before.Task?.DueAt == after.Task?.DueAt)
            {
                Add(DifferenceKind.Term, _after, after, timer == LateTimer ? $"Bij '{name}' gebeurt er nu iets als het te laat is." : $"Bij '{name}' wordt nu op een datum gewacht.");
            }
        }
    }

    private void Children(Visit before, Visit after, string name)
    {
        foreach (var gone in before.Children.Except(after.Children).Where(_ => Known(before, after)))
        {
            Add(DifferenceKind.Child, _after, after, $"Bij '{name}' start '{gone}' niet meer.");
        }

        foreach (var added in after.Children.Except(before.Children))
        {
            Add(DifferenceKind.Child, _after, after, $"Bij '{name}' start '{added}'.");
        }
    }

    private void LooseMails()
    {
        var moment = _recorded.Course.Visits.Count > 0 ? _recorded.Course.Visits[0] : null;
        if (moment is null)
        {
            return;
        }

        var before = _recorded.Course.Mails.Where(m => IsKnown(m.At)).Select(m => m.Mail).ToList();
        Mails(before, [.. _rehearsed.Course.Mails.Select(m => m.Mail)], _ => true, "", moment);
    }

    private void Mails(IReadOnlyList<MailNote> before, IReadOnlyList<MailNote> after, Func<MailNote, bool> counts, string name, Visit at)
    {
        var about = name.Length == 0 ? "" : $" over '{name}'";
        foreach (var mail in before.Union(after).Where(counts))
        {
            var change = after.Count(m => m == mail) - before.Count(m => m == mail);
            if (change != 0)
            {
                var words = $"Mail '{mail.Template}' aan rol {mail.Role}{about}";
                Add(DifferenceKind.Mail, _after, at, change < 0 ? words + " vervalt." : words + " komt erbij.", isLoose: name.Length == 0);
            }
        }
    }

    // Those that keep their place form the longest run that both courses have in the same order; the others have moved.
    private void Order(List<(Visit Before, Visit After)> both)
    {
        var steps = both.Where(b => !_after.IsContainer(b.After.Place)).ToList();
        var kept = Longest([.. steps.Select(s => s.After.Order)]);
        var byOrder = steps.Select(s => s.After).OrderBy(v => v.Order).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (kept[i])
            {
                continue;
            }

            var at = byOrder.IndexOf(steps[i].After);
            var name = _after.NameOf(steps[i].After.Place);
            Add(DifferenceKind.Order, _after, steps[i].After, at == 0 ? $"'{name}' komt nu als eerste." : $"'{name}' komt nu na '{_after.NameOf(byOrder[at - 1].Place)}'.");
        }
    }

    private static bool[] Longest(int[] orders)
    {
        var ends = new List<int>();
        var previous = new int[orders.Length];
        for (var i = 0; i < orders.Length; i++)
        {
            int low = 0, high = ends.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = orders[ends[middle]] < orders[i] ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[low] = i;
            }
        }

        var kept = new bool[orders.Length];
        for (var at = ends.Count > 0 ? ends[^1] : -1; at >= 0; at = previous[at])
        {
            kept[at] = true;
        }

        return kept;
    }

    private void End()
    {
        var (was, now) = (_recorded.Course.Status, _rehearsed.Course.Status);
        if (was == now || _rehearsed.Stopped is not null)
        {
            return;
        }

        var sentence = now switch
        {
            WorkflowSubStatus.Finished => "De workflow is dan klaar.",
            WorkflowSubStatus.Cancelled => "De workflow wordt dan gestopt.",
            WorkflowSubStatus.Faulted => "De workflow staat dan stil door een storing.",
            _ => "De workflow is dan nog niet klaar.",
        };
        _found.Add(new CourseDifference(DifferenceKind.End, sentence, "", _rehearsed.Course.LastAt, 1));
    }

    // When everything began at another moment, a date moves along: that is no difference of its own, unless the activity was changed.
    private bool IsOtherTerm(Visit before, Visit after, DateTimeOffset? was, DateTimeOffset? now)
    {
        if (was == now)
        {
            return false;
        }

        if (before.At == after.At || was is null || now is null)
        {
            return true;
        }

        return now - after.At != was - before.At && DefinitionDifference.InputsDiffer(_before.NodeOf(before.Place), _after.NodeOf(after.Place));
    }

    private bool Known(Visit before, Visit after) => IsKnown(before.At) || IsKnown(after.At);

    // After the point where the record says nothing more, what is missing says nothing either.
    private bool IsKnown(DateTimeOffset at) => _rehearsed.Stopped is not { } stop || at < stop.At;

    private static bool IsTask(Visit visit) => visit.Task is not null;

    private static string Title(Visit visit, DraftPlaces places) => visit.Task is { Title.Length: > 0 } task ? task.Title : places.NameOf(visit.Place);

    private void Add(DifferenceKind kind, DraftPlaces places, Visit visit, string sentence, bool isLoose = false)
    {
        if (kind is DifferenceKind.StepGone or DifferenceKind.StepNew && places.IsContainer(visit.Place))
        {
            // What is inside is reported by itself.
            return;
        }

        _found.Add(new CourseDifference(kind, sentence, isLoose ? "" : places.NameOf(visit.Place), visit.At, 1));
    }
}
