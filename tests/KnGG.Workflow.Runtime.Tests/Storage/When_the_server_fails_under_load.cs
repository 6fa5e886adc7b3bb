using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Steps;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Storage;

public sealed class When_the_server_fails_under_load : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-down-").FullName;

    // In milliseconds, for a busy machine: a node that does not come back must not hold up the others.
    private const int Patience = 600_000;

    private static int Instances => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 4_000 : 400;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_node_whose_first_question_met_no_server_asks_again()
    {
        var server = new PostgresServer();
        using var runtime = await TestRuntime.MakeOn(server.Connection(server.Make()), _folder);
        server.Stop();
        Assert.ThrowsAny<NpgsqlException>(() => runtime.Clock.Now);
        server.Start();
        Assert.Equal(TestRuntime.Start, runtime.Clock.Now);
    }

    [Fact(Timeout = Patience)]
    public Task It_stops_at_once_and_comes_back() => Both(times: 3, (server, _) =>
    {
        server.Stop();
        server.Start();
    });

    [Fact(Timeout = Patience)]
    public Task Every_connection_is_cut_again_and_again() => Both(times: 30, (server, name) => server.Execute(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"));

    // Two nodes and somebody who answers tasks; the disturbances are spread over the work.
    private async Task Both(int times, Action<PostgresServer, string> disturb)
    {
        var server = new PostgresServer();
        var name = server.Make();
        using var first = await TestRuntime.MakeOn(server.Connection(name), _folder);
        first.Publish(Sequence(
            "w", Line("a", "een"), RunTask("t", "bel"), Fork("f", Delay("d", TimeSpan.FromHours(1)), Line("b", "twee")), PublishEvent("p", "klaar"), Line("c", "drie")));
        Guid[] ids = [.. Enumerable.Range(0, Instances).Select(_ => first.StartInstance("w"))];
        using var second = first.SecondProcess();
        LoopHost[] loops = [Loop(first), Loop(second)];
        foreach (var loop in loops)
        {
            await loop.StartAsync(default);
        }

        var (done, disturbed) = (0, 0);
        while (done < Instances || disturbed < times)
        {
            if (done * times >= disturbed * Instances && disturbed < times)
            {
                disturb(server, name);
                disturbed++;
            }

            done = Try(() => Answer(second)) ?? done;
            await Later(first, TimeSpan.FromMilliseconds(100));
        }

        first.Time.Advance(TimeSpan.FromHours(1));
        while (Try(() => (int)first.Count("stimulus")) is not 0)
        {
            await Later(first, TimeSpan.FromSeconds(1));
        }

        foreach (var loop in loops)
        {
            await loop.StopAsync(default);
            Assert.False(loop.ExecuteTask!.IsFaulted);
            loop.Dispose();
        }

        Assert.Equal((Instances, Instances), (first.Count("task"), first.Count("task_answer")));
        Assert.All(ids, id => Assert.Equal(["een", "twee", "drie"], first.LinesOf(id)));
        Assert.All(ids, id => Assert.Equal("Finished", first.StatusOf(id)));
        Assert.Equal((0, 0), (first.Count("incident"), first.Count("stimulus WHERE attempt > 0")));
        Story.MustHold(first);
    }

    // A loop that met no server waits a second before it asks again, by the time of the test.
    private static async Task Later(TestRuntime runtime, TimeSpan by)
    {
        runtime.Time.Advance(by);
        await Task.Yield();
    }

    // Answers what is open; returns how many tasks have been answered by now.
    private static int Answer(TestRuntime runtime)
    {
        foreach (var task in runtime.Database.Read(t => t.Query("SELECT id FROM task WHERE state = 0 LIMIT 20", r => r.Id(0))))
        {
            runtime.Get<TaskDesk>().CompletePlain(task, Actor.System, Value.Of("ja"));
        }

        return (int)runtime.Count("task_answer");
    }

    // Whoever asks while the server is away gets an error, and asks again.
    private static int? Try(Func<int> ask)
    {
        try
        {
            return ask();
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private static LoopHost Loop(TestRuntime runtime) =>
        new(runtime.Steps, LoopKinds.Steps, runtime.Get<LoopSignals>(), runtime.Clock, NullLogger<LoopHost>.Instance);
}
