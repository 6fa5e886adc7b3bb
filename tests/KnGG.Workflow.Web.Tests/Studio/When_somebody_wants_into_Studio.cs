using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_somebody_wants_into_Studio(StudioService service)
{
    [Fact]
    public async Task Nobody_gets_an_answer_without_signing_in()
    {
        using var client = service.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
        var page = await client.GetStringAsync("/studio/");
        Assert.DoesNotContain("blazor.webassembly.js", page, StringComparison.Ordinal);
        Assert.Contains("Inloggen", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jgz")]
    [InlineData("czv")]
    [InlineData("gemeente")]
    public async Task Other_roles_are_refused_before_Studio_loads(string user)
    {
        using var client = await service.As(user);
        using var page = await client.GetAsync("/studio/workflows/definitions");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.DoesNotContain("blazor.webassembly.js", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_looks_and_cannot_change_anything()
    {
        using var client = await service.As("beheerder");
        var list = await StudioService.Get(client, "/workflow-definitions?versionOptions=Latest");
        Assert.DoesNotContain(list["links"]!.AsArray(), l => (string?)l!["rel"] == "bulk-publish");
        Assert.DoesNotContain(list["items"]![0]!["links"]!.AsArray(), l => (string?)l!["rel"] == "publish");
        await StudioService.Posted(client, "/workflow-instances", new { page = 0, pageSize = 5 });

        var definition = await StudioService.Get(client, "/workflow-definitions/by-definition-id/escalatie?versionOptions=Latest");
        Assert.Equal(HttpStatusCode.Forbidden, (await StudioService.Post(client, "/workflow-definitions", StudioService.Save(definition))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await StudioService.Post(client, "/workflow-definitions/escalatie/execute", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.DeleteAsync(new Uri("/elsa/api/workflow-definitions/escalatie", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_token_in_the_address_opens_the_hub_and_nothing_else()
    {
        var token = await service.Token("coordinator");
        using var client = service.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1&access_token={token}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/elsa/api/workflow-definitions?access_token={token}")).StatusCode);
    }

    [Theory]
    [InlineData("ours", "same-origin", HttpStatusCode.OK)]
    [InlineData("ours", null, HttpStatusCode.OK)]
    [InlineData(null, "same-origin", HttpStatusCode.OK)]
    [InlineData("https://elders.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://elders.example", null, HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "none", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_cannot_use_somebody_s_cookie(string? origin, string? site, HttpStatusCode expected)
    {
        using var client = await SignedInWithCookie();
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin == "ours" ? service.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        if (site is not null)
        {
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        }

        using var answer = await StudioService.Post(client, "/workflow-instances", "{}");
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "application/json", HttpStatusCode.OK)]
    [InlineData("POST", "application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("DELETE", null, HttpStatusCode.NotFound)]
    [InlineData("POST", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "text/plain", HttpStatusCode.Forbidden)]
    [InlineData("POST", "application/x-www-form-urlencoded", HttpStatusCode.Forbidden)]
    [InlineData("POST", "multipart/form-data; boundary=x", HttpStatusCode.Forbidden)]
    public async Task What_says_nothing_of_where_it_comes_from_is_taken_only_when_no_form_can_send_it(string method, string? type, HttpStatusCode expected)
    {
        using var client = await SignedInWithCookie();
        using var request = new HttpRequestMessage(new HttpMethod(method), method == "POST" ? "/elsa/api/workflow-instances" : "/elsa/api/workflow-definitions/nergens");
        if (type is not null)
        {
            request.Content = new StringContent("{}");
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        }

        Assert.Equal(expected, (await client.SendAsync(request)).StatusCode);
    }

    // What another site's script may send after asking: nothing at all.
    [Fact]
    public async Task A_script_of_another_site_that_asks_first_is_allowed_nothing()
    {
        using var client = service.Client();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/elsa/api/workflow-definitions");
        request.Headers.Add("Origin", "https://elders.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var answer = await client.SendAsync(request);
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Instances_of_children_show_a_pseudonym_and_no_values()
    {
        using var client = await service.As("coordinator");
        var items = await OfChildren(client);
        Assert.All(items, item => Assert.StartsWith("K-", (string?)item["correlationId"], StringComparison.Ordinal));
        var id = (string)items[0]["id"]!;
        var full = await StudioService.Get(client, $"/workflow-instances/{id}");
        Assert.DoesNotContain(Trajectory(id), full.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        foreach (var variable in (await StudioService.Get(client, $"/workflow-instances/{id}/variables"))["items"]!.AsArray())
        {
            Assert.True(variable!["value"] is null || (string?)variable["value"] == "verborgen", variable.ToJsonString());
        }
    }

    [Fact]
    public async Task A_child_s_instance_cannot_be_ended_or_removed_from_Studio()
    {
        using var client = await service.As("coordinator");
        var id = (string)(await OfChildren(client))[0]["id"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await StudioService.Post(client, $"/cancel/workflow-instances/{id}", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.DeleteAsync(new Uri($"/elsa/api/workflow-instances/{id}", UriKind.Relative))).StatusCode);
        var bulk = await StudioService.Posted(client, "/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id } });
        Assert.Equal(0, (int)bulk["deleted"]!);
        await StudioService.Posted(client, "/alterations/submit", new { alterations = new[] { new { type = "Cancel" } }, filter = new { emptyFilterSelectsAll = true } });
        Assert.Equal("Running", (string?)(await StudioService.Get(client, $"/workflow-instances/{id}"))["status"]);
    }

    private static async Task<List<JsonObject>> OfChildren(HttpClient client)
    {
        var list = await StudioService.Posted(client, "/workflow-instances", new { page = 0, pageSize = 100, definitionIds = new[] { "kngg-traject" } });
        var items = list["items"]!.AsArray().Select(i => i!.AsObject()).Where(i => !((string)i["id"]!).StartsWith("oefen-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(items);
        return items;
    }

    private string Trajectory(string instanceId)
    {
        var database = (Runtime.Storage.StepDatabase)service.Services.GetService(typeof(Runtime.Storage.StepDatabase))!;
        return database.Read(t => t.First("SELECT trajectory_id FROM instance WHERE id = @id", r => r.Id(0), ("@id", Guid.Parse(instanceId)))).ToString();
    }

    private async Task<HttpClient> SignedInWithCookie()
    {
        var client = service.Client();
        var form = await client.GetStringAsync("/inloggen");
        var mark = form[(form.IndexOf("name=\"__RequestVerificationToken\"", StringComparison.Ordinal) + 1)..];
        var value = mark[(mark.IndexOf("value=\"", StringComparison.Ordinal) + 7)..];
        using var content = new FormUrlEncodedContent(
        [
            new("naam", "coordinator"), new("wachtwoord", StudioService.Password), new("__RequestVerificationToken", value[..value.IndexOf('"', StringComparison.Ordinal)]),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync("/inloggen", content)).StatusCode);
        return client;
    }
}
