using System.Globalization;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Chain;

/// <summary>
/// One child's trajectory in memory, told step by step: somebody answers a task, an event comes in, time passes. An answer that the
/// form would refuse fails the test, so a story can only be told with forms that people could fill in.
/// </summary>
internal sealed class Story
{
    public static readonly Guid Jgz = new("10000000-0000-0000-0000-000000000001");
    public static readonly Guid Czv = new("10000000-0000-0000-0000-000000000002");
    public static readonly Guid OtherCzv = new("10000000-0000-0000-0000-000000000003");
    public static readonly Guid Huisarts = new("10000000-0000-0000-0000-000000000004");
    public static readonly Guid SportsClub = new("10000000-0000-0000-0000-000000000005");

    // A story that often ends says little about what follows.
    private static readonly HashSet<string> Ends = ["Nee", "Afsluiten", "Geen traject nodig", "Gezin stopt", "Stoppen", "Niet delen", "Voorstel: afsluiten", "Rust tot volgend JGZ-contact"];

    private static readonly string[] EventsFromOutside = ["opnieuw-doorlopen", "opnieuw-doorlopen", "toestemming-ingetrokken", "nieuw-signaal", "verhuisd", "wisseling-czv", "wisseling-domein", "pauze", "hervatten"];

    private readonly SimulationWorld _world;
    private readonly Guid _root;
    private readonly ChainFolder _folder;

    private Story(ChainFolder folder, TrajectoryFile file, DateTimeOffset start, IReadOnlyList<Coverage> coverage)
    {
        _folder = folder;
        var care = new CareSnapshot { File = file, Coverage = coverage, Forms = folder.Forms };
        _world = new SimulationWorld(folder.Find, PrimitiveActivities.Catalog.With(CareActivityCatalog.All), care, start);
        _root = _world.Start(folder.Root, ValueMap.Empty, file.Id.ToString(), Actor.System);
        _world.Drain();
    }

    private Story(ChainFolder folder, SimulationWorld world, Guid root) => (_folder, _world, _root) = (folder, world, root);

    /// <summary>The file as it stands.</summary>
    public TrajectoryFile File => _world.Care.File!;

    /// <summary>The same moment of the same story, from which another course can be taken.</summary>
    public Story Copy() => new(_folder, _world.Copy(), _root);

    /// <summary>The world in which it is told.</summary>
    public SimulationWorld World => _world;

    /// <summary>Titles of the open tasks.</summary>
    public IReadOnlyList<string> OpenTasks => [.. _world.Tasks.Select(t => t.Title)];

    /// <summary>The local date.</summary>
    public DateOnly Today => DutchTime.ToLocalDate(_world.Now);

    /// <summary>How the trajectory's own instance stands.</summary>
    public WorkflowSubStatus Status => _world.Instances.First(i => i.State.Id == _root).State.SubStatus;

    /// <summary>Whether nothing waits in any instance.</summary>
    public bool NothingWaits => _world.Instances.All(i => i.State.Status == WorkflowStatus.Finished) && _world.Tasks.Count == 0 && _world.Events.Count == 0 && _world.NextTimer is null;

    /// <summary>Every sentence of the journal, in order.</summary>
    public IReadOnlyList<string> Journal => [.. _world.Journal.Select(j => j.Line.Data["Text"].TextOrNull).OfType<string>()];

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<string> Incidents => [.. _world.Incidents.Select(i => $"{i.ActivityId}: {i.Message}")];

    /// <summary>A child that was born this long before the story starts.</summary>
    public static Story Of(int years = 7, int months = 3, ChainFolder? folder = null, bool czvInsideJgz = false, bool withCzv = true, DateTimeOffset? at = null)
    {
        var start = at ?? DutchTime.ToInstant(new DateOnly(2026, 9, 7), new TimeOnly(9, 0));
        var birth = DutchTime.ToLocalDate(start).AddYears(-years).AddMonths(-months);
        var child = new ChildFacts(new Guid("20000000-0000-0000-0000-000000000001"), birth, Sex.Female, "Voorbeeldstad", "");
        var file = TrajectoryFile.Open(new Guid("30000000-0000-0000-0000-000000000001"), child, "jgz", Jgz, start);
        List<Coverage> coverage = [new("jgz", Jgz), new("huisarts", Huisarts), new("aanbieder", SportsClub), new("klsc", SportsClub), new("verwijzer", Huisarts)];
        if (withCzv)
        {
            coverage.Add(new Coverage("czv", czvInsideJgz ? Jgz : Czv));
        }

        return new Story(folder ?? ChainFolder.Committed, file, start, coverage);
    }

    /// <summary>Somebody answers an open task.</summary>
    public Story Answer(string title, string outcome, params (string Name, object Value)[] fields)
    {
        var task = _world.Tasks.Find(t => t.Title == title);
        Assert.True(task is not null, $"Op {Today} staat er geen taak '{title}' open, wel: {string.Join("; ", OpenTasks)}.\nIncidenten: {string.Join("; ", Incidents)}");
        return AnswerTask(task!, outcome, fields);
    }

    /// <summary>Somebody answers this open task.</summary>
    public Story AnswerTask(OpenTaskNote task, string outcome, (string Name, object Value)[] fields)
    {
        var content = Value.Of(ValueMap.From(fields.Select(f => new KeyValuePair<string, Value>(f.Name, AnyAnswer.ToValue(f.Value)))));
        if (_world.Care.Forms.Find(task.Form) is { } form)
        {
            var errors = FormValidator.Validate(form, content).Select(e => $"{e.Field}: {e.Message}").ToArray();
            Assert.True(errors.Length == 0, $"Het formulier '{form.Id}' weigert: {string.Join("; ", errors)}");
        }

        _world.Tasks.Remove(task);
        _world.Send(task.Instance, new TaskAnswered(task.Id, outcome, content), new Actor("iemand", task.Role, task.OrganisationId?.ToString()));
        _world.Drain();
        Assert.True(Incidents.Count == 0, $"Na '{task.Title}: {outcome}': {string.Join("; ", Incidents)}");
        return this;
    }

    /// <summary>The same as <see cref="Answer"/>, as long as such a task is open.</summary>
    public Story AnswerAll(string title, string outcome, params (string Name, object Value)[] fields)
    {
        while (OpenTasks.Contains(title))
        {
            Answer(title, outcome, fields);
        }

        return this;
    }

    /// <summary>An event reaches the trajectory.</summary>
    public Story Event(string name, params (string Name, object Value)[] payload)
    {
        var content = Value.Of(ValueMap.From(payload.Select(f => new KeyValuePair<string, Value>(f.Name, AnyAnswer.ToValue(f.Value)))));
        var receivers = _world.Events.Where(e => e.Name == name).Select(e => e.Instance).Distinct().ToArray();
        Assert.True(receivers.Length > 0, $"Niemand wacht op '{name}'.");
        foreach (var receiver in receivers)
        {
            _world.Send(receiver, new EventReceived(name, content), Actor.System);
        }

        _world.Drain();
        Assert.True(Incidents.Count == 0, $"Na '{name}': {string.Join("; ", Incidents)}");
        return this;
    }

    /// <summary>The file learns something outside the story's own tasks.</summary>
    public Story Learns(CareWrite write)
    {
        _world.Learn(write);
        return this;
    }

    /// <summary>Time passes; everything that becomes due happens on its day.</summary>
    public Story Pass(int months = 0, int days = 0)
    {
        var until = DutchTime.ToInstant(Today.AddMonths(months).AddDays(days), new TimeOnly(12, 0));
        while (_world.NextTimer is { } due && due <= until)
        {
            _world.Now = due > _world.Now ? due : _world.Now;
            _world.FireTimer();
            _world.Drain();
        }

        _world.Now = until;
        Assert.True(Incidents.Count == 0, $"Op {Today}: {string.Join("; ", Incidents)}");
        return this;
    }

    /// <summary>Time passes until a task with this title opens, at most this many months.</summary>
    public Story PassUntil(string title, int months = 30)
    {
        var last = Today.AddMonths(months);
        while (!OpenTasks.Contains(title) && _world.NextTimer is { } due && DutchTime.ToLocalDate(due) <= last)
        {
            _world.Now = due > _world.Now ? due : _world.Now;
            _world.FireTimer();
            _world.Drain();
        }

        Assert.True(Incidents.Count == 0, $"Op {Today}: {string.Join("; ", Incidents)}");
        Assert.True(OpenTasks.Contains(title), $"Binnen {months} maanden opent geen taak '{title}'; open op {Today}: {string.Join("; ", OpenTasks)}");
        return this;
    }

    /// <summary>Somebody answers any open task in any way that its form allows, something comes in from outside, or time passes.</summary>
    public void AnswerAnything(Random random)
    {
        if (_world.Tasks.Count == 0 || random.Next(4) == 0)
        {
            Pass(months: random.Next(2), days: 1 + random.Next(20));
            return;
        }

        if (random.Next(25) == 0 && EventsFromOutside[random.Next(EventsFromOutside.Length)] is var name && _world.Events.Exists(e => e.Name == name))
        {
            Event(name, ("stap", 2 + random.Next(3)), ("reden", "nieuw-inzicht"));
            return;
        }

        var task = _world.Tasks[random.Next(_world.Tasks.Count)];
        var outcomes = OutcomesOf(task);
        var outcome = outcomes[random.Next(outcomes.Count)];
        if (Ends.Contains(outcome) && random.Next(6) > 0)
        {
            outcome = outcomes[0];
        }

        var form = _world.Care.Forms.Find(task.Form);
        AnswerTask(task, outcome, [.. (form?.Fields ?? []).Select(f => (f.Name, AnyAnswer.To(f, random, Today, this.Items))).Where(f => f.Item2 is not null).Select(f => (f.Name, f.Item2!))]);
    }

    /// <summary>What is wrong with the waits: a task twice, or an instance that waits for nobody and nothing.</summary>
    public IReadOnlyList<string> Defects(IReadOnlySet<string> beside)
    {
        List<string> defects = [];
        foreach (var instance in _world.Instances.Where(i => i.State.Status == WorkflowStatus.Running))
        {
            var state = instance.State;
            defects.AddRange(state.Bookmarks.Where(b => b.Kind == BookmarkKinds.Task).GroupBy(b => b.NodeId).Where(g => g.Count() > 1).Select(g => $"{g.First().Name} staat {g.Count()} keer open"));
            if (!state.Bookmarks.Any(b => b.Kind != BookmarkKinds.Event && !beside.Contains(b.NodeId.Split(':')[2])))
            {
                defects.Add($"instantie {instance.Number} ({state.DefinitionId}) wacht op niemand");
            }
        }

        return defects;
    }

    // The task's node, found along its path: a definition, and the definitions used inside it.
    public List<string> OutcomesOf(OpenTaskNote task)
    {
        var state = _world.Instances.First(i => i.State.Id == task.Instance).State;
        var definition = _folder.Find(state.DefinitionId)!;
        JsonNode? at = null;
        foreach (var id in state.Bookmarks.First(b => b.Id == task.Id).NodeId.Split(':'))
        {
            var found = definition.Json["root"]!["activities"]!.AsArray().FirstOrDefault(a => (string?)a!["id"] == id);
            at = found ?? at;
            definition = found?["workflowDefinitionId"] is JsonValue used ? _folder.Find((string)used!)! : definition;
        }

        return (string?)at!["type"] == "KnGG.HumanTask"
            ? [.. JsonNode.Parse((string)at["outcomes"]!["expression"]!["value"]!)!.AsArray().Select(o => (string)o!)]
            : ["Delen", "Niet delen"];
    }
}
