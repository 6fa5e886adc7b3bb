using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Access;

[Collection(WithTheService.Name)]
public sealed class When_somebody_signs_in(Service service)
{
    [Fact]
    public async Task A_program_gets_a_token_that_opens_the_interface()
    {
        using var client = await service.As("jgz");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/api/v1/tasks", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("jgz", "verkeerd")]
    [InlineData("niemand", Service.Password)]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer(string user, string password)
    {
        using var client = service.Client();
        var answer = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("De gebruikersnaam of het wachtwoord klopt niet.", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/v1/tasks")]
    [InlineData("/api/v1/trajectories")]
    [InlineData("/api/v1/bestaat-niet")]
    public async Task Without_sign_in_the_interface_answers_401_in_Dutch(string path)
    {
        using var client = service.Client();
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Niet ingelogd", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_token_that_was_changed_opens_nothing()
    {
        using var client = await service.As("jgz");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token[..^4] + "AAAA");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/tasks", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Without_sign_in_a_page_leads_to_the_sign_in_page()
    {
        using var client = service.Client();
        var answer = await client.GetAsync(new Uri("/trajecten", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/inloggen", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.AbsolutePath : answer.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_never_leads_to_another_site()
    {
        using var client = service.Client();
        var page = await client.GetStringAsync(new Uri("/inloggen?terug=https%3A%2F%2Fkwaad.example%2F", UriKind.Relative));
        Assert.DoesNotContain("kwaad.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_forbid_everything_from_elsewhere()
    {
        using var client = service.Client();
        var answer = await client.GetAsync(new Uri("/inloggen", UriKind.Relative));
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
