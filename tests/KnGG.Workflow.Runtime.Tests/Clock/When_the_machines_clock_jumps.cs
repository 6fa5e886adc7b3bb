using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Clock;

public class When_the_machines_clock_jumps
{
    /// <summary>KNGG_LONG=1 makes ten times as many jumps; KNGG_SEED chooses other ones.</summary>
    private static int Jumps => Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 600 : 60;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("KNGG_SEED"), out var seed) ? seed : 20260503;

    [Fact]
    public async Task Forward_and_back_nothing_fires_twice_and_nothing_is_forgotten()
    {
        var random = new Random(Seed);
        var sent = new RecordingSender();
        var job = new Nightly();
        using var runtime = await TestRuntime.Make(more: s => s.AddSingleton<IMailSender>(sent));
        var desk = new JobDesk(runtime.Database, runtime.Clock, runtime.Get<IncidentWriter>(), [job], NullLogger<JobDesk>.Instance);
        runtime.Time.MoveTo(MailScene.Friday);
        var (_, organisation) = runtime.Person("jans", "jgz");
        runtime.Publish(Sequence("w", Delay("a", TimeSpan.FromHours(7)), Line("l", "een"), Delay("b", TimeSpan.FromHours(30)), Line("m", "twee"), Delay("c", TimeSpan.FromMinutes(1)), Line("n", "drie")));
        Guid[] ids = [.. Enumerable.Range(0, 20).Select(_ => runtime.StartInstance("w"))];
        for (var i = 0; i < Jumps; i++)
        {
            if (i % 4 == 0)
            {
                MailScene.Want(runtime, organisation);
            }

            // More forward than back, as far as half a day in a jump.
            runtime.Time.Advance(TimeSpan.FromMinutes(random.Next(-5 * 60, 12 * 60)));
            runtime.RunAll();
            await desk.RunDue(default);
            await MailScene.Send(runtime);
        }

        runtime.Time.Advance(TimeSpan.FromDays(10));
        for (var i = 0; i < 5; i++)
        {
            runtime.RunAll();
            await MailScene.At(runtime, Care.Calendar.DutchTime.ToLocalDate(runtime.Clock.Now).AddDays(1), 10);
        }

        Assert.All(ids, id => Assert.Equal(["een", "twee", "drie"], runtime.LinesOf(id)));
        Assert.Equal(0, runtime.Count("stimulus"));
        Assert.Equal(0, runtime.Count("mail WHERE state IN (0, 1, 3, 6)"));
        Assert.Equal(sent.Taken.Count, sent.Taken.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(job.Nights.Count, job.Nights.Distinct().Count());
        Assert.NotEmpty(job.Nights);
        Story.MustHold(runtime);
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(60, true)]
    public async Task A_lease_is_never_given_up_early_and_who_lost_it_writes_nothing(int minutes, bool isOver)
    {
        var sent = new RecordingSender();
        using var runtime = await MailScene.Make(sent);
        using var other = runtime.SecondProcess();
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        var again = false;

        // The clock jumps while the first has the mail in its hands.
        sent.OnTaken = _ =>
        {
            sent.OnTaken = null;
            runtime.Time.Advance(TimeSpan.FromMinutes(minutes));
            again = other.Mail.RunOnce(default).GetAwaiter().GetResult();
        };
        Assert.True(await runtime.Mail.RunOnce(default));
        Assert.Equal(isOver, again);
        Assert.Equal(isOver ? 2 : 1, sent.Taken.Count);
        Assert.Single(sent.Taken.Select(m => m.MessageId).Distinct());
        Assert.Equal(MailState.Sent, Assert.Single(MailScene.Rows(runtime)).State);
        Assert.False(await runtime.Mail.RunOnce(default));
        Story.MustHold(runtime);
    }

    private sealed class Nightly : IRecurringJob
    {
        public List<DateTimeOffset> Nights { get; } = [];

        public string Code => "proef";

        public string Name => "Proefwerk";

        public string Cron => "0 0 2 * * ?";

        public JobResult Run(DateTimeOffset dueAt)
        {
            Nights.Add(dueAt);
            return new JobResult("Gedaan.");
        }
    }
}
