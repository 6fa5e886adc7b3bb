using System.Collections.Concurrent;
using System.Text;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Web.Tests.Host;

[Collection(WithTheService.Name)]
public sealed class When_somebody_watches_the_service(Service service)
{
    [Theory]
    [InlineData("1.0.0+511442a7db626a162a2f6dbc3c09414ef42a23dc", "1.0.0 (511442a7)")]
    [InlineData("1.2.0", "1.2.0")]
    [InlineData("", "")]
    public void A_version_is_as_long_as_people_compare(string version, string shown) => Assert.Equal(shown, Nodes.IndexPage.ShortVersion(version));

    [Fact]
    public async Task The_figures_tell_what_is_open_by_step_and_cause_and_name_no_place()
    {
        using var client = service.Client();
        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(service.Count("SELECT count(*) FROM trajectory WHERE is_open = 1"), Sum(text, "kngg_open_trajectories"));
        Assert.Equal(service.Count("SELECT count(*) FROM task WHERE state < 2"), Sum(text, "kngg_open_tasks"));
        Assert.True(Sum(text, "kngg_steps_total") > 0, "the demo took steps");
        Assert.True(Sum(text, "kngg_http_requests_total") > 0, "at least this one");
        Assert.Contains("# TYPE kngg_stuck_trajectories gauge", text, StringComparison.Ordinal);
        Assert.Contains("kngg_waiting_mails", text, StringComparison.Ordinal);
        Assert.DoesNotContain("stad", text, StringComparison.OrdinalIgnoreCase);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{\w+=""[^""]*""\})? [0-9.E+-]+)$", l));
    }

    [Fact]
    public async Task A_collector_gets_spans_figures_and_log_lines_by_route_and_never_the_id_of_a_file()
    {
        var received = new ConcurrentDictionary<string, MemoryStream>();
        await using var collector = await Collector(received);
        var folder = Directory.CreateTempSubdirectory("kngg-otlp-").FullName;
        var file = "7f3a1c52-0000-4000-8000-00000000c0de";
        try
        {
            var builder = AppHost.Builder(new Dictionary<string, string?>
            {
                ["KnGG:Urls"] = "http://127.0.0.1:0", ["KnGG:Data"] = folder, ["KnGG:Demo"] = "false", ["KnGG:Otlp"] = Address(collector).ToString(),
            });
            var settings = ServiceSettings.From(builder.Configuration);
            await WorkflowDatabase.Prepare(settings.ForRuntime(runLoops: true), TimeProvider.System);
            await using (var app = AppHost.Build(builder, settings))
            {
                await app.StartAsync();
                using var client = new HttpClient { BaseAddress = Address(app) };
                await client.GetAsync(new Uri("/api/v1/trajectories/" + file, UriKind.Relative));
                app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("KnGG.Proef").LogInformation("Een regel in het logboek");
                await app.StopAsync();
            }

            string Sent(string signal) => received.TryGetValue(signal, out var body) ? Encoding.Latin1.GetString(body.ToArray()) : "";
            Assert.Contains("/api/v1/trajectories/{id:guid}", Sent("traces"), StringComparison.Ordinal);
            Assert.Contains("http.server.request.duration", Sent("metrics"), StringComparison.Ordinal);
            Assert.Contains("Een regel in het logboek", Sent("logs"), StringComparison.Ordinal);
            Assert.All(received.Keys, signal => Assert.DoesNotContain(file, Sent(signal), StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Sum(string text, string name) => text.Split('\n').Where(l => l.StartsWith(name + " ", StringComparison.Ordinal) || l.StartsWith(name + "{", StringComparison.Ordinal))
        .Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, MemoryStream> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(signal, body, (_, before) =>
            {
                before.Write(body.ToArray());
                return before;
            });
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
