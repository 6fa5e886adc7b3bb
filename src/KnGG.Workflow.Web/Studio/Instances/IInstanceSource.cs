using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>
/// Where instances come from. Two kinds: those of the database, which belong to children and show no values, and the practice runs that
/// a coordinator starts in Studio, which live in memory and touch nobody.
/// </summary>
internal interface IInstanceSource
{
    /// <summary>How many fit.</summary>
    int Count(InstanceFilter filter);

    /// <summary>Those that fit, newest first.</summary>
    IReadOnlyList<InstanceHead> List(InstanceFilter filter, int skip, int take);

    /// <summary>One instance, or null when this source does not have it.</summary>
    InstanceView? Find(string id);

    /// <summary>Its journal in order, or nothing.</summary>
    IReadOnlyList<JournalLine> Journal(string id);

    /// <summary>A number that grows with every step of the instance; null when this source does not have it.</summary>
    long? Progress(string id);

    /// <summary>Ends an instance. False when this source does not have it.</summary>
    bool Cancel(string id, Actor actor);

    /// <summary>Removes an instance. False when this source does not have it.</summary>
    bool Delete(string id, Actor actor);
}
