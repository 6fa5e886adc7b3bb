namespace KnGG.Workflow.Web.Tests.Stories;

[Collection(InTheSimulatedRegion.Name)]
public sealed class When_one_child_is_followed_for_years(SimulatedRegion region)
{
    [Fact]
    public async Task The_story_goes_through_all_steps_twice_and_ends_and_loses_nothing()
    {
        var child = await Child.Signalled(region, "VERHAAL-4711", (7, 9), source: "school");
        await child.IsReferred(131.7, 47.3);
        await child.Answer("Overdracht beantwoorden", "Afwijzen", ("declineReason", "vol"));
        Assert.Equal("jgz", await Owner(child));
        await child.GivesFeedback();
        await child.Answer("Andere ontvanger?", "Opnieuw aanbieden");
        await child.IsAccepted();
        Assert.Equal("czv", await Owner(child));
        await child.DoesStep2();
        await child.DoesSteps3And4();
        await child.ProviderStarts();
        Assert.Equal((5, "aan-de-slag", 1), await Stand(child));

        await child.PassUntil("Evaluatie met kind en gezin");
        await child.Answer("Evaluatie met kind en gezin", "Niet bereikt");
        await child.Answer("Contact herstellen", "Weer contact", ("next", "home"));
        await child.Evaluates("Naar nazorg", 134.6, 45.4);
        await child.DoesStep6();
        Assert.Equal((6, "nazorg", 1), await Stand(child));
        Assert.Equal("jgz", await Owner(child));
        Assert.False(await child.IsSeenBy("aanbieder"));

        await child.Checks(136.3, 46.1);
        Assert.Empty(await child.TasksOf("aanbieder"));
        await child.Checks(138.9, 58.7, "terugval");
        await child.Answer("Besluit na de terugvalcontrole", "Opnieuw vanaf stap 2");
        Assert.Equal((2, "uitzoeken", 2), await Stand(child));
        Assert.Equal("czv", await Owner(child));

        await child.DoesStep2();
        await child.DoesSteps3And4();
        await child.ProviderStarts();
        await child.Evaluates("Naar nazorg", 141.3, 54.9);
        await child.DoesStep6();
        var start = await child.Today();
        foreach (var months in (int[])[3, 6, 12, 24])
        {
            var on = await child.Checks(143.1 + months, 54.3);

            // A weekend or a holiday moves it, to whichever side is nearer, inside the window of two weeks.
            Assert.InRange(on, start.AddMonths(months).AddDays(-14), start.AddMonths(months).AddDays(14));
        }

        await child.Answer("Traject afsluiten", "Afsluiten", ("reden", "doel-bereikt"));
        Assert.Equal("closed", (await child.SeenBy("beheerder")).GetProperty("status").GetString());
        Assert.Empty(await child.OpenTasks());
        Assert.Equal(await child.Journal("beheerder"), (await child.Journal("beheerder")).OrderBy(l => l[..10], StringComparer.Ordinal));
        Assert.EndsWith("Het traject is afgesloten: doel bereikt. (JGZ-professional (demo))", (await child.Journal("beheerder"))[^1], StringComparison.Ordinal);
        foreach (var line in await child.Journal("beheerder"))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        await region.MustHold();
        await region.MustKeepQuiet();
    }

    private static async Task<string?> Owner(Child child) => (await child.SeenBy("beheerder")).GetProperty("owner").GetProperty("role").GetString();

    private static async Task<(int, string?, int)> Stand(Child child)
    {
        var seen = await child.SeenBy("beheerder");
        return (seen.GetProperty("step").GetInt32(), seen.GetProperty("phase").GetString(), seen.GetProperty("cycle").GetInt32());
    }
}
