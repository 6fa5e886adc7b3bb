using System.Net;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Decisions;
using KnGG.Workflow.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Access;

[Collection(WithTheService.Name)]
public sealed class When_somebody_looks_at_a_decision(Service service)
{
    [Fact]
    public async Task It_tells_what_by_which_rule_and_from_what()
    {
        using var client = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(client, "besluit-1");
        var reads = service.Count("SELECT count(*) FROM audit WHERE action = 'read' AND what = 'besluit ggr'");
        var page = await client.GetStringAsync(new Uri($"/trajecten/{trajectory}/besluiten/ggr/1", UriKind.Relative));
        Assert.Contains("ggr-tabel@1", page, StringComparison.Ordinal);
        Assert.Contains("Obesitas graad III", page, StringComparison.Ordinal);
        Assert.Contains("Lengte (cm)", page, StringComparison.Ordinal);
        Assert.Contains("risicofactoren en comorbiditeit", page, StringComparison.Ordinal);
        Assert.Equal(reads + 1, service.Count("SELECT count(*) FROM audit WHERE action = 'read' AND what = 'besluit ggr'"));
    }

    [Theory]
    [InlineData("czv")]
    [InlineData("gemeente")]
    [InlineData("coordinator")]
    [InlineData("beheerder")]
    public async Task For_who_may_not_see_the_file_it_does_not_exist(string user)
    {
        using var jgz = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(jgz, "besluit-2-" + user);
        using var client = await service.As(user);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"/trajecten/{trajectory}/besluiten/ggr/1", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_decision_of_a_rule_version_that_is_gone_is_still_told_as_it_was()
    {
        using var client = await service.As("jgz");
        var (trajectory, _) = await ASignal.Post(client, "besluit-3");
        var database = service.Services.GetRequiredService<StepDatabase>();
        database.Write(t => t.Execute(
            "UPDATE trajectory_health SET content = replace(content, 'ggr-tabel@1', 'ggr-tabel@0') WHERE trajectory_id = @id", ("@id", Guid.Parse(trajectory))));
        var page = await client.GetStringAsync(new Uri($"/trajecten/{trajectory}/besluiten/ggr/1", UriKind.Relative));
        Assert.Contains("ggr-tabel@0", page, StringComparison.Ordinal);
        Assert.Contains("De tekst van deze versie staat niet in dit programma", page, StringComparison.Ordinal);
        Assert.Contains("Lengte (cm)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_payer_shows_every_reading_the_conflict_and_the_agreement()
    {
        var text = DecisionText.Of(
            """
            {"payer":"insurer","conflict":true,"readings":[{"payer":"insurer","source":"H6a kader"},{"payer":"municipality","source":"H5d"}],"conditions":[{"text":"GGR vanaf matig","met":true},{"text":"Erkend","met":null}],
             "source":"H6a","missing":["gli"],"agreement":{"agreedOn":"2026-01-01","signatories":["wethouder jeugd","inkoper"]},"input":{"component":"czv-intake","ggr":"matig","gli":"none","somethingNew":3}}
            """);
        Assert.True(text.Conflict);
        Assert.Equal([("zorgverzekeraar", "H6a kader"), ("gemeente", "H5d")], text.Readings);
        Assert.Equal([true, null], text.Conditions.Select(c => c.Met));
        Assert.Contains("1 januari 2026", text.Agreement, StringComparison.Ordinal);
        Assert.Contains(("Kinder-GLI in het plan", "nee"), text.Inputs);
        Assert.Contains(("somethingNew", "3"), text.Inputs);
    }
}
