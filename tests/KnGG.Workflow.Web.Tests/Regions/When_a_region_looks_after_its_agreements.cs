using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Regions;

[Collection(WithTheService.Name)]
public sealed class When_a_region_looks_after_its_agreements(Service service)
{
    [Theory]
    [InlineData("regio", "/afspraken", HttpStatusCode.OK)]
    [InlineData("coordinator", "/afspraken", HttpStatusCode.OK)]
    [InlineData("beheerder", "/afspraken", HttpStatusCode.OK)]
    [InlineData("jgz", "/afspraken", HttpStatusCode.Forbidden)]
    [InlineData("regio", "/afspraken?regio=elders", HttpStatusCode.NotFound)]
    [InlineData("jgz", "/afspraken/betalers", HttpStatusCode.NotFound)]
    [InlineData("jgz", "/afspraken/register", HttpStatusCode.NotFound)]
    [InlineData("jgz", "/afspraken/instelling/pauze.max", HttpStatusCode.NotFound)]
    [InlineData("czv", "/aanbod", HttpStatusCode.OK)]
    [InlineData("czv", "/aanbod/overzicht", HttpStatusCode.Forbidden)]
    [InlineData("czv", "/aanbod/nieuw", HttpStatusCode.Forbidden)]
    [InlineData("gemeente", "/aanbod/nieuw", HttpStatusCode.OK)]
    [InlineData("gemeente", "/aanbod/overzicht", HttpStatusCode.OK)]
    [InlineData("beheerder", "/registraties", HttpStatusCode.OK)]
    [InlineData("regio", "/registraties", HttpStatusCode.Forbidden)]
    public async Task Each_page_opens_for_who_it_is_for(string user, string path, HttpStatusCode status)
    {
        using var client = await service.As(user);
        Assert.Equal(status, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_value_is_set_over_HTTP_for_one_municipality_and_read_back()
    {
        using var client = await service.As("regio");
        var answer = await client.PostAsJsonAsync(Settings, new { key = "overdracht.contact", level = "municipality", scope = "Maastricht", value = "8wd", basis = "besluit van het college" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("8wd", await Value(client, "?municipality=Maastricht"));
        Assert.Equal("5wd", await Value(client, "?municipality=Arnhem"));
        Assert.Equal("5wd", await Value(client, ""));
    }

    [Fact]
    public async Task The_core_is_refused_with_its_reason_in_Dutch()
    {
        using var client = await service.As("coordinator");
        var answer = await client.PostAsJsonAsync(Settings, new { key = "kern.planMetGezin", value = "nee", basis = "omdat het kan" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("kan niet worden uitgezet", problem.GetProperty("errors").GetProperty("value")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beheerder", HttpStatusCode.Forbidden)]
    [InlineData("gemeente", HttpStatusCode.Forbidden)]
    [InlineData("jgz", HttpStatusCode.NotFound)]
    public async Task Who_may_only_look_sets_nothing(string user, HttpStatusCode status)
    {
        using var client = await service.As(user);
        Assert.Equal(status, (await client.PostAsJsonAsync(Settings, new { key = "pauze.max", value = "2mo", basis = "proef" })).StatusCode);
    }

    [Fact]
    public async Task Offers_are_found_by_municipality_and_kept_by_the_municipality()
    {
        using var czv = await service.As("czv");
        var found = await czv.GetFromJsonAsync<JsonElement>("/api/v1/offers?municipality=Zaanstad&category=sport");
        Assert.Equal(2, found.GetProperty("total").GetInt32());
        var judo = found.GetProperty("items").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "Judo in de buurt");
        object Changed(int days) => new
        {
            id = judo.GetProperty("id").GetString(), name = "Judo in de buurt", category = "sport", provider = judo.GetProperty("provider").GetString(), homeMunicipality = "Zaanstad",
            catchment = new[] { "Arnhem" }, waitingDays = days, recognition = "local", fromYears = 6, validFrom = "2025-01-01",
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await czv.PostAsJsonAsync("/api/v1/offers", Changed(0))).StatusCode);
        using var gemeente = await service.As("gemeente");
        Assert.Equal(HttpStatusCode.BadRequest, (await gemeente.PostAsJsonAsync("/api/v1/offers", Changed(-2))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gemeente.PostAsJsonAsync("/api/v1/offers", Changed(0))).StatusCode);
    }

    private static Uri Settings => new("/api/v1/regions/demo/settings", UriKind.Relative);

    private static async Task<string?> Value(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>(Settings + query)).GetProperty("items").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "overdracht.contact").GetProperty("value").GetString();
}
