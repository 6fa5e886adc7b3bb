namespace KnGG.Workflow.Runtime.Rehearsal;

/// <summary>Why a recorded course could not be followed to its end.</summary>
public enum RehearsalStop
{
    /// <summary>The draft opens a task that nobody answered in the record.</summary>
    NewTask = 0,

    /// <summary>The draft waits for an event that nothing is known about.</summary>
    NewEvent = 1,

    /// <summary>The draft starts a workflow and waits for it; nothing is known about its course.</summary>
    NewChild = 2,

    /// <summary>Something fails in the draft.</summary>
    Fault = 3,

    /// <summary>The record itself cannot be decided again: it was damaged or destroyed.</summary>
    Unreadable = 4,
}

/// <summary>Kinds of differences, in the order in which a report groups them.</summary>
public enum DifferenceKind
{
    /// <summary>A term or a planned date.</summary>
    Term = 0,

    /// <summary>A reminder.</summary>
    Reminder = 1,

    /// <summary>A step that is no longer done.</summary>
    StepGone = 2,

    /// <summary>A step that is added.</summary>
    StepNew = 3,

    /// <summary>The order of steps.</summary>
    Order = 4,

    /// <summary>How a step ends.</summary>
    Outcome = 5,

    /// <summary>Who does a task.</summary>
    Role = 6,

    /// <summary>What a task is called, or its form.</summary>
    Text = 7,

    /// <summary>A mail.</summary>
    Mail = 8,

    /// <summary>A workflow that is started.</summary>
    Child = 9,

    /// <summary>Something that fails.</summary>
    Fault = 10,

    /// <summary>How the instance ends or where it stands.</summary>
    End = 11,
}

/// <summary>One difference between the recorded course and that through the draft.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Sentence">One Dutch sentence; no names and nothing that was filled in.</param>
/// <param name="Activity">Name of the activity; empty for the workflow itself.</param>
/// <param name="At">When, in the course in which it happens.</param>
/// <param name="Times">How often it happens in this instance.</param>
public sealed record CourseDifference(DifferenceKind Kind, string Sentence, string Activity, DateTimeOffset At, int Times);

/// <summary>A recorded instance whose course would differ.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="TrajectoryId">Its trajectory, or null. Pages show a pseudonym of it.</param>
/// <param name="DefinitionId">The definition that it runs.</param>
/// <param name="First">What differs first.</param>
/// <param name="Differences">All that differs, by kind and then by time.</param>
/// <param name="NotFollowed">Why it could not be followed to its end, one sentence; null when it could.</param>
public sealed record RehearsedInstance(
    Guid InstanceId, Guid? TrajectoryId, string DefinitionId, CourseDifference? First, IReadOnlyList<CourseDifference> Differences, string? NotFollowed);

/// <summary>How often a difference is found.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Instances">In how many instances.</param>
public sealed record DifferenceCount(DifferenceKind Kind, string Sentence, int Instances);

/// <summary>What a rehearsal found.</summary>
/// <param name="DefinitionId">The definition that was rehearsed.</param>
/// <param name="Total">Recorded instances that were rehearsed.</param>
/// <param name="Same">Those whose course stays the same.</param>
/// <param name="Different">Those whose course would differ.</param>
/// <param name="Unreadable">Those whose record cannot be decided again. Same, different and these make the total.</param>
/// <param name="NotFollowed">Of the different ones, those that could not be followed to the end of their record.</param>
/// <param name="Instances">The different and unreadable ones, the newest first.</param>
/// <param name="ByDifference">Each difference with the number of instances, by kind and then the most frequent first.</param>
/// <param name="Reasons">Why records could not be followed further, with the number of instances.</param>
/// <param name="Decisions">How many steps were decided, those of the record included.</param>
/// <param name="Elapsed">How long that took.</param>
public sealed record RehearsalReport(
    string DefinitionId,
    int Total,
    int Same,
    int Different,
    int Unreadable,
    int NotFollowed,
    IReadOnlyList<RehearsedInstance> Instances,
    IReadOnlyList<DifferenceCount> ByDifference,
    IReadOnlyList<(string Reason, int Instances)> Reasons,
    long Decisions,
    TimeSpan Elapsed);
