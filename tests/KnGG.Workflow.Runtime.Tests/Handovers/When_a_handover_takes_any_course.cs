using KnGG.Workflow.Runtime.Tests.Chain;

namespace KnGG.Workflow.Runtime.Tests.Handovers;

public sealed class When_a_handover_takes_any_course(ITestOutputHelper output)
{
    /// <summary>From each moment every course of this many actions; KNGG_LONG=1 goes one action further.</summary>
    [Theory]
    [InlineData("verwijzing", 4)]
    [InlineData("aangeboden", 4)]
    [InlineData("gezien", 4)]
    [InlineData("wachttijd", 4)]
    [InlineData("afgewezen", 4)]
    [InlineData("aangenomen", 3)]
    [InlineData("wisseling van CZV", 4)]
    [InlineData("verhuizing", 4)]
    [InlineData("naar de JGZ", 4)]
    public void There_is_one_case_owner_and_nobody_waits_for_nothing(string moment, int depth)
    {
        var courses = new HandoverCourses(("toestemming-ingetrokken", 0), ("opnieuw-doorlopen", 3), ("wisseling-czv", 0), ("verhuisd", 0), ("afsluiten", 0));
        var broken = courses.Explore(At(moment), depth + (Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 1 : 0));
        output.WriteLine($"{moment}: {courses.Actions} acties, {courses.States} verschillende standen.");
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
        Assert.True(courses.States > 100, $"Slechts {courses.States} standen: dan is er bijna niets geprobeerd.");
    }

    private static Story At(string moment) => moment switch
    {
        "verwijzing" => Story.Of().ReachesReferral(),
        "aangeboden" => Story.Of().ReachesReferral().Offers(),
        "gezien" => At("aangeboden").Answer("Overdracht beantwoorden", "Gezien, antwoord volgt", ("seen", "yes")),
        "wachttijd" => Later(At("aangeboden")),
        "afgewezen" => At("aangeboden").Answer("Overdracht beantwoorden", "Afwijzen", ("seen", "yes"), ("declineReason", "vol")),
        "aangenomen" => At("aangeboden").Answer("Overdracht beantwoorden", "Aannemen", ("seen", "yes")),
        "wisseling van CZV" => Story.Of().ReachesStep5().Event("wisseling-czv"),
        "verhuizing" => Story.Of().ReachesStep5().Event("verhuisd"),
        _ => Story.Of().ReachesStep5().Evaluates("Naar nazorg").Answer("Volhoudplan maken", "Klaar", ("helps", "Samen koken")).Agrees()
            .Answer("Overdracht klaarzetten", "Aanbieden", ("summary", "Nazorg"), ("familyTold", "Besproken")),
    };

    private static Story Later(Story story) =>
        story.Answer("Overdracht beantwoorden", "Aannemen met wachttijd", ("seen", "yes"), ("startsOn", story.Today.AddDays(30)));
}
