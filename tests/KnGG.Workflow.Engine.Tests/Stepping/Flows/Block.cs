namespace KnGG.Workflow.Engine.Tests.Stepping.Flows;

/// <summary>A part of a structured flowchart: how it is drawn with activities and lines, and what it plainly means.</summary>
internal abstract class Block
{
    /// <summary>Whether branches that run side by side leave it apart, so that they meet at whatever is drawn next.</summary>
    public virtual bool EndsApart => false;

    /// <summary>Draws it behind open ends; the result is its own open ends.</summary>
    public abstract IReadOnlyList<OpenEnd> Draw(Drawing drawing, IReadOnlyList<OpenEnd> from);

    /// <summary>The reference: what happens, without lines.</summary>
    public abstract void Enter(Telling telling, Course course);
}

/// <summary>An outcome of an activity from which a line still has to be drawn.</summary>
internal readonly record struct OpenEnd(string Activity, string Outcome);

/// <summary>What comes after a block in the reference.</summary>
/// <param name="Done">It came to its end.</param>
/// <param name="Dead">It came to an outcome without a line.</param>
/// <param name="Race">The race in which it takes part, or null.</param>
/// <param name="Loops">The loops around it, the innermost last; none across branches that run side by side.</param>
internal sealed record Course(Action Done, Action Dead, Race? Race, (Action Break, Action Again)[] Loops);

/// <summary>Branches of which only the first to end counts.</summary>
internal sealed class Race(Race? outer)
{
    public bool IsOver { get; set; }

    public bool IsLost => IsOver || outer is { IsLost: true };
}

/// <summary>The reference while it is told: how often everything ran, and what waits.</summary>
internal sealed class Telling
{
    public SortedDictionary<string, int> Runs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Wait> Waits { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Counters { get; } = [];

    public bool IsOver { get; set; }

    public void Run(string activity) => Runs[activity] = Runs.GetValueOrDefault(activity) + 1;

    public void Wait(string activity, Race? race, int outcomes, Action<int> then, bool isEvent = false)
    {
        Run(activity);
        Waits.Add(activity, new Wait(race, outcomes, then, isEvent));
    }

    public void Answer(string activity, int outcome)
    {
        var wait = Waits[activity];
        Waits.Remove(activity);
        wait.Then(outcome);
    }

    public void End(Race race)
    {
        race.IsOver = true;
        foreach (var lost in Waits.Where(w => w.Value.Race is { IsLost: true }).Select(w => w.Key).ToArray())
        {
            Waits.Remove(lost);
        }
    }
}

/// <summary>Something that waits in the reference.</summary>
internal sealed record Wait(Race? Race, int Outcomes, Action<int> Then, bool IsEvent);
