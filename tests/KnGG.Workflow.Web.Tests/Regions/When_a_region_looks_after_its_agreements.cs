using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Regions;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task A_municipality_says_when_it_uses_its_offer_and_nothing_else()
    {
        using var client = await service.As("gemeente");
        var page = await client.GetStringAsync(new Uri("/afspraken/instelling/inzet.schuldhulp?voor=municipality:Zaanstad", UriKind.Relative));
        Assert.Contains("Wanneer zet de gemeente dit in?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hele regio", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Vastleggen", await client.GetStringAsync(new Uri("/afspraken/instelling/voorrang", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync(Settings, new { key = "inzet.schuldhulp", level = "municipality", scope = "Zaanstad", value = "4-17 vanaf matig", basis = "besluit van het college" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync(Settings, new { key = "inzet.schuldhulp", value = "nooit", basis = "besluit" })).StatusCode);
        Assert.Contains("alleen van 4 tot en met 17 jaar, vanaf een matig verhoogd GGR", await client.GetStringAsync(new Uri("/afspraken/instelling/inzet.schuldhulp?voor=municipality:Zaanstad", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_shows_fte_beside_the_norm_and_what_a_municipality_does_not_use()
    {
        using var client = await service.As("regio");
        foreach (var (key, value) in new[] { ("capaciteit.jeugdigen", "30000"), ("capaciteit.czv.beschikbaar", "4.5"), ("inzet.sociaalEmotioneel", "nooit") })
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync(Settings, new { key, level = "municipality", scope = "Smallingerland", value, basis = "telling" })).StatusCode);
        }

        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/aanbod/overzicht", UriKind.Relative)));
        Assert.Contains("1,5 fte te weinig", page, StringComparison.Ordinal);
        Assert.Contains("30000 jeugdigen x 0,2 fte per 1000 = 6 fte", page, StringComparison.Ordinal);
        Assert.Contains("Smallingerland: Sociaal-emotionele ontwikkeling", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_days_count_in_the_verb_and_in_the_interface()
    {
        using var client = await service.As("regio");
        var organisation = (await client.GetStringAsync(new Uri("/afspraken", UriKind.Relative))).Split("organisation:")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync(
            Settings, new { key = "sluitingsdagen", level = "organisation", scope = organisation, value = "2026-06-02 t/m 2026-06-03 studiedagen", basis = "jaarrooster" })).StatusCode);
        var answer = await client.PostAsJsonAsync("/api/v1/rules/workday", new { from = "2026-06-01", add = 2, region = "demo", organisation });
        Assert.Equal("2026-06-05", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("date").GetString());
        var verb = await CommandLine.Json("workday", "--from", "2026-06-01", "--add", "2", "--organisation", organisation, "--data", service.Data);
        Assert.Equal("2026-06-05", verb.GetProperty("date").GetString());
        Assert.Equal(["studiedagen", "studiedagen"], verb.GetProperty("skipped").EnumerateArray().Select(s => s.GetProperty("why").GetString()));
        Assert.Equal("2026-06-03", (await CommandLine.Json("workday", "--from", "2026-06-01", "--add", "2", "--region", "demo", "--data", service.Data)).GetProperty("date").GetString());

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/rules/workday", new { from = "2026-06-01", add = 2, region = "elders" })).StatusCode);
        var (exit, text, error) = await CommandLine.Run("workday", "--from", "2026-06-01", "--add", "2", "--region", "elders", "--data", service.Data);
        Assert.Equal(2, exit);
        Assert.Empty(text);
        Assert.Contains("De regio 'elders' is niet bekend; verwacht een van: demo", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Priority_of_the_region_is_told_by_the_verb_and_the_interface()
    {
        using var client = await service.As("regio");
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync(Settings, new { key = "voorrang", value = "basisschool: 4-12 vanaf sterk", basis = "regionale tafel" })).StatusCode);
        var answer = await client.PostAsJsonAsync("/api/v1/rules/route", new { birth = "2018-05-01", on = "2026-05-01", ggr = "sterk", region = "demo" });
        Assert.Contains("Voorrang in deze regio: basisschool", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var (exit, text, _) = await CommandLine.Run("route", "--birth", "2018-05-01", "--on", "2026-05-01", "--ggr", "sterk", "--region", "demo", "--data", service.Data, "--json");
        Assert.Equal(0, exit);
        Assert.Contains("Voorrang in deze regio: basisschool", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signed_agreement_of_the_region_decides_who_pays_the_intake()
    {
        using var client = await service.As("regio");
        var (from, account) = (new DateOnly(2031, 1, 1), DemoRegion.Accounts.Single(a => a.UserName == "regio").Id);
        Assert.IsType<RegionResult.Done>(service.Services.GetRequiredService<PayerAgreementDesk>().Record(
            new PayerAgreement("demo", AnamnesisPayer.InsurerOnlyIfGli, from, from.AddDays(30), new DateOnly(2026, 1, 5), ["wethouder jeugd", "inkoper zorgverzekeraar"]), account));
        async Task<string?> Payer(object request) =>
            (await (await client.PostAsJsonAsync("/api/v1/rules/payer", request)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("payer").GetString();
        Assert.Equal("municipality", await Payer(new { component = "czv-intake", ggr = "matig", gli = "none", on = "2031-01-02", region = "demo" }));
        Assert.Equal("insurer", await Payer(new { component = "czv-intake", ggr = "matig", gli = "none", on = "2030-12-31", region = "demo" }));
        Assert.Equal("insurer", await Payer(new { component = "czv-intake", ggr = "matig", gli = "none", region = "demo" }));
        string[] verb = ["payer", "--component", "czv-intake", "--ggr", "matig", "--gli", "none", "--region", "demo", "--data", service.Data];
        Assert.Equal("municipality", (await CommandLine.Json([.. verb, "--on", "2031-01-02"])).GetProperty("payer").GetString());
        Assert.Equal("insurer", (await CommandLine.Json(verb)).GetProperty("payer").GetString());
    }

    [Theory]
    [InlineData("inzet.sport", "altijd")]
    [InlineData("inzet.sport", "nooit")]
    [InlineData("inzet.sport", "4-17")]
    [InlineData("inzet.sport", "4-17 vanaf matig")]
    [InlineData("voorrang", "jonge kinderen: 2-6; basisschool, groep 3: 6-7 vanaf matig")]
    [InlineData("sluitingsdagen", "2026-12-28 t/m 2026-12-31 kerst, oud en nieuw; 2027-05-07 brugdag")]
    [InlineData("capaciteit.czv.beschikbaar", "5.5")]
    [InlineData("capaciteit.czv.beschikbaar", "onbekend")]
    public void What_holds_today_comes_back_unchanged_from_its_own_form(string key, string value)
    {
        var definition = CareConfiguration.Find(key)!;
        var now = new Setting(key, value, SettingLevel.Region, SourceLabel.Regional, "afspraak", null, definition.Label);
        var start = SettingForm.Start(new SettingLine(definition, now, null), "municipality:Zaanstad", new DateOnly(2026, 3, 2));
        Assert.Equal((value, SettingLevel.Municipality, "Zaanstad"), SettingForm.Read(definition, "demo", start) is var wish ? (wish.Value, wish.Level, wish.Scope) : default);
    }

    private static Uri Settings => new("/api/v1/regions/demo/settings", UriKind.Relative);

    private static async Task<string?> Value(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>(Settings + query)).GetProperty("items").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "overdracht.contact").GetProperty("value").GetString();
}
