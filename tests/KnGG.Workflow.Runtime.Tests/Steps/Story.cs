using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Tests.Storage;

namespace KnGG.Workflow.Runtime.Tests.Steps;

/// <summary>What holds after every story.</summary>
internal static class Story
{
    /// <summary>Nothing is lost or doubled, and every step is decided again as it was.</summary>
    public static void MustHold(TestRuntime runtime)
    {
        var broken = runtime.Database.Read(t => runtime.Get<InvariantCheck>().Run(t, replay: true));
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }
}
