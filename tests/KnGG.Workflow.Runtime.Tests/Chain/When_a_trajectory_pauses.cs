using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_trajectory_pauses
{
    private const int Days = 60;

    public static TheoryData<string> Places => ["stap 1", "overdracht", "stap 3", "stap 5", "nazorg"];

    [Theory]
    [MemberData(nameof(Places))]
    public void What_is_expected_of_people_moves_by_its_length_and_insured_limits_and_birthdays_do_not(string place)
    {
        var story = At(place);
        var tasks = story.World.Tasks.ToDictionary(t => t.Id, t => t.DueAt);
        var clocks = Clocks(story);
        story.Event("pauze", ("reden", "ziekte"), ("tot", story.Today.AddDays(Days)));
        Assert.Equal((Phases.Pause, "ziekte", story.Today.AddDays(Days)), (story.File.Process.Phase, story.File.Process.Pause!.Reason, story.File.Process.Pause.Until));
        Assert.All(story.World.Tasks, t => Assert.Equal(Later(story, tasks[t.Id]!.Value), t.DueAt));
        Assert.All(Clocks(story).Where(c => !c.Key.EndsWith("pauze-begint:pauze", StringComparison.Ordinal)), c => Assert.Equal(Stands(c.Key) ? clocks[c.Key] : Later(story, clocks[c.Key]), c.Value));
    }

    [Fact]
    public void Nobody_hears_of_a_task_until_it_is_over_and_then_its_owner_is_asked()
    {
        var story = At("stap 3");
        var mails = story.World.Mails.Count;
        var owner = story.File.Owner;
        story.Event("pauze", ("reden", "wens"), ("tot", story.Today.AddDays(Days))).Pass(days: Days - 1);
        Assert.Equal(mails, story.World.Mails.Count);
        story.PassUntil("Hervatten?", months: 1);
        Assert.Equal(("uitzoeken", owner), (story.File.Process.Phase, story.File.Owner));
        Assert.Equal((owner!.Role, owner.OrganisationId), story.World.Tasks.Where(t => t.Title == "Hervatten?").Select(t => (t.Role, t.OrganisationId)).Single());
        story.Answer("Hervatten?", "Langer wachten", ("until", story.Today.AddDays(30)));
        Assert.Equal((Phases.Pause, "wens", 2), (story.File.Process.Phase, story.File.Process.Pause!.Reason, story.File.Process.Pauses.Count));
        story.PassUntil("Hervatten?", months: 2).Answer("Hervatten?", "Hervatten").DoesStep3();
        Assert.Equal((4, "plan"), (story.File.Process.Step, story.File.Process.Phase));
    }

    [Fact]
    public void Ended_sooner_it_gives_the_rest_back()
    {
        var story = At("stap 3");
        var due = story.World.Tasks.Single(t => t.Title == "Samenhang bespreken met kind en gezin").DueAt!.Value;
        story.Event("pauze", ("reden", "wens"), ("tot", story.Today.AddDays(Days))).Pass(days: 20).Event("hervatten");
        Assert.Equal("uitzoeken", story.File.Process.Phase);
        var now = story.World.Tasks.Single(t => t.Title == "Samenhang bespreken met kind en gezin").DueAt!.Value;
        Assert.InRange((now - due).TotalDays, 19.9, 24.1);
        Assert.DoesNotContain("Hervatten?", story.OpenTasks);
        story.Event("pauze", ("reden", "wens"), ("tot", story.Today.AddDays(Days)));
        Assert.Equal(Phases.Pause, story.File.Process.Phase);
    }

    [Fact]
    public void It_lasts_no_longer_than_the_region_allows()
    {
        var story = At("stap 3").Event("pauze", ("reden", "andere"), ("tot", new DateOnly(2029, 1, 1)));
        Assert.Equal(story.Today.AddMonths(3), story.File.Process.Pause!.Until);
        Assert.Equal(story.Today.AddMonths(3), At("stap 3").Event("pauze").File.Process.Pause!.Until);
    }

    [Fact]
    public void Closing_ends_it()
    {
        var story = At("stap 5").Event("pauze", ("reden", "ziekte"), ("tot", new DateOnly(2027, 1, 1))).Event("afsluiten", ("reden", "overleden"));
        Assert.Equal((WorkflowSubStatus.Finished, "afgesloten", null), (story.Status, story.File.Process.Phase, story.File.Process.Pause));
    }

    private static Story At(string place) => place switch
    {
        "stap 1" => Story.Of(),
        "overdracht" => Story.Of().ReachesReferral().Offers(),
        "stap 3" => Story.Of().ReachesStep2().DoesStep2(),
        "stap 5" => Story.Of().ReachesStep5(),
        _ => Story.Of().ReachesStep5().Evaluates("Naar nazorg").DoesStep6(),
    };

    private static bool Stands(string node) =>
        node.Contains(":voor-1", StringComparison.Ordinal) || node.Contains(":czv-tijd-nadert", StringComparison.Ordinal) || node.Contains(":gli-", StringComparison.Ordinal);

    private static DateTimeOffset Later(Story story, DateTimeOffset moment) => DutchTime.ToInstant(
        story.World.Care.Calendar(story.Today).NextWorkingDay(DutchTime.ToLocalDate(moment).AddDays(Days)), TimeOnly.FromDateTime(DutchTime.ToLocal(moment).DateTime));

    private static Dictionary<string, DateTimeOffset> Clocks(Story story) => story.World.Instances.Where(i => i.State.Status == WorkflowStatus.Running)
        .SelectMany(i => i.State.Bookmarks.Where(b => b.DueAt is not null).Select(b => (Key: $"{i.Number}:{b.NodeId}:{b.Name}", b.DueAt))).ToDictionary(c => c.Key, c => c.DueAt!.Value);
}
