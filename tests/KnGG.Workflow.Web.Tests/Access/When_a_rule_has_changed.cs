using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using KnGG.Workflow.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Access;

/// <summary>The route has two versions: route@2 tells what the municipality offers. A file holds a decision of each.</summary>
[Collection(WithTheService.Name)]
public sealed class When_a_rule_has_changed(Service service)
{
    private const string OnlyInSecond = "Zet de gemeente een soort aanbod van het sociaal domein";

    // As the program wrote it while route@1 decided.
    private const string Stored = """
        {"route":"jgz-social","czv":"no","reason":"Bij een licht verhoogd GGR zonder deze problemen helpen de JGZ en het sociaal domein en is er geen CZV nodig.","source":"Handreiking mei 2026, H2 Doelgroepafbakening en H5b Samenwerken rond kind en gezin","rule":"route@1","options":["Leefstijlaanbod in het sociaal domein","Opvoedondersteuning","Voorrang in deze regio: kinderen van de basisschool"],"missing":[],"provisional":false,"questions":[],"input":{"birthDate":"2016-03-01","on":"2026-06-02","ggr":"licht","psychosocial":"no","socioeconomic":"no","lackOfCoherence":"no","coordinationNeed":"no","weightClass":"overweight","startedOn":null,"medicalQuestion":null},"regional":{"czvAtLicht":"arranged","priorityGroups":[{"name":"kinderen van de basisschool","fromYears":4,"toYears":12,"fromGgr":null}]}}
        """;

    [Fact]
    public async Task The_page_tells_each_decision_by_the_version_that_took_it()
    {
        using var client = await service.As("jgz");
        var trajectory = await Both(client, "regel-1");
        var old = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/trajecten/{trajectory}/besluiten/route/1", UriKind.Relative)));
        Assert.Contains("(route@1, vanaf 1 mei 2026)", old, StringComparison.Ordinal);
        Assert.Contains("zonder deze problemen helpen de JGZ en het sociaal domein en is er geen CZV nodig", old, StringComparison.Ordinal);
        Assert.Contains("Voorrang in deze regio: kinderen van de basisschool", old, StringComparison.Ordinal);
        Assert.Contains("Licht verhoogd zonder deze problemen: JGZ en sociaal domein.", old, StringComparison.Ordinal);
        Assert.DoesNotContain(OnlyInSecond, old, StringComparison.Ordinal);
        Assert.DoesNotContain("staat niet in dit programma", old, StringComparison.Ordinal);

        var now = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/trajecten/{trajectory}/besluiten/route/2", UriKind.Relative)));
        Assert.Contains("(route@2, vanaf ", now, StringComparison.Ordinal);
        Assert.Contains(OnlyInSecond, now, StringComparison.Ordinal);
        Assert.Contains("/besluiten/route/1", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_gives_the_stored_decision_with_the_text_of_its_own_version()
    {
        using var client = await service.As("jgz");
        var trajectory = await Both(client, "regel-2");
        var list = await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/trajectories/{trajectory}/decisions", UriKind.Relative));
        var routes = list.GetProperty("items").EnumerateArray().Where(d => d.GetProperty("kind").GetString() == "route").ToArray();
        Assert.Equal(["route@1", "route@2"], routes.Select(r => r.GetProperty("rules")[0].GetProperty("rule").GetString()));
        Assert.Equal(["2026-05-01", "2026-11-27"], routes.Select(r => r.GetProperty("rules")[0].GetProperty("validFrom").GetString()));
        Assert.DoesNotContain(OnlyInSecond, routes[0].GetProperty("rules").GetRawText(), StringComparison.Ordinal);
        Assert.Contains(OnlyInSecond, routes[1].GetProperty("rules").GetRawText(), StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Stored).RootElement, routes[0].GetProperty("decision")));
        Assert.StartsWith("Handreiking mei 2026, H2", routes[0].GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Contains(list.GetProperty("items").EnumerateArray(), d => d.GetProperty("kind").GetString() == "ggr" && d.GetProperty("rules").GetArrayLength() == 2);
    }

    [Theory]
    [InlineData("czv")]
    [InlineData("gemeente")]
    [InlineData("coordinator")]
    public async Task For_who_may_not_see_the_file_there_are_no_decisions(string user)
    {
        using var jgz = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(jgz, "regel-3-" + user);
        using var client = await service.As(user);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/api/v1/trajectories/{trajectory}/decisions", UriKind.Relative))).StatusCode);
    }

    private async Task<string> Both(HttpClient client, string key)
    {
        var (trajectory, _) = await ASignal.Post(client, key);
        var then = CareJson.Read<RouteDecision>(Stored);
        var now = Router.Decide(then.Input);
        service.Services.GetRequiredService<StepDatabase>().Write(t => TrajectoryStore.Apply(
            t, Guid.Parse(trajectory), [Note(then, Stored, new DateTimeOffset(2026, 6, 2, 9, 0, 0, TimeSpan.Zero)), Note(now, CareJson.Write(now), new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.Zero))]));
        return trajectory;
    }

    private static DecideRoute Note(RouteDecision decision, string json, DateTimeOffset at) => new(
        new RouteNote(decision.Route, decision.Provisional, decision.Missing, decision.Reason, decision.Source, decision.Rule, at, "system") { Decision = new JsonText(json) });
}
