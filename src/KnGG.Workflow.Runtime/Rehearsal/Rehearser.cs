using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>Rehearses instances of one definition through one draft. Pure but for what it remembers of definition sets.</summary>
internal sealed class Rehearser(DefinitionSet draft, ICareRows care)
{
    private readonly DraftPlaces _own = new(draft, draft);
    private readonly Dictionary<long, DraftPlaces> _places = [];

    /// <summary>Steps decided for the last instance, those of the record included.</summary>
    public int Decisions { get; private set; }

    /// <summary>What would differ for an instance; no differences and nothing that stopped it when it stays the same.</summary>
    public RehearsedInstance Run(Recording recording, IReadOnlyDictionary<long, DefinitionSet> sets, string definitionId)
    {
        DraftPlaces Places(long setId) => _places.TryGetValue(setId, out var known) ? known : _places[setId] = new DraftPlaces(sets[setId], draft);
        Decisions = recording.Steps.Count;
        RecordedRun recorded;
        try
        {
            recorded = RecordedRun.Of(recording, id => sets[id], Places, care);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            return Result(recording, definitionId, [], Words(RehearsalStop.Unreadable, ""));
        }

        var rehearsed = RehearsedRun.Of(recorded, draft, _own, Places, care);
        Decisions += rehearsed.Decisions;
        var differences = CourseComparison.Of(recorded, rehearsed, Places(recording.Steps[0].SetId), _own);
        return Result(recording, definitionId, differences, differences.Count > 0 && rehearsed.Stopped is { } stop ? Words(stop.Why, stop.Activity) : null);
    }

    internal static string Words(RehearsalStop why, string activity) => why switch
    {
        RehearsalStop.NewTask => $"'{activity}' is een nieuwe taak: wat mensen daarop antwoorden, is niet bekend.",
        RehearsalStop.NewEvent => $"'{activity}' wacht op een gebeurtenis die niet is vastgelegd.",
        RehearsalStop.NewChild => $"'{activity}' start een workflow waarvan het verloop niet is vastgelegd.",
        RehearsalStop.Fault => $"Bij '{activity}' gaat iets mis, en daarna staat het stil.",
        _ => "Het verloop kan niet meer worden nagespeeld: de vastlegging is niet compleet.",
    };

    private static RehearsedInstance Result(Recording recording, string definitionId, IReadOnlyList<CourseDifference> differences, string? notFollowed) => new(
        recording.InstanceId, recording.TrajectoryId, definitionId, differences.OrderBy(d => d.At).ThenBy(d => d.Kind).FirstOrDefault(), differences, notFollowed);
}

/// <summary>Counts while a rehearsal goes on.</summary>
internal sealed class RehearsalTally(string definitionId)
{
    private readonly List<RehearsedInstance> _told = [];
    private int _same;
    private long _decisions;

    public int Total { get; private set; }

    public void Add(RehearsedInstance instance, int decisions)
    {
        Total++;
        _decisions += decisions;
        if (instance.Differences.Count == 0 && instance.NotFollowed is null)
        {
            _same++;
        }
        else
        {
            _told.Add(instance);
        }
    }

    public RehearsalReport Report(TimeSpan elapsed) => new(
        definitionId,
        Total,
        _same,
        _told.Count(i => i.Differences.Count > 0),
        _told.Count(i => i.Differences.Count == 0),
        _told.Count(i => i.Differences.Count > 0 && i.NotFollowed is not null),
        _told,
        [
            .. _told.SelectMany(i => i.Differences).GroupBy(d => (d.Kind, d.Sentence)).Select(g => new DifferenceCount(g.Key.Kind, g.Key.Sentence, g.Count()))
                .OrderBy(d => d.Kind).ThenByDescending(d => d.Instances).ThenBy(d => d.Sentence, StringComparer.Ordinal),
        ],
        [.. _told.Where(i => i.NotFollowed is not null).GroupBy(i => i.NotFollowed!).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.Ordinal)],
        _decisions,
        elapsed);
}
