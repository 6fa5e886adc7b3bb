using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Steps;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Storage;

[OnPostgres]
public sealed class When_nodes_share_a_database
{
    private static int Timers => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 300_000 : 3_000;

    [Fact]
    public async Task Every_due_timer_fires_once_on_three_nodes()
    {
        using var first = await TestRuntime.Make();
        first.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", "een")));
        first.Database.Write(t =>
        {
            for (var i = 0; i < Timers; i++)
            {
                first.Get<InstanceStarter>().Start(t, "w", ValueMap.Empty, null, Actor.System, first.Clock.Now);
            }
        });
        using var second = first.SecondProcess();
        using var third = first.SecondProcess();
        TestRuntime[] nodes = [first, second, third];
        await Task.WhenAll(nodes.Select(n => Task.Run(n.RunAll)));
        first.RunAll();
        Assert.Equal(Timers, first.Count("step"));

        first.Time.Advance(TimeSpan.FromDays(1));
        var took = await Task.WhenAll(nodes.Select(n => Task.Run(n.RunAll)));
        Assert.Equal(0, first.RunAll());
        TestContext.Current.TestOutputHelper?.WriteLine("timers by node: " + string.Join(", ", took));
        Assert.Equal(Timers, took.Sum());
        Assert.Equal(2 * Timers, first.Count("step"));
        Assert.Equal(0, first.Count("stimulus"));
        Assert.Equal(Timers, first.Database.Read(t => t.First("SELECT count(*) FROM instance WHERE status = 1", r => r.Number(0))));
        Story.MustHold(first);
    }

    [Fact]
    public async Task Simulated_time_does_not_go_on_before_a_node_has_finished_what_it_took_up()
    {
        using var first = await TestRuntime.Make(simulated: true);
        first.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(5)), Line("l", "een"), Delay("b", TimeSpan.FromDays(5)), Line("m", "twee")));
        var id = first.StartInstance("w");
        first.RunAll();
        using var second = first.SecondProcess();
        var due = TestRuntime.Start.AddDays(5);
        first.Database.Write(t => t.Execute("UPDATE clock SET now = @now", ("@now", due)));
        using var goOn = new ManualResetEventSlim();
        var taken = new TaskCompletionSource();
        var other = Task.Run(() =>
        {
            CrashPoint.Listen(name =>
            {
                if (name == CrashPoint.AfterClaim && taken.TrySetResult())
                {
                    goOn.Wait();
                }
            });
            return second.RunAll();
        });
        await taken.Task;
        var moving = Task.Run(() => first.Get<SimulatedClock>().MoveTo(TestRuntime.Start.AddDays(20)));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(due, first.Clock.Now));
        Assert.False(moving.IsCompleted);
        goOn.Set();
        await Task.WhenAll(other, moving);
        Assert.Equal([5, 10], first.JournalOf(id).Where(l => l.Event == "Line").Select(l => (int)(l.At - TestRuntime.Start).TotalDays));
    }

    [Fact]
    public async Task What_one_node_is_busy_with_is_left_alone_and_the_rest_goes_on()
    {
        using var first = await TestRuntime.Make();
        using var second = first.SecondProcess();
        var (trajectory, other) = (Ids.New(TestRuntime.Start), Ids.New(TestRuntime.Start));
        first.Publish(Sequence("w", Event("e", "een"), Line("l", "x")));
        Guid[] instances = [.. ((Guid[])[trajectory, trajectory, other]).Select(c => first.StartInstance("w", c.ToString()))];
        var now = first.Clock.Now;
        first.Database.WriteBeside(t =>
        {
            // Two stimuli of one trajectory: the first node takes only the first of them, and the second may not overtake it with the other.
            var mine = Assert.Single(StimulusClaim.Next(t, isShared: true, now, now, most: 1));
            Assert.Equal((instances[0], trajectory), (mine.InstanceId, mine.Group));
            var theirs = second.Database.WriteBeside(u => StimulusClaim.Next(u, isShared: true, now, now, most: 64));
            Assert.Equal([instances[2]], theirs.Select(c => c.InstanceId));
            Assert.Null(second.Database.WriteBeside(u => StimulusClaim.Again(u, mine)));
        });
        Assert.Equal(3, second.RunAll());
    }

    [Fact]
    public async Task An_event_and_a_wait_at_the_same_moment_do_not_miss_each_other()
    {
        using var first = await TestRuntime.Make();
        using var second = first.SecondProcess();
        var now = first.Clock.Now;
        const int Pairs = 150;
        using var together = new Barrier(2);
        await Task.WhenAll(
            Task.Run(() => Each(i => first.Database.WriteBeside(t => EventDelivery.Publish(t, "sein" + i, Value.Of(ValueMap.Empty), Correlation(i, 2), Actor.System, now)))),
            Task.Run(() => Each(i => second.Database.WriteBeside(t => EventDelivery.Await(t, Ids.New(now), Correlation(i, 3), Ids.New(now), "sein" + i, "a", now)))));

        // Of both kinds there are some: correlated, for all, and waits of a file for an event that is for all.
        Assert.Equal(0, first.Database.Read(t => t.First(
            "SELECT count(*) FROM event_wait w JOIN kept_event k ON k.name = w.name AND (k.correlation_id IS NULL OR k.correlation_id = w.correlation_id)", r => r.Number(0))));

        void Each(Action<int> act)
        {
            for (var i = 0; i < Pairs; i++)
            {
                together.SignalAndWait();
                act(i);
            }
        }

        static string? Correlation(int i, int by) => i % by == 0 ? null : "dossier";
    }

    [Fact]
    public async Task A_connection_that_broke_while_idle_is_replaced()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("w", Line("l", "x")));
        var id = runtime.StartInstance("w");
        EndConnections(runtime);
        Assert.Equal(1, runtime.RunAll());
        EndConnections(runtime);
        Assert.Equal("Finished", runtime.StatusOf(id));
    }

    [Fact]
    public async Task A_step_whose_connection_breaks_is_taken_again_and_counts_as_no_failure()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("w", Line("l", "x")));
        var id = runtime.StartInstance("w");
        CrashPoint.Listen(point =>
        {
            if (point == CrashPoint.BeforeCommit)
            {
                EndConnections(runtime);
            }
        });
        try
        {
            var lost = Assert.ThrowsAny<NpgsqlException>(() => runtime.Steps.RunOnce());
            Assert.Equal(DatabaseFailure.OfTheDatabase, runtime.Database.FailureOf(lost));
        }
        finally
        {
            CrashPoint.Listen(null);
        }

        Assert.Equal(0, runtime.Database.Read(t => t.First("SELECT attempt FROM stimulus", r => r.Number(0))));
        Assert.Equal(1, runtime.RunAll());
        Assert.Equal(["x"], runtime.LinesOf(id));
        Story.MustHold(runtime);
    }

    [Fact]
    public async Task The_loop_goes_on_when_the_server_was_away()
    {
        var server = new PostgresServer();
        var folder = Directory.CreateTempSubdirectory("kngg-away-").FullName;
        using var runtime = await TestRuntime.MakeOn(server.Connection(server.Make()), folder);
        runtime.Publish(Sequence("w", Line("l", "x")));
        using var host = new LoopHost(runtime.Steps, LoopKinds.Steps, runtime.Get<LoopSignals>(), runtime.Clock, NullLogger<LoopHost>.Instance);
        await host.StartAsync(default);
        server.Stop();
        Assert.ThrowsAny<NpgsqlException>(() => runtime.StartInstance("w"));
        server.Start();
        var id = runtime.StartInstance("w");
        while (runtime.StatusOf(id) != "Finished")
        {
            await Task.Yield();
        }

        await host.StopAsync(default);
        Assert.False(host.ExecuteTask!.IsFaulted);
        Story.MustHold(runtime);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_statement_that_failed_cannot_be_committed_around()
    {
        using var runtime = await TestRuntime.Make();
        Assert.Throws<InvalidOperationException>(() => runtime.Database.Write(t =>
        {
            t.Execute("INSERT INTO kept_event (name, payload, at, expires_at) VALUES ('x', '{}', 0, 0)");
            Assert.Throws<PostgresException>(() => t.Execute("INSERT INTO kept_event (name) VALUES (NULL)"));
        }));
        Assert.Equal(0, runtime.Count("kept_event"));
    }

    [Fact]
    public async Task A_node_says_that_it_lives_and_takes_itself_off_the_list()
    {
        using var runtime = await TestRuntime.Make();
        var node = runtime.Get<Node>();

        // The time of the test is long past for the server: this clock cannot be trusted with due dates.
        node.SignOfLife();
        var row = Assert.Single(runtime.Database.Read(Node.All));
        Assert.Equal((NodeState.ClockOff, Node.Name), (row.State, row.Name));
        Assert.False(node.TakesWork);
        Assert.True(row.ClockAheadMs < 0);

        runtime.Time.Advance(TimeProvider.System.GetUtcNow() - runtime.Time.GetUtcNow());
        node.SignOfLife();
        Assert.Equal(NodeState.Running, Assert.Single(runtime.Database.Read(Node.All)).State);
        node.Drain();
        Assert.Equal(NodeState.Draining, Assert.Single(runtime.Database.Read(Node.All)).State);
        node.SignOff();
        Assert.Empty(runtime.Database.Read(Node.All));
    }

    // As when a firewall or a failover cuts them: everybody's but the one that does it.
    private static void EndConnections(TestRuntime runtime) => PostgresServer.Instance.Execute(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(runtime.Options.Postgres).Database}' AND pid <> pg_backend_pid()");
}
