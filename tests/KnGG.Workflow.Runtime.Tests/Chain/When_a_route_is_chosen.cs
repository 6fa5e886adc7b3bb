using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_route_is_chosen
{
    [Fact]
    public void Under_two_no_GGR_is_determined_and_the_JGZ_assesses()
    {
        var story = Story.Of(years: 1).Answer("Signaal beoordelen", "Oppakken", ("familyKnows", "yes"));
        Assert.Equal(["Klinische beoordeling volgens NCJ"], story.OpenTasks);
        story.Answer("Klinische beoordeling volgens NCJ", "Begeleiding in de JGZ", ("assessment", "Groeit langs de lijn"));
        Assert.Equal((WorkflowSubStatus.Finished, "geen-doelgroep"), (story.Status, story.File.Process.ClosedReason));
        Assert.Null(story.File.Health.Proposal);
    }

    [Fact]
    public void From_eighteen_the_advice_is_the_adult_chain()
    {
        var story = Story.Of(years: 18).Answer("Signaal beoordelen", "Oppakken", ("familyKnows", "yes")).Answer("Advies: huisarts of volwassenketen", "Advies gegeven", ("advisedTo", "huisarts"));
        Assert.Equal((WorkflowSubStatus.Finished, "naar-volwassenketen"), (story.Status, story.File.Process.ClosedReason));
    }

    [Fact]
    public void At_licht_the_JGZ_stays_the_case_owner_for_three_consults_and_a_last_evaluation()
    {
        var story = Light();
        Assert.Equal(("lichte-route", "jgz"), (story.File.Process.Phase, story.File.Owner!.Role));
        story.Answer("Afspraken met het gezin", "Afgesproken", ("goals", "Elke dag fruit"), ("gli", "none"), ("agreed", "yes"), ("by", "guardian"));
        for (var consult = 0; consult < 3; consult++)
        {
            story.PassUntil("Vervolgcontact").Answer("Vervolgcontact", "Gedaan");
        }

        story.Answer("Eindevaluatie met het gezin", "Gewone JGZ-contacten").Closes("doel-bereikt");
        Assert.Equal(WorkflowSubStatus.Finished, story.Status);
        Assert.True(story.NothingWaits);
    }

    [Fact]
    public void A_rising_GGR_on_the_light_route_always_leads_to_the_CZV()
    {
        var story = Light().Answer("Afspraken met het gezin", "Afgesproken", ("goals", "Elke dag fruit"), ("gli", "none"), ("agreed", "yes"), ("by", "guardian"));
        story.PassUntil("Vervolgcontact");
        story.Answer("Vervolgcontact", "Gedaan", ("measureNow", "yes"), ("on", story.Today), ("heightCm", 131.0), ("weightKg", 48.0))
            .Answer("GGR vaststellen", "Vastgesteld", ("ggr", "sterk"), ("status", "confirmed")).Offers().Accepts();
        Assert.Equal((2, "czv"), (story.File.Process.Step, story.File.Owner!.Role));
    }

    [Fact]
    public void At_licht_a_CZV_is_only_considered_where_the_region_arranged_it()
    {
        var story = Light(problems: "suspected");
        Assert.Equal(["Afspraken met het gezin"], story.OpenTasks);
    }

    [Fact]
    public void An_open_medical_question_at_licht_is_answered_before_the_route()
    {
        var story = Story.Of().Meets(130, 34, risk: "unknown").Answer("GGR en route vaststellen", "Voorlopig, medische vraag", ("ggr", "licht"), ("status", "provisional"), ("reason", "Bloeddruk onbekend"));
        Assert.Equal(["Medische vraag beantwoorden"], story.OpenTasks);
        story.Answer("Medische vraag beantwoorden", "Beantwoord", ("risk", new[] { "HYPERTENSION" }), ("finding", "Bloeddruk is hoog")).DecidesGgr("matig").Signs();
        Assert.Contains("Mag dit gedeeld worden?", story.OpenTasks);
    }

    [Fact]
    public void Obesity_goes_to_the_CZV_while_the_medical_question_waits()
    {
        var story = Story.Of().Meets(risk: "unknown").Answer("GGR en route vaststellen", "Voorlopig, medische vraag", ("ggr", "matig"), ("status", "provisional"), ("reason", "Bloeddruk onbekend")).Signs().Offers().Accepts();
        Assert.Equal(2, story.File.Process.Step);
        story.Answer("Medische vraag beantwoorden", "Beantwoord", ("risk", new[] { "HYPERTENSION" }), ("finding", "Bloeddruk is hoog"))
            .Answer("GGR vaststellen na het medische antwoord", "Vastgesteld", ("ggr", "sterk"), ("status", "confirmed"));
        Assert.Equal("sterk", Care.CareCodes.ToCode(story.File.Health.Ggr));
    }

    [Fact]
    public void Nothing_is_shared_before_the_family_was_asked_and_without_a_CZV_the_JGZ_goes_on()
    {
        var story = Story.Of().ReachesReferral();
        Assert.Empty(story.File.Process.Handovers);
        story.Answer("Mag dit gedeeld worden?", "Niet delen", ("given", "no"));
        Assert.Empty(story.File.Process.Handovers);
        Assert.Equal(["De overdracht lukt nu niet: hoe verder?"], story.OpenTasks);

        var without = Story.Of(withCzv: false).ReachesReferral().Offers().Answer("Andere ontvanger?", "Geen ontvanger")
            .Answer("De overdracht lukt nu niet: hoe verder?", "JGZ ondersteunt intussen", ("familyView", "Graag alvast beginnen"));
        Assert.Equal(("lichte-route", "jgz"), (without.File.Process.Phase, without.File.Owner!.Role));
    }

    private static Story Light(string problems = "no") => Story.Of().Meets(130, 34, problems: problems).DecidesGgr("licht");
}
