namespace KnGG.Workflow.Engine.Definitions;

/// <summary>The zone of every time that is written without an offset.</summary>
internal static class DutchTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
}
