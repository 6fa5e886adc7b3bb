using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Rehearsal;

/// <summary>One practice for all tests of a draft: they only read. KNGG_LONG=1 records 1,000 instances.</summary>
public sealed class Practice : IAsyncLifetime
{
    public static int Instances { get; } = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1_000 : 40;

    public TestRuntime Runtime { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Runtime = await RecordedPractice.Record(Instances, days: 150);

    public ValueTask DisposeAsync()
    {
        Runtime.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class When_a_draft_is_rehearsed(Practice practice, ITestOutputHelper output) : IClassFixture<Practice>
{
    private static readonly string[] Tables = ["instance", "step", "stimulus", "task", "task_answer", "mail", "event_wait", "incident", "audit", "workflow_definition", "definition_set"];

    private readonly TestRuntime _runtime = practice.Runtime;

    [Fact]
    public void An_unchanged_version_changes_nothing_and_leaves_nothing_behind()
    {
        var before = Rows();
        var report = _runtime.Rehearse(RecordedPractice.Definition());
        output.WriteLine($"{report.Decisions} decisions over {report.Total} instances in {report.Elapsed.TotalMilliseconds:N0} ms");
        Assert.Equal((Practice.Instances, Practice.Instances, 0, 0), (report.Total, report.Same, report.Different, report.Unreadable));
        Assert.Empty(report.Instances);
        Assert.Equal(before, Rows());
    }

    [Fact]
    public void A_deleted_reminder_is_found_for_everybody_who_had_one()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(reminder: "-"));
        Found(report, "plan");
        var only = Assert.Single(report.ByDifference);
        Assert.Equal((DifferenceKind.Reminder, "Herinnering voor 'plan' vervalt."), (only.Kind, only.Sentence));
        Assert.Equal(0, report.NotFollowed);
    }

    [Fact]
    public void Two_swapped_steps_are_found_for_everybody_who_came_there()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(swapped: true));
        Found(report, "bellen");
        Assert.Contains(report.ByDifference, d => d is { Kind: DifferenceKind.Order, Sentence: "'bezoek' komt nu na 'plan'." or "'bellen' komt nu na 'bezoek'." });
    }

    [Fact]
    public void A_longer_term_is_found_for_everybody_who_waited()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(term: "26wk"));
        Found(report, "vervolg");
        Assert.Equal([new DifferenceCount(DifferenceKind.Term, "Termijn van 'vervolg' wordt 26 weken in plaats van 12.", report.Different)], report.ByDifference.Where(d => d.Kind != DifferenceKind.Mail));

        // What follows moves along. Holidays may bring a reminder forward for somebody, and that is said too.
        Assert.All(report.ByDifference.Where(d => d.Kind == DifferenceKind.Mail), d => Assert.Contains("task-reminder", d.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_role_is_found_for_everybody_who_got_the_task()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(role: "czv"));
        Found(report, "afronden");
        Assert.Contains(report.ByDifference, d => d.Sentence == "Taak 'Taak afronden' gaat naar rol czv in plaats van jgz.");
    }

    [Fact]
    public void A_new_task_says_that_the_record_ends_there()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(edit: s => s.Insert(1, RecordedPractice.Task("extra"))));
        Found(report, "bellen");
        Assert.Equal(report.Different, report.NotFollowed);
        Assert.All(report.Instances, i => Assert.Equal(["Taak 'Taak extra' komt erbij."], i.Differences.Select(d => d.Sentence)));
        Assert.Equal("'extra' is een nieuwe taak: wat mensen daarop antwoorden, is niet bekend.", Assert.Single(report.Reasons).Reason);
    }

    [Fact]
    public void An_outcome_that_no_longer_exists_shows_as_a_fault()
    {
        var report = _runtime.Rehearse(RecordedPractice.Definition(edit: s => s[0] = Definitions.Activity(
            "plan", "KnGG.HumanTask", ("title", "Taak plan"), ("role", "jgz"), ("due", "10wd"), ("escalation", "-"), ("outcomes", new[] { "Klaar" }))));
        Assert.All(report.Instances, i => Assert.Equal("Bij 'plan' gaat iets mis.", i.First!.Sentence));
        Assert.InRange(report.Different, 1, Practice.Instances / 2);
    }

    [Fact]
    public void A_limit_takes_the_newest() => Assert.Equal(7, _runtime.Rehearse(RecordedPractice.Definition(), limit: 7).Total);

    [Fact]
    public async Task The_chain_itself_rehearsed_unchanged_gives_no_differences()
    {
        using var runtime = await CareRuntime.Make(forms: Runtime.Forms.FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms")));
        for (var child = 0; child < 4; child++)
        {
            runtime.Signal(CareRuntime.Girl("R-" + child));
        }

        RecordedPractice.Pass(runtime, TimeSpan.FromDays(60));
        foreach (var file in Directory.GetFiles(CareRuntime.Workflows, "*.json"))
        {
            var report = runtime.Rehearse(File.ReadAllText(file));
            Assert.True(report.Same == report.Total, $"{Path.GetFileName(file)}: {string.Join("; ", report.ByDifference.Take(3))} {string.Join("; ", report.Reasons)}");
        }
    }

    private void Found(RehearsalReport report, string activity) =>
        Assert.Equal(_runtime.WhoBegan(activity), report.Instances.Select(i => i.InstanceId).Order().ToArray());

    private Dictionary<string, long> Rows() => Tables.ToDictionary(t => t, _runtime.Count);
}
