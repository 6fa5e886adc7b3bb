namespace KnGG.Workflow.Engine.Definitions;

/// <summary>What an incident does to the rest of an instance.</summary>
public enum IncidentStrategy
{
    /// <summary>Work already queued still runs, then the instance is faulted until the incident is repaired.</summary>
    Fault = 0,

    /// <summary>The other branches go on; the failed activity holds its container.</summary>
    ContinueWithIncidents = 1,
}
