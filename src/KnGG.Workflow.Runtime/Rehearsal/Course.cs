using System.Globalization;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>The activities of one definition set by their node id in the draft, so that two runs speak of the same places.</summary>
internal sealed class DraftPlaces
{
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, bool IsContainer, ActivityNode Node)> _activities = new(StringComparer.Ordinal);

    public DraftPlaces(DefinitionSet set, DefinitionSet draft)
    {
        Map = NodeMap.Between(set, draft);
        foreach (var (node, type) in set.AllNodes())
        {
            // What the draft does not have keeps a place of its own, that no activity of the draft can take.
            var place = Map.Anywhere(node.NodeId) ?? "-" + node.NodeId;
            _places[node.NodeId] = place;
            _activities[place] = (node.DisplayName is { Length: > 0 } name ? name : node.Id, type.IsContainer || node.WorkflowDefinitionId is not null, node);
        }
    }

    public NodeMap Map { get; }

    public string Of(string nodeId) => _places.GetValueOrDefault(nodeId, nodeId);

    public string NameOf(string place) => _activities.TryGetValue(place, out var activity) ? activity.Name : "de workflow";

    public bool IsContainer(string place) => _activities.TryGetValue(place, out var activity) && activity.IsContainer;

    public ActivityNode? NodeOf(string place) => _activities.TryGetValue(place, out var activity) ? activity.Node : null;
}

/// <summary>A task as it was opened.</summary>
internal sealed record OpenedTask(string Title, string Role, Guid? Organisation, Guid? Person, DateTimeOffset? DueAt, string? Form);

/// <summary>A mail that a step wanted.</summary>
internal readonly record struct MailNote(string Template, string Stage, string Role);

/// <summary>One run of one activity.</summary>
internal sealed class Visit
{
    public required string Place { get; init; }

    /// <summary>Which run of that activity, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Place in the order of the whole course.</summary>
    public required int Order { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Its node id in the run itself.</summary>
    public required string NodeId { get; init; }

    public required string Type { get; init; }

    /// <summary>The outcomes by which it ended, or null.</summary>
    public string? Outcome { get; set; }

    /// <summary>When it ended or failed, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool Withdrawn { get; set; }

    public bool Failed { get; set; }

    public OpenedTask? Task { get; set; }

    /// <summary>Timers by name.</summary>
    public List<(string Name, DateTimeOffset Due)> Timers { get; } = [];

    public List<string> Children { get; } = [];

    public List<MailNote> Mails { get; } = [];
}

/// <summary>What happened to an instance, as far as a person would notice: what ran and how it ended, tasks, dates, mails, faults, the end.</summary>
internal sealed class Course
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Visit> _byExecution = [];
    private readonly HashSet<Guid> _waits = [];
    private readonly Dictionary<WaitKey, int> _keys = [];
    private readonly Dictionary<Guid, Visit> _byTask = [];

    public List<Visit> Visits { get; } = [];

    /// <summary>Mails that belong to no task, with when.</summary>
    public List<(MailNote Mail, DateTimeOffset At)> Mails { get; } = [];

    public WorkflowSubStatus Status { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>The waits that the last step opened.</summary>
    public List<(Guid Id, WaitKey Key, Bookmark Wait)> NewWaits { get; } = [];

    public void Add(StepResult result, DateTimeOffset at, DraftPlaces places)
    {
        LastAt = at;
        Status = result.State.SubStatus;
        foreach (var fact in result.Facts)
        {
            Add(fact, at, places);
        }

        foreach (var intent in result.Intents)
        {
            Add(intent, at);
        }

        NewWaits.Clear();
        foreach (var wait in result.State.Bookmarks)
        {
            if (_waits.Add(wait.Id))
            {
                var visit = _byExecution.GetValueOrDefault(wait.ActivityInstanceId);
                var key = Unique(new WaitKey(visit?.Place ?? "", visit?.Number ?? 0, wait.Kind, NameOf(wait)));
                NewWaits.Add((wait.Id, key, wait));
                Keep(visit, wait);
            }
        }
    }

    // The title of a task and the name of a child workflow may change: they are still the same wait.
    private static string NameOf(Bookmark wait) => wait.Kind is BookmarkKinds.Timer or BookmarkKinds.Event ? wait.Name ?? "" : "";

    // An activity that waits again for the same thing, and kept events, are told apart by their order.
    private WaitKey Unique(WaitKey key)
    {
        var times = _keys[key] = _keys.GetValueOrDefault(key) + 1;
        return times == 1 ? key : key with { Name = key.Name + "#" + times.ToString(CultureInfo.InvariantCulture) };
    }

    private static void Keep(Visit? visit, Bookmark wait)
    {
        if (visit is null)
        {
            return;
        }

        switch (wait.Kind)
        {
            case BookmarkKinds.Timer:
                visit.Timers.Add((wait.Name ?? "", wait.DueAt ?? default));
                break;
            case BookmarkKinds.Task:
                visit.Task ??= new OpenedTask(wait.Name ?? "", "", null, null, null, null);
                break;
            case BookmarkKinds.Child:
                visit.Children.Add(wait.Name ?? "");
                break;
        }
    }

    private void Add(Fact fact, DateTimeOffset at, DraftPlaces places)
    {
        if (fact is ActivityStarted)
        {
            var place = places.Of(fact.NodeId);
            var number = _numbers[place] = _numbers.GetValueOrDefault(place) + 1;
            var visit = new Visit { Place = place, Number = number, Order = Visits.Count, At = at, NodeId = fact.NodeId, Type = fact.Type };
            Visits.Add(visit);
            _byExecution[fact.ActivityInstanceId] = visit;
            return;
        }

        if (_byExecution.TryGetValue(fact.ActivityInstanceId, out var known))
        {
            switch (fact)
            {
                case ActivityCompleted completed:
                    known.Outcome = string.Join(", ", completed.Outcomes);
                    known.EndedAt = at;
                    break;
                case ActivityCanceled:
                    known.Withdrawn = true;
                    break;
                case ActivityFaulted:
                    known.Failed = true;
                    break;
            }
        }
    }

    private void Add(Intent intent, DateTimeOffset at)
    {
        switch (intent)
        {
            case OpenHumanTask task when Find(task.NodeId, at) is { } visit:
                visit.Task = new OpenedTask(task.Title, task.Role, task.OrganisationId, task.PersonId, task.DueAt, task.Form);
                _byTask[task.TaskId] = visit;
                break;
            case SendMail { TaskId: { } id } mail when _byTask.TryGetValue(id, out var visit):
                visit.Mails.Add(new MailNote(mail.Template, mail.Stage, mail.Role));
                break;
            case SendMail mail:
                Mails.Add((new MailNote(mail.Template, mail.Stage, mail.Role), at));
                break;
        }
    }

    // The newest run of the activity in this step that has no task yet.
    private Visit? Find(string nodeId, DateTimeOffset at) => Visits.FindLast(v => v.NodeId == nodeId && v.At == at && v.Task is null);
}
