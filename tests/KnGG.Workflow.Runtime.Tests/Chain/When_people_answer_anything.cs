using System.Globalization;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_people_answer_anything
{
    // What waits beside the steps; that alone would leave the child without a next step.
    internal static readonly HashSet<string> Beside =
    [
        "voor-12", "voor-16", "voor-18", "toestemming-12", "toestemming-16", "na-18", "toestemming-ingetrokken", "zonder-delen", "nieuw-signaal", "signaal-bekijken",
        "verhuisd", "verhuizing", "overdracht-gemeente", "wisseling", "nieuwe-czv", "overdracht-wisseling", "pauze", "pauze-begint", "pauze-langer", "hervatten", "domein", "nieuw-domein", "overdracht-domein", "afsluiten-van-buiten",
        "czv-tijd-nadert", "czv-grens", "gli-waarschuwing", "gli-start-grens", "medische-vraag", "ggr-na-antwoord", "onderzoek-toevoegen",
    ];

    /// <summary>KNGG_LONG=1 tells 3,000 stories; KNGG_SEED chooses the first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_child_is_ever_without_a_next_step_and_no_task_is_open_twice(bool linesMeetInRaces)
    {
        // A coordinator who draws lines straight to an activity must get the same as the joins of the committed definitions.
        var folder = linesMeetInRaces
            ? ChainFolder.Committed
            : ChainFolder.Of(ChainFolder.Files.Values.Select(f => f.Replace("\"WaitAny\"", "\"WaitAllActive\"", StringComparison.Ordinal)));
        var first = int.Parse(Environment.GetEnvironmentVariable("KNGG_SEED") ?? "1", CultureInfo.InvariantCulture);
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 3_000 : 100;
        for (var seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            var story = Story.Of(folder: folder);
            for (var step = 0; step < 150 && story.Status != WorkflowSubStatus.Finished; step++)
            {
                story.AnswerAnything(random);
                Assert.True(story.Defects(Beside).Count == 0, $"Verhaal {seed}, stap {step}: {string.Join("; ", story.Defects(Beside))}");
            }
        }
    }
}
