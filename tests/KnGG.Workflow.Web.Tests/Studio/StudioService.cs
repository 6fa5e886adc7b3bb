using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using KnGG.Workflow.Web.Tests.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(StudioService))]

namespace KnGG.Workflow.Web.Tests.Studio;

/// <summary>The service with Studio on a real port, with the chain, a demo region and its children. Tests here change definitions, so it is not shared with other tests.</summary>
public sealed class StudioService : IAsyncLifetime
{
    public const string Password = "proef-wachtwoord-1";

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-studio-").FullName;
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("KNGG_DEMO_PASSWORD", Password);
        var builder = AppHost.Builder(new Dictionary<string, string?>
        {
            ["KnGG:Urls"] = "http://127.0.0.1:0",
            ["KnGG:Data"] = _folder,
            ["KnGG:Demo"] = "true",
            ["KnGG:SimulatedClock"] = "2026-03-02T09:00:00+01:00",
        });
        var settings = ServiceSettings.From(builder.Configuration);
        await WorkflowDatabase.Prepare(settings.ForRuntime(runLoops: true), TimeProvider.System);
        _app = AppHost.Build(builder, settings);
        await First.Fill(_app.Services, settings, Console.Error);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var client = Client();
        (await client.PostAsJsonAsync("/dev/clock", new { to = "2026-03-02T09:00:01+01:00" })).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    internal async Task<string> Token(string user)
    {
        using var client = Client();
        var answer = await (await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = Password })).Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("accessToken").GetString()!;
    }

    internal async Task<HttpClient> As(string user)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(user));
        return client;
    }

    internal static async Task<JsonObject> Get(HttpClient client, string path)
    {
        using var answer = await client.GetAsync("/elsa/api" + path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    internal static Task<HttpResponseMessage> Post(HttpClient client, string path, object body, string? page = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api" + path)
        {
            Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (page is not null)
        {
            request.Headers.Add("X-Studio-Page", page);
        }

        return client.SendAsync(request);
    }

    internal static async Task<JsonObject> Posted(HttpClient client, string path, object body, string? page = null)
    {
        using var answer = await Post(client, path, body, page);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A new definition with one line to write. Returns it as the editor would have it.</summary>
    internal static async Task<JsonObject> Draft(HttpClient client, string name, string text = "hallo")
    {
        var model = new JsonObject
        {
            ["name"] = name,
            ["version"] = 1,
            ["createdAt"] = "0001-01-01T00:00:00+00:00",
            ["root"] = Flowchart(Write("regel1", text)),
        };
        return (await Posted(client, "/workflow-definitions", Save(model)))["workflowDefinition"]!.DeepClone().AsObject();
    }

    internal static string Save(JsonObject model, bool publish = false) => new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }.ToJsonString();

    internal static JsonObject Flowchart(params JsonNode[] activities) => new()
    {
        ["id"] = "stroom",
        ["type"] = "Elsa.Flowchart",
        ["version"] = 1,
        ["name"] = "Flowchart1",
        ["activities"] = new JsonArray(activities),
        ["connections"] = new JsonArray(),
    };

    internal static JsonObject Write(string id, string text) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["name"] = id,
        ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } },
    };

    internal static void SetText(JsonObject definition, string text) =>
        definition["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = text;
}
