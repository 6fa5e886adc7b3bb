using System.Globalization;
using System.Net;

namespace KnGG.Workflow.Web.Tests.Stories;

[Collection(InTheSimulatedRegion.Name)]
public sealed class When_children_take_another_course(SimulatedRegion region)
{
    [Fact]
    public async Task The_light_route_stays_with_the_JGZ_and_goes_to_the_CZV_when_it_gets_worse()
    {
        var child = await Child.Signalled(region, "LICHT-1", (8, 7), (138.3, 40.9));
        await child.Meets(138.3, 40.9);
        await child.Answer("GGR en route vaststellen", "Vastgesteld", ("ggr", "licht"), ("status", "overridden"), ("reason", "Na overleg"));
        await child.AnswerAll("CZV bij licht GGR?", "Lichte route");
        Assert.Equal("lichte-route", (await child.SeenBy("jgz")).GetProperty("phase").GetString());
        await child.Answer("Afspraken met het gezin", "Afgesproken", ("gli", "none"), ("agreed", "yes"));
        await child.PassUntil("Vervolgcontact");
        await child.Answer("Vervolgcontact", "Gedaan", ("measureNow", "no"));
        Assert.Equal("jgz", (await child.SeenBy("jgz")).GetProperty("owner").GetProperty("role").GetString());
        Assert.False(await child.IsSeenBy("czv"));
        await child.PassUntil("Vervolgcontact");
        await child.Answer("Vervolgcontact", "Gedaan", [("measureNow", "yes"), .. child.Measurement(await child.Today(), 139.4, 63.6)]);
        await child.Answer("GGR vaststellen", "Vastgesteld", ("ggr", "sterk"), ("status", "confirmed"));
        await child.AnswerAll("Verwijzing bekrachtigen", "Bekrachtigd", ("referrerRole", "jeugdarts"));
        await child.Agrees();
        await child.Answer("Overdracht klaarzetten", "Aanbieden");
        await child.IsAccepted();
        Assert.Equal(2, (await child.SeenBy("czv")).GetProperty("step").GetInt32());
        await region.MustHold();
    }

    [Fact]
    public async Task Under_two_there_is_no_class_but_a_clinical_judgement()
    {
        var child = await Child.Signalled(region, "BABY-1", (1, 2), (77.6, 13.9), source: "huisarts");
        await child.Answer("Signaal beoordelen", "Oppakken");
        await child.Answer("Klinische beoordeling volgens NCJ", "Begeleiding in de JGZ");
        var seen = await child.SeenBy("beheerder");
        Assert.Equal(("closed", "geen-doelgroep"), (seen.GetProperty("status").GetString(), seen.GetProperty("closedReason").GetString()));
        Assert.Empty(await child.OpenTasks());
        await region.MustHold();
    }

    [Fact]
    public async Task Not_now_is_no_end_the_family_is_asked_again_and_the_story_goes_on()
    {
        var child = await Child.Signalled(region, "NU-NIET-1", (9, 3), (142.2, 56.4));
        await child.Answer("Signaal beoordelen", "Oppakken");
        await child.Answer("Meten en gesprek met kind en ouders", "Nu niet", ("permission", "no"));
        Assert.Empty(await child.OpenTasks());
        await child.PassUntil("Opnieuw vragen: is het nu een goed moment?", 8);
        await child.Answer("Opnieuw vragen: is het nu een goed moment?", "Ja, verder");
        Assert.Equal(["Meten en gesprek met kind en ouders"], await child.OpenTasks());

        using var other = await region.Host.Send("czv", HttpMethod.Post, $"/api/v1/trajectories/{child.Trajectory}/close", new { reason = "gezin-wil-niet" });
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var wrong = await region.Host.Send("jgz", HttpMethod.Post, $"/api/v1/trajectories/{child.Trajectory}/close", new { reason = "zomaar" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var close = await region.Host.Send("jgz", HttpMethod.Post, $"/api/v1/trajectories/{child.Trajectory}/close", new { reason = "gezin-wil-niet" });
        Assert.Equal(HttpStatusCode.Accepted, close.StatusCode);
        await child.Settle();
        await child.AnswerAll("Traject afsluiten", "Afsluiten", ("reden", "gezin-wil-niet"));
        var seen = await child.SeenBy("beheerder");
        Assert.Equal(("closed", "gezin-wil-niet"), (seen.GetProperty("status").GetString(), seen.GetProperty("closedReason").GetString()));
        Assert.Empty(await child.OpenTasks());
        using var again = await region.Host.Send("jgz", HttpMethod.Post, $"/api/v1/trajectories/{child.Trajectory}/close", new { reason = "gezin-wil-niet" });
        Assert.Contains(again.StatusCode, new[] { HttpStatusCode.Conflict, HttpStatusCode.NotFound });
        await region.MustHold();
    }

    [Fact]
    public async Task A_case_owner_goes_back_a_step_from_outside_and_the_plan_begins_anew()
    {
        var child = await Child.Signalled(region, "TERUG-1", (8, 11), (139.1, 51.7));
        await child.IsReferred(139.1, 51.7);
        await child.IsAccepted();
        await child.DoesStep2();
        await child.DoesSteps3And4();
        using var asked = await region.Host.Send("czv", HttpMethod.Post, $"/api/v1/trajectories/{child.Trajectory}/re-enter", new { step = 3, reason = "nieuw-inzicht" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        await child.Settle();
        var seen = await child.SeenBy("czv");
        Assert.Equal((3, 2), (seen.GetProperty("step").GetInt32(), seen.GetProperty("cycle").GetInt32()));
        Assert.Contains("Samenhang bespreken met kind en gezin", await child.TasksOf("czv"));
        await region.MustHold();
    }

    [Fact]
    public async Task A_late_task_goes_to_the_deputy_the_distributor_and_then_the_case_owner()
    {
        var child = await Child.Signalled(region, "LAAT-1", (9, 10), (141.6, 57.2));
        var opened = await child.Today();
        await child.PassUntil("Een taak blijft liggen: wat nu?", 3);
        Assert.InRange((await child.Today()).DayNumber - opened.DayNumber, 22, 45);
        await child.Answer("Signaal beoordelen", "Oppakken");
        Assert.DoesNotContain("Een taak blijft liggen: wat nu?", await child.OpenTasks());
        using var late = await region.Host.Send("jgz", HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/v1/trajectories/{child.Trajectory}/stuck"));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        await region.MustHold();
    }
}
