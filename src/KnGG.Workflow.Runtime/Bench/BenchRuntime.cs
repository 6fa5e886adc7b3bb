using System.Diagnostics;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Bench;

/// <summary>A runtime full of instances that each wait for a timer.</summary>
internal sealed class BenchRuntime : IDisposable
{
    public const int Pairs = 400;

    private readonly ServiceProvider _services;
    private readonly BenchTime _time;
    private readonly StepLoop _loop;
    private readonly int _instances;

    private BenchRuntime(ServiceProvider services, BenchTime time, BenchStore store, int instances)
    {
        (_services, _time, Store, _instances) = (services, time, store, instances);
        _loop = services.GetRequiredService<StepLoop>();
        Database = services.GetRequiredService<StepDatabase>();
    }

    public BenchStore Store { get; }

    public StepDatabase Database { get; }

    public static async Task<BenchRuntime> Make(BenchStore store, int instances, CancellationToken stop)
    {
        await WorkflowDatabase.Prepare(store.Options, TimeProvider.System, stop);
        var time = new BenchTime(StepBench.Start);
        var bench = new BenchRuntime(Services(store.Options, time), time, store, instances);
        bench.Fill();
        return bench;
    }

    /// <summary>The runtime on a database that is there.</summary>
    public static ServiceProvider Services(RuntimeOptions options, BenchTime time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new RealTime(time));
        services.AddWorkflowRuntime(options);
        return services.BuildServiceProvider();
    }

    /// <summary>Takes steps until so many are done; when nothing is due, time goes on to the next due moment.</summary>
    public int Take(int steps, List<double> commitTimes, StatementTape? tape)
    {
        Store.Record(Database, tape);
        var done = 0;
        while (done < steps)
        {
            var began = Stopwatch.GetTimestamp();
            var did = _loop.RunOnce();
            if (did == 0)
            {
                _time.Now = _loop.NextDue() ?? throw new InvalidOperationException("The bench ran out of steps.");
                tape?.Commits.RemoveAt(tape.Commits.Count - 1);
                continue;
            }

            commitTimes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            done += did;
        }

        Store.Record(Database, null);
        return done;
    }

    public void Dispose() => _services.Dispose();

    public static string Definition(string id, int pairs)
    {
        var activities = Enumerable.Range(1, pairs).SelectMany(i => new[]
        {
            Activity("wacht" + i, "Elsa.Delay", "timeSpan", "1.00:00:00"), Activity("regel" + i, "Elsa.WriteLine", "text", "Ronde " + i),
        });
        return new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. activities]) },
        }.ToJsonString();
    }

    private static JsonObject Activity(string id, string type, string input, string value) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        [input] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } },
    };

    private void Fill()
    {
        var publisher = _services.GetRequiredService<Publisher>();
        publisher.Import(Definition("bench", Pairs), publish: true, Actor.System);
        var starter = _services.GetRequiredService<InstanceStarter>();
        for (var made = 0; made < _instances; made += 500)
        {
            var count = Math.Min(500, _instances - made);
            Database.Write(t =>
            {
                for (var i = 0; i < count; i++)
                {
                    starter.Start(t, "bench", ValueMap.Empty, null, Actor.System, _time.Now);
                }
            });
        }

        while (_loop.RunOnce() > 0)
        {
            // Until every instance waits for its first timer.
        }
    }
}

/// <summary>A clock that is set by hand.</summary>
internal sealed class BenchTime(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
