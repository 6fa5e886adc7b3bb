using System.Net;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>Two whole services on one database, one of them with a clock of its own.</summary>
public sealed class When_clocks_differ : IDisposable
{
    private const int Instances = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-clocks-").FullName;
    private readonly string _name = PostgresServer.Instance.Make();

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        PostgresServer.Instance.Drop(_name);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task A_node_an_hour_off_takes_no_work_and_says_so_and_the_other_goes_on(int minutes)
    {
        var wrong = new OffTime { Off = TimeSpan.FromMinutes(minutes) };
        await using var good = await Run("goed", new OffTime());
        await using var off = await Run("fout", wrong);
        var database = good.Services.GetRequiredService<StepDatabase>();
        var starter = good.Services.GetRequiredService<InstanceStarter>();
        var (_, published) = good.Services.GetRequiredService<Publisher>().Import(Definition, publish: true, Actor.System);
        Assert.IsType<PublishResult.Published>(published);
        database.Write(t =>
        {
            for (var i = 0; i < Instances; i++)
            {
                starter.Start(t, "uur", ValueMap.Empty, null, Actor.System, TimeProvider.System.GetUtcNow());
            }

            t.Wake(LoopKinds.Steps);
        });

        // The first line at once, by the node whose clock is right; the second is due in half an hour, which the other believes to be now or long away.
        await Waiting.Until("elke workflow wacht op zijn half uur", () => Task.FromResult(Count(database, "SELECT count(*) FROM step") == Instances));
        await Waiting.Until("beide servers hebben zich gemeld", () => Task.FromResult(Count(database, $"SELECT count(*) FROM node WHERE (state = 0 AND steps = {Instances}) OR state = 2") == 2));
        Assert.Equal(Instances, Count(database, "SELECT count(*) FROM stimulus"));
        Assert.Equal(0, Count(database, "SELECT steps FROM node WHERE state = 2"));

        Assert.Equal(HttpStatusCode.OK, (await Ready(good)).Status);
        var (status, why) = await Ready(off);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("klok", why);
        var nodes = database.Read(Node.All);
        Assert.InRange(Assert.Single(nodes, n => n.State == NodeState.ClockOff).ClockAheadMs / 60_000.0, minutes - 1, minutes + 1);

        // Somebody sets it right: it takes work again, also what is due by then.
        wrong.Off = TimeSpan.Zero;
        await Waiting.Until("de klok is weer goed", async () => (await Ready(off)).Status == HttpStatusCode.OK);
        Assert.Equal(Instances, Count(database, "SELECT count(*) FROM stimulus"));
        await good.StopAsync();
        database = off.Services.GetRequiredService<StepDatabase>();
        database.Write(t => t.Execute("UPDATE stimulus SET due_at = 0"));
        await Waiting.Until("alles is gedaan", () => Task.FromResult(Count(database, "SELECT count(*) FROM stimulus") == 0));
        Assert.Equal(2 * Instances, Count(database, "SELECT count(*) FROM step"));
        Assert.Equal(0, Count(database, "SELECT count(*) FROM incident"));
        await off.StopAsync();
    }

    private static string Definition =>
        """
        {"definitionId":"uur","name":"uur","variables":[],"inputs":[],"outputs":[],"root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"een"}}},
          {"id":"d","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:30:00"}}},
          {"id":"b","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"twee"}}}]}}
        """;

    private static long Count(StepDatabase database, string sql) => database.Read(t => t.First(sql, r => r.Number(0)));

    private static async Task<(HttpStatusCode Status, string Why)> Ready(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<WebApplication> Run(string name, OffTime time)
    {
        var builder = AppHost.Builder(new Dictionary<string, string?>
        {
            ["KnGG:Urls"] = "http://127.0.0.1:0",
            ["KnGG:Data"] = Path.Combine(_folder, name),
            ["KnGG:Postgres"] = PostgresServer.Instance.Connection(_name),
            ["KnGG:Demo"] = "false",
        });
        builder.Services.AddSingleton(new RealTime(time));
        var settings = ServiceSettings.From(builder.Configuration);
        await WorkflowDatabase.Prepare(settings.ForRuntime(runLoops: true), TimeProvider.System);
        var app = AppHost.Build(builder, settings);
        await app.StartAsync();
        return app;
    }

    /// <summary>The machine's time, set wrong.</summary>
    private sealed class OffTime : TimeProvider
    {
        private long _off;

        public TimeSpan Off
        {
            get => new(Interlocked.Read(ref _off));
            set => Interlocked.Exchange(ref _off, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;
    }
}
