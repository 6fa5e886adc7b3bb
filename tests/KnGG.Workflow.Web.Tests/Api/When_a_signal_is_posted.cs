using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Api;

[Collection(WithTheService.Name)]
public sealed class When_a_signal_is_posted(Service service)
{
    [Fact]
    public async Task The_answer_holds_the_decision()
    {
        using var client = await service.As("jgz");
        var (_, text) = await ASignal.Post(client, "signaal-1");
        var decision = JsonDocument.Parse(text).RootElement.GetProperty("decision");
        Assert.Equal("obesity1", decision.GetProperty("classify").GetProperty("weightClass").GetString());
        Assert.Equal("czv", decision.GetProperty("route").GetProperty("route").GetString());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_no_second_trajectory()
    {
        using var client = await service.As("jgz");
        var first = await ASignal.Post(client, "signaal-2", "sleutel-2");
        var second = await ASignal.Post(client, "signaal-2", "sleutel-2");
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Fifteen_centimetres_is_refused_at_its_field()
    {
        using var client = await service.As("jgz");
        var answer = await client.PostAsJsonAsync("/api/v1/signals", ASignal.Body("signaal-3", heightCm: 15));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Contains(errors.EnumerateObject(), e => e.Name.Contains("eight", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"child\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Broken_json_is_refused_in_Dutch(string body)
    {
        using var client = await service.As("jgz");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.PostAsync(new Uri("/api/v1/signals", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Niet goed ingevuld", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Who_sees_only_figures_cannot_give_one()
    {
        using var client = await service.As("gemeente");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/v1/signals", ASignal.Body("signaal-4"))).StatusCode);
    }
}
