using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Layout;

/// <summary>How a child is called on a screen: given name and age for who works with it, a pseudonym for everybody else.</summary>
internal sealed class FileLabels(TrajectoryList trajectories, ServiceClock clock)
{
    /// <summary>Labels of the children in a list; the read is logged.</summary>
    internal IReadOnlyDictionary<Guid, string> OfList(Viewer viewer, IReadOnlyCollection<Guid> ids, string list) =>
        trajectories.Children(viewer.Id, viewer.Actor, ids, list).ToDictionary(c => c.Key, c => Of(c.Key, c.Value.GivenName, c.Value.BirthDate));

    internal string Of(Guid trajectoryId, string? givenName, DateOnly birthDate) => $"{givenName ?? "Kind " + Pseudonym(trajectoryId)}, {When.Age(birthDate, clock.Now)}";

    /// <summary>Short, the same every time, and says nothing about the child.</summary>
    internal static string Pseudonym(Guid trajectoryId) => Convert.ToHexString(trajectoryId.ToByteArray(bigEndian: true).AsSpan(12, 4));
}
