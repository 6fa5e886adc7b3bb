using System.Net;
using System.Text.Json.Nodes;

namespace KnGG.Workflow.Web.Tests.Studio;

[Collection("Studio")]
public sealed class When_Studio_asks_for_files_and_descriptors(StudioService service)
{
    [Fact]
    public async Task Files_go_out_compressed_and_are_kept_for_ever_when_their_name_says_so()
    {
        using var client = service.Client();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var start = await client.GetAsync("/studio/_framework/blazor.webassembly.js");
        Assert.Equal("br", start.Content.Headers.ContentEncoding.Single());
        Assert.Equal("no-cache", start.Headers.CacheControl!.ToString());

        using var client2 = service.Client();
        var loader = await client2.GetStringAsync("/studio/_framework/dotnet.js");
        var wasm = System.Text.RegularExpressions.Regex.Match(loader, @"dotnet\.native\.[a-z0-9]{10}\.wasm").Value;
        using var native = await client.GetAsync($"/studio/_framework/{wasm}");
        Assert.Equal("application/wasm", native.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", native.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", native.Headers.Vary);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/studio/_framework/blazor.webassembly.js");
        again.Headers.IfNoneMatch.Add(start.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/studio/index.html")]
    [InlineData("/studio/../appsettings.json")]
    [InlineData("/studio/%2e%2e/%2e%2e/package.json")]
    [InlineData("/studio/_framework/nergens.wasm")]
    [InlineData("/studio/pagina/nergens.js")]
    public async Task Nothing_else_is_served(string path)
    {
        using var client = await service.As("coordinator");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_page_allows_no_other_host_and_no_inline_script()
    {
        using var client = await service.As("coordinator");
        using var page = await client.GetAsync("/studio/workflows/definitions/kngg-traject/edit");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_complete_unique_and_compressed()
    {
        using var client = await service.As("coordinator");
        var items = (await StudioService.Get(client, "/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        Assert.Equal(items.Count, items.Select(i => ((string?)i!["typeName"], (int)i["version"]!)).Distinct().Count());
        Assert.All(items, i => Assert.False(string.IsNullOrEmpty((string?)i!["category"])));
        Assert.All(items.SelectMany(i => i!["inputs"]!.AsArray()), i => Assert.False(string.IsNullOrEmpty((string?)i!["uiHint"])));
        var types = items.Select(i => (string)i!["typeName"]!).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "Elsa.Flowchart", "Elsa.NotFoundActivity", "Elsa.Workflow", "KnGG.HumanTask" }, types);
        var task = items.Single(i => (string?)i!["typeName"] == "KnGG.HumanTask")!;
        var role = task["inputs"]!.AsArray().Single(i => (string?)i!["name"] == "Role")!;
        Assert.Contains(role["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray(), c => (string?)c!["value"] == "jgz");

        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var packed = await client.GetAsync("/elsa/api/descriptors/activities?Refresh=True");
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/descriptors/activities?Refresh=True");
        again.Headers.IfNoneMatch.Add(packed.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Every_definition_of_the_chain_can_be_drawn_whole()
    {
        using var client = await service.As("coordinator");
        var types = (await StudioService.Get(client, "/descriptors/activities"))["items"]!.AsArray().Select(i => ((string?)i!["typeName"], (int)i["version"]!)).ToHashSet();
        foreach (var row in (await StudioService.Get(client, "/workflow-definitions?versionOptions=Latest"))["items"]!.AsArray())
        {
            var definition = await StudioService.Get(client, $"/workflow-definitions/by-id/{row!["id"]}");
            foreach (var activity in definition["root"]!["activities"]?.AsArray() ?? [])
            {
                Assert.Contains(((string?)activity!["type"], (int)activity["version"]!), types);
                Assert.False(string.IsNullOrEmpty((string?)activity["nodeId"]));
            }
        }
    }

    [Theory]
    [InlineData("/descriptors/variables", "Object")]
    [InlineData("/descriptors/storage-drivers", "WorkflowInstance")]
    [InlineData("/descriptors/expression-descriptors", "JavaScript")]
    [InlineData("/descriptors/incident-strategies", "FaultStrategy")]
    [InlineData("/features/installed", "Elsa.RealTimeWorkflowUpdates")]
    public async Task Panels_get_what_they_offer(string path, string contains)
    {
        using var client = await service.As("coordinator");
        Assert.Contains(contains, (await StudioService.Get(client, path)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_editor_knows_the_names_of_the_definition()
    {
        using var client = await service.As("coordinator");
        using var answer = await StudioService.Post(client, "/scripting/javascript/type-definitions/kngg-traject", "{}");
        Assert.Contains("declare function getVariable(name:", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
