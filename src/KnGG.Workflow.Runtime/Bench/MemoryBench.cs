using System.Diagnostics;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Engine.Stepping.Stimuli;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>
/// The same steps without a database: the state is read from its stored form, decided on and written again, the journal is packed, the next
/// timer is queued. What is left of a step when storing costs nothing.
/// </summary>
internal static class MemoryBench
{
    public static (BenchRun Run, double IdleBytes, double JournalBytesPerFact) Measure(int instances, int steps)
    {
        var set = EngineDoor.Build(EngineDoor.Parse(BenchRuntime.Definition("bench", BenchRuntime.Pairs)), _ => null, EngineDoor.Catalog([])).Set;
        var rows = new Dictionary<Guid, byte[]>();
        var due = new PriorityQueue<(Guid Instance, Stimulus Stimulus), (DateTimeOffset DueAt, long Order)>();
        long order = 0, facts = 0, journal = 0;
        for (var i = 0; i < instances; i++)
        {
            var id = Ids.New(StepBench.Start);
            rows.Add(id, EngineDoor.WriteState(Stepper.NewInstance(id, set, null)));
            due.Enqueue((id, new StartInstance(ValueMap.Empty)), (StepBench.Start, order++));
        }

        void Step()
        {
            due.TryDequeue(out var next, out var at);
            var context = new StepContext(at.DueAt, new IdSource(Ids.New(at.DueAt)), Actor.System, StepRunner.Culture);
            var result = Stepper.Decide(set, EngineDoor.ReadState(rows[next.Instance]), next.Stimulus, context);
            rows[next.Instance] = EngineDoor.WriteState(result.State);
            journal += Journal.Pack(result.Facts).Length;
            facts += result.Facts.Count;
            foreach (var timer in result.Intents.OfType<SetTimer>())
            {
                due.Enqueue((next.Instance, new TimerDue(timer.BookmarkId)), (timer.DueAt, order++));
            }
        }

        // Until every instance waits for its first timer, and a little more.
        for (var i = 0; i < instances + Math.Min(steps, 2000); i++)
        {
            Step();
        }

        GC.Collect();
        var times = new List<double>(steps);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < steps; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Step();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        times.Sort();
        var run = new BenchRun(
            1, steps / times.Sum() * 1000, times[times.Count / 2], times[(int)(times.Count * 0.99)], cpu.TotalMilliseconds / steps, allocated / 1024.0 / steps, null, null);
        return (run, rows.Values.Average(r => (double)r.Length), (double)journal / facts);
    }
}
