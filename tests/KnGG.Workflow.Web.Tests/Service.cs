using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

// Services of two collections would both set the demo password and share two cores with a browser.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KnGG.Workflow.Web.Tests;

/// <summary>Tests that share the running service, one after another: they share its clock too.</summary>
[CollectionDefinition(Name)]
public sealed class WithTheService : ICollectionFixture<Service>
{
    public const string Name = "service";
}

/// <summary>The whole service on a real port, with a demo region, its children and a simulated clock; one for all tests.</summary>
public sealed class Service : IAsyncLifetime
{
    public const string Password = "proef-wachtwoord-1";

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-web-").FullName;
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Folder of the database, for verbs that work on it while the service runs.</summary>
    internal string Data => _folder;

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
        await First.Fill(_app.Services, settings, TextWriter.Null);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        // Everything that follows from the first signals has been done when this returns.
        using var client = Client();
        await MoveClock(client, "2026-03-02T09:00:01+01:00");
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

    /// <summary>A client without sign-in, that does not follow redirects.</summary>
    internal HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client with the token of a demo account.</summary>
    internal async Task<HttpClient> As(string user)
    {
        var client = Client();
        var answer = await (await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = user, password = Password })).Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("accessToken").GetString());
        return client;
    }

    internal static async Task MoveClock(HttpClient client, string to) =>
        (await client.PostAsJsonAsync("/dev/clock", new { to })).EnsureSuccessStatusCode();

    internal long Count(string sql) => Services.GetRequiredService<StepDatabase>().Read(t => t.First(sql, r => r.Number(0)));
}
