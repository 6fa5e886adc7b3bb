using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KnGG.Workflow.Runtime.Regions;

namespace KnGG.Workflow.Web.Tests.Absences;

[Collection(WithTheService.Name)]
public sealed class When_an_absence_is_entered(Service service)
{
    private const string Address = "/api/v1/absences";

    [Fact]
    public async Task It_is_listed_cannot_overlap_and_can_be_withdrawn()
    {
        using var client = await service.As("klsc");
        var made = await client.PostAsJsonAsync(Address, new { firstDay = "2027-07-05", lastDay = "2027-07-23" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var listed = (await client.GetFromJsonAsync<JsonElement>(Address)).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("2027-07-05", "2027-07-23", false), (listed.GetProperty("firstDay").GetString(), listed.GetProperty("lastDay").GetString(), listed.GetProperty("now").GetBoolean()));
        Assert.Contains("staat al een afwezigheid: 5-7-2027 tot en met 23-7-2027", await Refusal(client, new { firstDay = "2027-07-23" }, "firstDay"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(Address + "/" + id)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync(Address + "/" + id)).StatusCode);
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>(Address)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_field_in_dutch()
    {
        using var client = await service.As("czv");
        var own = DemoRegion.Accounts.Single(a => a.UserName == "czv").Id;
        var other = DemoRegion.Accounts.Single(a => a.UserName == "huisarts").Id;
        Assert.Contains("jaar-maand-dag", await Refusal(client, new { firstDay = "5 juli" }, "firstDay"), StringComparison.Ordinal);
        Assert.Contains("vandaag of een latere dag", await Refusal(client, new { firstDay = "2020-01-01" }, "firstDay"), StringComparison.Ordinal);
        Assert.Contains("ligt voor de eerste dag", await Refusal(client, new { firstDay = "2027-07-05", lastDay = "2027-07-01" }, "lastDay"), StringComparison.Ordinal);
        Assert.Contains("niet uw eigen vervanger", await Refusal(client, new { firstDay = "2027-07-05", deputy = own }, "deputy"), StringComparison.Ordinal);
        Assert.Contains("ontbreekt", await Refusal(client, new { firstDay = "2027-07-05", deputy = other }, "deputy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_or_distributor_enters_it_for_another()
    {
        var jgz = DemoRegion.Accounts.Single(a => a.UserName == "jgz").Id;
        using var stranger = await service.As("huisarts");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync(Address, new { accountId = jgz, firstDay = "2027-08-02", lastDay = "2027-08-06" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Address + "/deputies?account=" + jgz)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/afwezig?persoon=" + jgz)).StatusCode);
        using var administrator = await service.As("beheerder");
        Assert.Equal(HttpStatusCode.Created, (await administrator.PostAsJsonAsync(Address, new { accountId = jgz, firstDay = "2027-08-02", lastDay = "2027-08-06" })).StatusCode);
        var page = await administrator.GetStringAsync("/afwezig?persoon=" + jgz);
        Assert.Contains("Afwezigheid van JGZ-professional (demo)", page, StringComparison.Ordinal);
        Assert.Contains("2 augustus 2027 tot en met 6 augustus 2027", page, StringComparison.Ordinal);
        using var own = await service.As("jgz");
        Assert.Contains("2 augustus 2027", await own.GetStringAsync("/afwezig"), StringComparison.Ordinal);
    }

    private static async Task<string> Refusal(HttpClient client, object request, string field)
    {
        var answer = await client.PostAsJsonAsync(Address, request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty(field)[0].GetString()!;
    }
}
