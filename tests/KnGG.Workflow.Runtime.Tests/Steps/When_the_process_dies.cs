using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public class When_the_process_dies : IDisposable
{
    public static TheoryData<string> StepPoints => [CrashPoint.AfterClaim, CrashPoint.AfterDecide, CrashPoint.BeforeCommit, CrashPoint.AfterCommit];

    public void Dispose() => CrashPoint.Listen(null);

    [Theory]
    [MemberData(nameof(StepPoints))]
    public async Task Nothing_is_lost_or_doubled(string point)
    {
        // Let it die at the first, the second, ... time that the point is passed, until a run passes it no more.
        for (var at = 1; ; at++)
        {
            using var runtime = await TestRuntime.Make(stepsPerCommit: 3);
            Tell(runtime);
            var seen = 0;
            var died = false;
            CrashPoint.Listen(name =>
            {
                if (name == point && ++seen == at)
                {
                    throw new CrashException(name);
                }
            });
            for (var tries = 0; tries < 40; tries++)
            {
                try
                {
                    runtime.RunAll();
                    Answer(runtime);
                    runtime.Time.Advance(TimeSpan.FromDays(1));
                    if (runtime.RunAll() == 0 && tries > 4)
                    {
                        break;
                    }
                }
                catch (CrashException)
                {
                    died = true;
                    runtime.Restart();
                }
            }

            CrashPoint.Listen(null);
            Ended(runtime);
            if (!died)
            {
                Assert.True(at > 1, "The point was never passed.");
                return;
            }

            at += at > 6 ? 4 : 0;
        }
    }

    [Fact]
    public async Task An_answer_that_was_not_committed_can_be_given_again()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Publish(Sequence("vraag", RunTask("t", "bel"), Line("l", "gebeld")));
        var id = runtime.StartInstance("vraag");
        runtime.RunAll();
        CrashPoint.Listen(name =>
        {
            if (name == CrashPoint.TaskAnswered)
            {
                throw new CrashException(name);
            }
        });
        Assert.Throws<CrashException>(() => Answer(runtime));
        CrashPoint.Listen(null);
        runtime.Restart();
        Assert.Equal(0, runtime.Count("task_answer"));
        Answer(runtime);
        runtime.RunAll();
        Assert.Equal(["gebeld"], runtime.LinesOf(id));
        Assert.Equal(1, runtime.Count("task_answer"));
        Story.MustHold(runtime);
    }

    // Six instances with a task, a timer, an event and a child each.
    private static void Tell(TestRuntime runtime)
    {
        runtime.Publish(Sequence("kind", Delay("kw", TimeSpan.FromHours(5)), Line("kl", "kind klaar")));
        runtime.Publish(Sequence(
            "verhaal",
            Line("een", "begin"),
            RunTask("taak", "bel"),
            Fork("samen", Delay("tijd", TimeSpan.FromDays(2)), Event("seintje", "sein"), Execute("kind", "kind")),
            PublishEvent("roep", "roep"),
            Line("twee", "eind")));
        for (var i = 0; i < 6; i++)
        {
            runtime.StartInstance("verhaal");
        }

        runtime.Database.Write(t => EventDelivery.Publish(t, "sein", Value.Of(ValueMap.Empty), null, Actor.System, runtime.Clock.Now));
    }

    private static void Answer(TestRuntime runtime)
    {
        foreach (var task in runtime.Database.Read(t => t.Query("SELECT id FROM task WHERE state = 0", r => r.Id(0))))
        {
            Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().CompletePlain(task, Actor.System, Value.Of("ja")));
        }

        if (runtime.Count("event_wait") > 0)
        {
            runtime.Database.Write(t => EventDelivery.Publish(t, "sein", Value.Of(ValueMap.Empty), null, Actor.System, runtime.Clock.Now));
        }
    }

    private static void Ended(TestRuntime runtime)
    {
        var ids = runtime.Database.Read(t => t.Query("SELECT id FROM instance WHERE definition_id = 'verhaal'", r => r.Id(0)));
        Assert.Equal(6, ids.Count);
        foreach (var id in ids)
        {
            Assert.Equal(["begin", "eind"], runtime.LinesOf(id));
            Assert.Equal("Finished", runtime.StatusOf(id));
        }

        Assert.Equal(12, runtime.Count("instance"));
        Assert.Equal(6, runtime.Count("task"));
        Assert.Equal(6, runtime.Count("task_answer"));
        Assert.Equal(0, runtime.Count("stimulus"));
        Story.MustHold(runtime);
    }
}
