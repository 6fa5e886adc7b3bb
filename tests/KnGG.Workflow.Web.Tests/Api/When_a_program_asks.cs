using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Api;

[Collection(WithTheService.Name)]
public sealed class When_a_program_asks(Service service)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    public async Task What_watches_the_service_needs_no_sign_in(string path)
    {
        using var client = service.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_description_names_every_group()
    {
        using var client = service.Client();
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(p => p.Name).ToArray();
        foreach (var path in (string[])["/api/v1/signals", "/api/v1/tasks/{id}/complete", "/api/v1/trajectories/{id}/stuck", "/api/v1/rules/classify"])
        {
            Assert.Contains(path, paths);
        }
    }

    [Fact]
    public async Task The_rules_answer_as_the_verbs_do()
    {
        using var client = await service.As("jgz");
        var answer = await client.PostAsJsonAsync("/api/v1/rules/classify", new { sex = "female", birth = "2014-01-01", on = "2026-01-01", heightCm = 150, weightKg = 59.686 });
        var http = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var verb = await CommandLine.Json("classify", "--sex", "female", "--birth", "2014-01-01", "--on", "2026-01-01", "--height-cm", "150", "--weight-kg", "59.686");
        Assert.Equal(JsonSerializer.Serialize(verb), JsonSerializer.Serialize(http));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        using var client = await service.As("jgz");
        var answer = await client.PostAsJsonAsync("/api/v1/rules/classify", new { sex = "x", birth = "gisteren", on = "2026-01-01" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ToArray();
        Assert.Equal(["sex", "birth", "heightCm", "weightKg"], errors);
    }

    [Fact]
    public async Task A_cookie_from_another_site_changes_nothing()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = service.Address };
        var page = await client.GetStringAsync(new Uri("/inloggen", UriKind.Relative));
        var token = System.Text.RegularExpressions.Regex.Match(page, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["naam"] = "jgz", ["wachtwoord"] = Service.Password, ["__RequestVerificationToken"] = token });
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync(new Uri("/inloggen", UriKind.Relative), form)).StatusCode);

        async Task<HttpStatusCode> Classify(string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rules/workday") { Content = JsonContent.Create(new { from = "2026-04-24", add = 5 }) };
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            return (await client.SendAsync(request)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Classify(service.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.Forbidden, await Classify("https://kwaad.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await Classify(null));
    }

    [Fact]
    public async Task Mails_say_nothing_about_a_child()
    {
        using var client = await service.As("jgz");
        await ASignal.Post(client, "mail-1");
        await Service.MoveClock(client, "2026-03-02T09:00:01+01:00");
        var mails = (await client.GetFromJsonAsync<JsonElement>("/dev/mail")).EnumerateArray().ToArray();
        Assert.NotEmpty(mails);
        foreach (var mail in mails)
        {
            Assert.DoesNotContain("Proefkind", mail.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("Arnhem", mail.GetRawText(), StringComparison.Ordinal);
        }
    }
}
