using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Facts;
using KnGG.Workflow.Engine.Stepping.Intents;

namespace KnGG.Workflow.Engine.Tests.Stepping;

/// <summary>A decision as text, to compare two of them.</summary>
internal static class Recorded
{
    public static string Of(StepResult result) => string.Join(
        '\n',
        [
            InstanceStateJson.Write(result.State),
            // A runaway loop makes hundreds of thousands; its beginning says enough.
            .. result.Facts.Take(2_000).Select(FactJson.Write),
            .. result.Intents.Select(IntentJson.Write),
            $"{result.Ignored} {result.CareRead}",
        ]);
}
