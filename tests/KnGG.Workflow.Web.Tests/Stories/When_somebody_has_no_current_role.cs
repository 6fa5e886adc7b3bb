using System.Net;

namespace KnGG.Workflow.Web.Tests.Stories;

[Collection(InTheSimulatedRegion.Name)]
public sealed class When_somebody_has_no_current_role(SimulatedRegion region)
{
    private static readonly string[] Everybody = ["jgz", "czv", "huisarts", "aanbieder", "klsc"];

    [Fact]
    public async Task The_file_is_there_only_for_those_who_work_in_it_and_only_then()
    {
        var child = await Child.Signalled(region, "TOEGANG-1", (8, 8), (137.9, 50.3));
        await Sees(child, "jgz");
        await child.IsReferred(137.9, 50.3);

        // What is offered is a task with the handover, not the file.
        await Sees(child, "jgz");
        Assert.Equal(["Overdracht beantwoorden"], await child.TasksOf("czv"));
        await child.IsAccepted();
        await Sees(child, "jgz", "czv");
        await child.DoesStep2();
        await child.DoesSteps3And4();
        await Sees(child, "jgz", "czv");
        await child.ProviderStarts();
        await Sees(child, "jgz", "czv", "aanbieder");
        var seen = await child.SeenBy("aanbieder");
        Assert.False(seen.TryGetProperty("ggr", out _));
        Assert.False(seen.TryGetProperty("payers", out _));
        Assert.DoesNotContain(await child.Journal("aanbieder"), l => l.Contains("route", StringComparison.OrdinalIgnoreCase) || l.Contains("GGR", StringComparison.Ordinal));

        await child.PassUntil("Hoe gaat het? (3 vragen)");
        await child.Answer("Hoe gaat het? (3 vragen)", "Afgerond");
        await child.Answer("Eindverslag", "Verstuurd");
        await child.GivesFeedback();
        await Sees(child, "jgz", "czv");
        Assert.Empty(await child.TasksOf("aanbieder"));
        await region.MustHold();
    }

    [Fact]
    public async Task Those_who_look_after_the_chain_see_how_it_runs_and_no_child()
    {
        var child = await Child.Signalled(region, "TOEGANG-2", (8, 7), (136.8, 49.6));
        foreach (var user in (string[])["beheerder", "coordinator"])
        {
            var seen = await child.SeenBy(user);
            Assert.False(seen.TryGetProperty("child", out _));
            Assert.False(seen.TryGetProperty("ggr", out _));
            Assert.DoesNotContain("Proefkind", seen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Proefkind", (await region.Host.Get(user, "/api/v1/trajectories?pageSize=200")).ToString(), StringComparison.Ordinal);
        }

        foreach (var user in (string[])["gemeente", "regio"])
        {
            Assert.False(await child.IsSeenBy(user));
            using var list = await region.Host.Send(user, HttpMethod.Get, "/api/v1/trajectories");
            Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
            Assert.Empty(await child.TasksOf(user));
            using var signal = await region.Host.Send(user, HttpMethod.Post, "/api/v1/signals", new { });
            Assert.Equal(HttpStatusCode.Forbidden, signal.StatusCode);
        }

        using var nobody = await region.Host.Send("", HttpMethod.Get, "/api/v1/trajectories/" + child.Trajectory);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private static async Task Sees(Child child, params string[] users)
    {
        var seeing = new List<string>();
        foreach (var user in Everybody)
        {
            if (await child.IsSeenBy(user))
            {
                seeing.Add(user);
            }
        }

        Assert.Equal(users.Order(), seeing.Order());
    }
}
