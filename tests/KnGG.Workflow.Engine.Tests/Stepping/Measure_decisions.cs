using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

/// <summary>No test: prints how fast decisions are made. Run it by name, alone, on a Release build.</summary>
public sealed class Measure_decisions(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Decisions_a_second_on_a_small_definition_with_its_state_in_memory()
    {
        var definition = DefinitionReader.Parse(Definition(
            Flow(
                "f",
                [Activity("start", "Elsa.Start"), Set("set", "N", Js("getInput('In') + 1")), Task("t", "Bel", "var-Answer"), Decision("d", "getVariable('N') > 1"), Line("yes"), Line("no")],
                "start -> set", "set -> t", "t -> d", "d.True -> yes", "d.False -> no"),
            $"{Variable("N", "0", "Int32")},{Variable("Answer")}",
            Argument("In", "Int32")));
        var set = DefinitionSet.Build(definition, _ => null, PrimitiveActivities.Catalog).Set;
        Story(set, 200_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        // Processor time, garbage collection included: a busy machine would make a clock lie.
        using var process = Process.GetCurrentProcess();
        var used = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        const int Rounds = 500_000;
        Story(set, Rounds);
        clock.Stop();
        process.Refresh();
        var cpu = process.TotalProcessorTime - used;
        var decisions = 2.0 * Rounds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{decisions / cpu.TotalSeconds:N0} decisions a second of processor time, {decisions / clock.Elapsed.TotalSeconds:N0} by the clock, {(GC.GetAllocatedBytesForCurrentThread() - before) / decisions:N0} bytes a decision"));
    }

    private static void Story(DefinitionSet set, int rounds)
    {
        var now = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(1));
        var start = new StartInstance(ValueMap.Of(("In", Value.Of(1))));
        var fields = Value.MapOf(("a", Value.Of(1)));
        var id = new Guid("0197d3f0-0000-7000-8000-000000000001");
        for (var i = 0; i < rounds; i++)
        {
            var context = new StepContext(now, new IdSource(id), Actor.System, CultureInfo.InvariantCulture);
            var started = Stepper.Decide(set, Stepper.NewInstance(id, set, "c"), start, context);
            var ended = Stepper.Decide(set, started.State, new TaskAnswered(started.State.Bookmarks[0].Id, null, fields), context);
            if (ended.State.SubStatus != WorkflowSubStatus.Finished)
            {
                throw new InvalidOperationException("The story did not end.");
            }
        }
    }
}
