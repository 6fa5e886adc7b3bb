using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace KnGG.Workflow.Web.Nodes;

/// <summary>The processes that do the work, and whether they keep up with it.</summary>
internal sealed class IndexPage(Viewer viewer, StepDatabase database, ServiceClock clock) : AppPage(viewer)
{
    internal IReadOnlyList<NodeRow> Items { get; private set; } = [];

    internal WorkLag Lag { get; private set; } = WorkLag.None;

    /// <summary>What keeps the database from its work, or null.</summary>
    internal DatabaseTrouble? Trouble => database.Trouble;

    internal DateTimeOffset RealNow { get; private set; }

    public IActionResult OnGet()
    {
        if (!Viewer.IsAdministrator)
        {
            return Forbid();
        }

        RealNow = clock.RealNow;
        var now = clock.Now;
        (Items, Lag) = database.Read(transaction => (Node.All(transaction), WorkLag.Of(transaction, now)));
        return Page();
    }

    internal bool IsGone(NodeRow node) => RealNow - node.SeenAt > Node.Gone;

    internal string StateOf(NodeRow node) => IsGone(node) ? "weg" : node.State switch
    {
        NodeState.Draining => "stopt",
        NodeState.ClockOff => "klok wijkt af",
        _ => "werkt",
    };

    internal string BadgeOf(NodeRow node) => IsGone(node) ? "danger" : node.State == NodeState.Running ? "safe" : "warning";

    internal string ClockOf(NodeRow node) => Math.Abs(node.ClockAheadMs) < 1000
        ? "gelijk"
        : FormattableString.Invariant($"{Math.Abs(node.ClockAheadMs) / 1000} seconden {(node.ClockAheadMs > 0 ? "voor" : "achter")}");

    /// <summary>The release and the beginning of its commit: as much as people compare.</summary>
    internal static string ShortVersion(string version) => version.Split('+') is [var release, { Length: > 8 } commit] ? $"{release} ({commit[..8]})" : version;

    internal string SeenAgo(NodeRow node) => Ago(RealNow - node.SeenAt);

    internal static string Ago(TimeSpan time) => time.TotalSeconds switch
    {
        < 2 => "nu",
        < 120 => FormattableString.Invariant($"{(int)time.TotalSeconds} seconden"),
        < 7200 => FormattableString.Invariant($"{(int)time.TotalMinutes} minuten"),
        < 172800 => FormattableString.Invariant($"{(int)time.TotalHours} uur"),
        _ => FormattableString.Invariant($"{(int)time.TotalDays} dagen"),
    };
}
