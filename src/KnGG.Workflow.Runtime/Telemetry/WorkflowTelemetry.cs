using System.Diagnostics;
using System.Diagnostics.Metrics;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Telemetry;

/// <summary>
/// What the runtime tells about itself, by the names that dashboards know. Ids of instances and codes only: never a name, a value of a form or anything
/// else of a child.
/// </summary>
public static class WorkflowTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "KnGG.Workflow";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("kngg.steps", "{step}", "Committed steps.");
    private static readonly Counter<long> StepFailures = Meter.CreateCounter<long>("kngg.step.failures", "{step}", "Steps that failed and were or will be tried again.");
    private static readonly Histogram<double> BatchSeconds = Meter.CreateHistogram<double>("kngg.step.batch.duration", "s", "From claim to commit of the steps taken together.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("kngg.mails", "{mail}", "Attempts to send a mail, by outcome.");

    /// <summary>A span around one step; null when nobody listens.</summary>
    internal static Activity? Step(ClaimedStimulus claimed)
    {
        var span = Source.StartActivity("step", ActivityKind.Internal);
        span?.SetTag("kngg.instance", claimed.InstanceId);
        span?.SetTag("kngg.stimulus", claimed.Kind);
        span?.SetTag("kngg.attempt", claimed.Attempt);
        return span;
    }

    /// <summary>Steps were committed together.</summary>
    internal static void Committed(int steps, TimeSpan took)
    {
        Steps.Add(steps);
        BatchSeconds.Record(took.TotalSeconds);
    }

    /// <summary>A step failed.</summary>
    internal static void Failed(string exception) => StepFailures.Add(1, new KeyValuePair<string, object?>("error.type", exception));

    /// <summary>An attempt to send a mail ended.</summary>
    internal static void Mail(string outcome) => Mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
