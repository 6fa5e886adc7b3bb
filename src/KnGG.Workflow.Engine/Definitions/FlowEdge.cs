namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A connection between two activities of one flowchart, by their places in it.</summary>
internal sealed class FlowEdge(int source, string port, int target)
{
    public int Source { get; } = source;

    public string Port { get; } = port;

    public int Target { get; } = target;

    /// <summary>Whether it leads back to an activity from which its source was reached.</summary>
    public bool IsBack { get; set; }

    /// <summary>For a back edge: whether every path to its source passes its target, so that it is a proper loop.</summary>
    public bool IsProperLoop { get; set; }

    public bool IsTakenBy(IReadOnlyList<string> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (string.Equals(outcomes[i], Port, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
