using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>What professionals usually do, so that a story only tells what is special about it.</summary>
internal static class Course
{
    /// <summary>The JGZ takes the signal up, speaks with the family and measures.</summary>
    internal static async Task Meets(this Child child, double heightCm, double weightKg, string problems = "no", string risk = "none")
    {
        await child.Answer("Signaal beoordelen", "Oppakken");
        await child.Answer("Meten en gesprek met kind en ouders", "Gedaan",
            [("permission", "yes"), .. child.Measurement(await child.Today(), heightCm, weightKg), ("risk", new JsonArray(risk)),
             ("psychosocial", problems), ("socioeconomic", "no"), ("lackOfCoherence", "no"), ("coordinationNeed", "no")]);
    }

    /// <summary>Step 1 up to the handover that is offered to the CZV.</summary>
    internal static async Task IsReferred(this Child child, double heightCm, double weightKg)
    {
        await child.Meets(heightCm, weightKg);
        await child.Answer("GGR en route vaststellen", "Vastgesteld", ("ggr", "sterk"), ("status", "confirmed"));
        await child.Answer("Verwijzing bekrachtigen", "Bekrachtigd", ("referrerRole", "jeugdarts"));
        await child.Agrees();
        await child.Answer("Overdracht klaarzetten", "Aanbieden");
    }

    /// <summary>The receiver accepts, speaks the sender and the family.</summary>
    internal static async Task IsAccepted(this Child child)
    {
        await child.Answer("Overdracht beantwoorden", "Aannemen");
        await child.Answer("Contact tussen de professionals", "Gesproken");
        await child.Answer("Eerste contact met het gezin", "Gesproken");
    }

    /// <summary>The family agrees to every open question about sharing.</summary>
    internal static Task Agrees(this Child child) => child.AnswerAll("Mag dit gedeeld worden?", "Delen", ("given", "yes"), ("by", "both"));

    /// <summary>Whoever owes feedback gives it.</summary>
    internal static async Task GivesFeedback(this Child child)
    {
        await child.Agrees();
        await child.AnswerAll("Terugkoppeling geven", "Verstuurd");
    }

    /// <summary>Step 2.</summary>
    internal static async Task DoesStep2(this Child child)
    {
        await child.Answer("Kennismaken met kind en gezin", "Kennisgemaakt", ("anderOnderzoek", "no"));
        await child.AnswerAll("Lichamelijk onderzoek", "Gedaan");
        await child.Answer("Brede anamnese", "Compleet");
        await child.GivesFeedback();
    }

    /// <summary>Steps 3 and 4: a plan with an item of a provider and one of the family.</summary>
    internal static async Task DoesSteps3And4(this Child child)
    {
        await child.Answer("Samenhang bespreken met kind en gezin", "Gedeeld beeld");
        await child.Answer("Plan maken met kind en gezin", "Plan is klaar", ("gli", "no"), ("items", new JsonArray(
            new JsonObject { ["need"] = "Bewegen met andere kinderen", ["kind"] = "social", ["role"] = "aanbieder" },
            new JsonObject { ["need"] = "Samen ontbijten", ["kind"] = "family", ["role"] = "gezin" })));
        await child.Answer("Akkoord op het plan", "Akkoord", ("agreed", "yes"));
        await child.Agrees();
        await child.AnswerAll("Betaler controleren", "Klopt");
        await child.GivesFeedback();
    }

    /// <summary>The provider says yes and starts.</summary>
    internal static async Task ProviderStarts(this Child child)
    {
        await child.AnswerAll("Uitnodiging beantwoorden", "Aannemen");
        await child.AnswerAll("Start bevestigen", "Gestart");
        await child.GivesFeedback();
    }

    /// <summary>An evaluation with a new measurement.</summary>
    internal static async Task Evaluates(this Child child, string outcome, double heightCm, double weightKg)
    {
        await child.PassUntil("Evaluatie met kind en gezin");
        await child.Answer("Evaluatie met kind en gezin", outcome, child.Measurement(await child.Today(), heightCm, weightKg));
        await child.GivesFeedback();
    }

    /// <summary>Step 6 up to the start of aftercare.</summary>
    internal static async Task DoesStep6(this Child child)
    {
        await child.Answer("Volhoudplan maken", "Klaar");
        await child.Agrees();
        await child.Answer("Overdracht klaarzetten", "Aanbieden");
        await child.IsAccepted();
        await child.Answer("Doorgeleiding naar sport en bewegen", "Geregeld");
        await child.Answer("Afsluitend bericht", "Verstuurd");
        await child.GivesFeedback();
    }

    /// <summary>A relapse check.</summary>
    internal static async Task<DateOnly> Checks(this Child child, double heightCm, double weightKg, string impression = "op-koers")
    {
        await child.PassUntil("Terugvalcontrole: meten en spreken");
        var today = await child.Today();
        await child.Answer("Terugvalcontrole: meten en spreken", "Gedaan", [.. child.Measurement(today, heightCm, weightKg), ("oordeel", impression)]);
        return today;
    }
}
