using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.Tests.Chain;

/// <summary>What the people of a story usually do, so that a story only tells what is special about it.</summary>
internal static class People
{
    private const string Share = "Mag dit gedeeld worden?";

    /// <summary>The JGZ takes the signal up, meets the family and measures.</summary>
    public static Story Meets(this Story story, double heightCm = 130, double weightKg = 45, string risk = "none", string problems = "no") => story
        .Answer("Signaal beoordelen", "Oppakken", ("familyKnows", "yes"))
        .Measures(heightCm, weightKg, risk, problems);

    /// <summary>The talk of step 1.</summary>
    public static Story Measures(this Story story, double heightCm = 130, double weightKg = 45, string risk = "none", string problems = "no") => story
        .Answer("Meten en gesprek met kind en ouders", "Gedaan",
            ("permission", "yes"), ("on", story.Today), ("heightCm", heightCm), ("weightKg", weightKg), ("clothed", "no"), ("risk", new[] { risk }),
            ("psychosocial", problems), ("socioeconomic", "no"), ("lackOfCoherence", "no"), ("coordinationNeed", "no"));

    /// <summary>A professional decides the GGR.</summary>
    public static Story DecidesGgr(this Story story, string ggr) => story
        .Answer("GGR en route vaststellen", "Vastgesteld", ("ggr", ggr), ("status", "confirmed"));

    /// <summary>Somebody on the list of referrers signs.</summary>
    public static Story Signs(this Story story) => story.Answer("Verwijzing bekrachtigen", "Bekrachtigd", ("referrerRole", "jeugdarts"));

    /// <summary>The family agrees to every open question about sharing.</summary>
    public static Story Agrees(this Story story) => story.AnswerAll(Share, "Delen", ("given", "yes"), ("by", "both"));

    /// <summary>Step 1 up to a CZV who must be found.</summary>
    public static Story ReachesReferral(this Story story) => story.Meets().DecidesGgr("sterk").Signs();

    /// <summary>The JGZ offers the handover.</summary>
    public static Story Offers(this Story story) => story.Agrees()
        .Answer("Overdracht klaarzetten", "Aanbieden", ("summary", "Verwijzing na gesprek"), ("familyTold", "Besproken"));

    /// <summary>The receiver accepts, speaks the sender and the family.</summary>
    public static Story Accepts(this Story story) => story
        .Answer("Overdracht beantwoorden", "Aannemen", ("seen", "yes"))
        .Contacts();

    /// <summary>After acceptance.</summary>
    public static Story Contacts(this Story story) => story
        .Answer("Contact tussen de professionals", "Gesproken", ("on", story.Today))
        .Answer("Eerste contact met het gezin", "Gesproken", ("on", story.Today), ("reached", "yes"));

    /// <summary>Steps 1 and handover: the CZV is at work in step 2.</summary>
    public static Story ReachesStep2(this Story story) => story.ReachesReferral().Offers().Accepts();

    /// <summary>Step 2 with its examination.</summary>
    public static Story DoesStep2(this Story story)
    {
        story.Answer("Kennismaken met kind en gezin", "Kennisgemaakt", ("on", story.Today), ("reached", "yes"), ("anderOnderzoek", "no"));
        if (story.OpenTasks.Contains("Lichamelijk onderzoek"))
        {
            story.Answer("Lichamelijk onderzoek", "Gedaan");
        }

        return story.Answer("Brede anamnese", "Compleet", ("matters", "Mee kunnen doen met gym")).GivesFeedback();
    }

    /// <summary>Step 3.</summary>
    public static Story DoesStep3(this Story story) => story
        .Answer("Samenhang bespreken met kind en gezin", "Gedeeld beeld", ("causes", "Veel tegelijk"), ("agreement", "yes"));

    /// <summary>The plan with one item of a sports club and one of the family.</summary>
    public static Story MakesPlan(this Story story, string gli = "no") => story
        .Answer("Plan maken met kind en gezin", "Plan is klaar", ("goals", "Elke dag buiten spelen"), ("items", story.Items()), ("gli", gli), ("gliReason", "Past nu niet"));

    /// <summary>A plan with a kinder-GLI, of which the CZV has seen these conditions to be met.</summary>
    public static Story MakesPlanWithGli(this Story story, params string[] conditions) => story
        .Answer("Plan maken met kind en gezin", "Plan is klaar",
            ("goals", "Elke dag buiten spelen"), ("items", new[] { Value.MapOf(("need", Value.Of("Leefstijl")), ("kind", Value.Of(ItemKinds.KinderGli)), ("role", Value.Of("klsc")), ("organisation", Value.Of(Story.SportsClub.ToString()))) }),
            ("gli", "yes"), ("gliReason", "Past bij het gezin"), ("gliConditions", conditions));

    /// <summary>The rows of the plan form: what runs keeps its number.</summary>
    public static IReadOnlyList<Value> Items(this Story story) => Items(story.File, Story.SportsClub);

    /// <summary>The same for a file of any region.</summary>
    public static IReadOnlyList<Value> Items(TrajectoryFile file, Guid club) => file.LatestPlan is { Items.Count: > 0 } plan
        ? [.. plan.Items.Select(Row)]
        : [Value.MapOf(("need", Value.Of("Bewegen")), ("kind", Value.Of("social")), ("role", Value.Of("aanbieder")), ("organisation", Value.Of(club.ToString()))),
           Value.MapOf(("need", Value.Of("Samen ontbijten")), ("kind", Value.Of("family")), ("role", Value.Of("gezin")))];

    /// <summary>Step 4.</summary>
    public static Story DoesStep4(this Story story)
    {
        return story.MakesPlan().GetsAgreement();
    }

    /// <summary>The family agrees to the plan and to what follows from it.</summary>
    public static Story GetsAgreement(this Story story)
    {
        story.Answer("Akkoord op het plan", "Akkoord", ("agreed", "yes"), ("by", "both")).Agrees();
        return story.OpenTasks.Contains("Betaler controleren") ? story.Answer("Betaler controleren", "Klopt").GivesFeedback() : story.GivesFeedback();
    }

    /// <summary>From the start to step 5.</summary>
    public static Story ReachesStep5(this Story story) => story.ReachesStep2().DoesStep2().DoesStep3().DoesStep4();

    /// <summary>The sports club says yes and confirms the start.</summary>
    public static Story ClubStarts(this Story story)
    {
        if (story.OpenTasks.Contains("Uitnodiging beantwoorden"))
        {
            story.Answer("Uitnodiging beantwoorden", "Aannemen").Answer("Start bevestigen", "Gestart", ("startedOn", story.Today));
        }

        return story;
    }

    /// <summary>An evaluation with a new measurement.</summary>
    public static Story Evaluates(this Story story, string outcome, double weightKg = 44, string? reason = null)
    {
        story.PassUntil("Evaluatie met kind en gezin");
        List<(string, object)> fields = [("on", story.Today), ("heightCm", 131.0), ("weightKg", weightKg)];
        if (reason is not null)
        {
            fields.Add(("reden", reason));
        }

        return story.Answer("Evaluatie met kind en gezin", outcome, [.. fields]).GivesFeedback();
    }

    /// <summary>Step 6 up to the start of aftercare.</summary>
    public static Story DoesStep6(this Story story)
    {
        story.Answer("Volhoudplan maken", "Klaar", ("helps", "Samen koken"));
        story.Agrees().Answer("Overdracht klaarzetten", "Aanbieden", ("summary", "Nazorg"), ("familyTold", "Besproken"))
            .Answer("Overdracht beantwoorden", "Aannemen", ("seen", "yes")).Contacts();
        return story.Answer("Doorgeleiding naar sport en bewegen", "Geregeld").Answer("Afsluitend bericht", "Verstuurd", ("result", "Doel bereikt"), ("way", "sent"));
    }

    /// <summary>A relapse check that goes well.</summary>
    public static Story Checks(this Story story, string impression = "op-koers", double weightKg = 44) => story
        .PassUntil("Terugvalcontrole: meten en spreken")
        .Answer("Terugvalcontrole: meten en spreken", "Gedaan", ("on", story.Today), ("heightCm", 133.0), ("weightKg", weightKg), ("oordeel", impression));

    /// <summary>The case owner closes.</summary>
    public static Story Closes(this Story story, string reason) => story
        .Answer("Traject afsluiten", "Afsluiten", ("reden", reason), ("jgzFollowUp", "Gewone contacten"), ("way", "sent"));

    /// <summary>Everybody who owes feedback gives it.</summary>
    public static Story GivesFeedback(this Story story) => story.Agrees()
        .AnswerAll("Terugkoppeling geven", "Verstuurd", ("text", "Zie de afspraken"), ("way", "sent"));

    private static Value Row(PlanItem item) => Value.MapOf(
        ("item", Value.Of(item.Id.ToString())), ("need", Value.Of("Bewegen")), ("kind", Value.Of(item.Kind)), ("role", Value.Of(item.Role)),
        ("organisation", Value.Of(item.OrganisationId?.ToString() ?? "")), ("state", Value.Of(item.State)));
}
