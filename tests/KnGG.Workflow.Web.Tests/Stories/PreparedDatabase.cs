using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>A data folder as this process reads and fills it, beside the host.</summary>
internal sealed class PreparedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PreparedDatabase(ServiceProvider services) => _services = services;

    private StepDatabase Database => _services.GetRequiredService<StepDatabase>();

    internal static async Task<PreparedDatabase> Open(string data, string? clock = null, string? postgres = null)
    {
        var settings = new ServiceSettings { Data = data, Postgres = postgres, Demo = false, SimulatedClock = clock, Workflows = Path.Combine(AppContext.BaseDirectory, "workflows") };
        var options = settings.ForRuntime(runLoops: false);
        await WorkflowDatabase.Prepare(options, TimeProvider.System);
        var services = new ServiceCollection();
        services.AddWorkflow(settings, options);
        return new PreparedDatabase(services.BuildServiceProvider());
    }

    /// <summary>Publishes a definition.</summary>
    internal void Publish(string definition)
    {
        var (_, published) = _services.GetRequiredService<Publisher>().Import(definition, publish: true, Actor.System);
        Assert.IsType<PublishResult.Published>(published);
    }

    /// <summary>Publishes a definition and starts an instance of it.</summary>
    internal Guid Start(string id, string definition)
    {
        Publish(definition);
        return Start(id);
    }

    /// <summary>Starts an instance of a published definition.</summary>
    internal Guid Start(string id)
    {
        var now = _services.GetRequiredService<ServiceClock>().Now;
        return Database.Write(t =>
        {
            t.Wake(LoopKinds.Steps);
            return _services.GetRequiredService<InstanceStarter>().Start(t, id, ValueMap.Empty, null, Actor.System, now)!.Value;
        });
    }

    /// <summary>Takes every step that is due, in this process.</summary>
    internal void RunAll()
    {
        while (_services.GetRequiredService<StepLoop>().RunOnce() > 0)
        {
            // One more.
        }
    }

    /// <summary>When an instance wrote its lines.</summary>
    internal IReadOnlyList<(DateTimeOffset At, string Text)> Lines(Guid instance) => Database.Read(t =>
        (IReadOnlyList<(DateTimeOffset, string)>)[.. Journal.Read(t, instance).Where(l => l.Event == "Line").Select(l => (l.At, l.Data["text"].TextOrNull ?? l.Data["Text"].TextOrNull ?? ""))]);

    /// <summary>One number.</summary>
    internal long Count(string sql, params (string, object?)[] parameters) => Database.Read(t => t.First(sql, r => r.Number(0), parameters));

    /// <summary>Ids of rows.</summary>
    internal IReadOnlyList<Guid> Ids(string sql, params (string, object?)[] parameters) => Database.Read(t => t.Query(sql, r => r.Id(0), parameters));

    /// <summary>Changes rows.</summary>
    internal void Execute(string sql) => Database.Write(t => t.Execute(sql));

    /// <summary>One text a row, below each other.</summary>
    internal string Lines(string sql) => string.Join('\n', Database.Read(t => t.Query(sql, r => r.TextOrNull(0))));

    /// <summary>Texts by id.</summary>
    internal IReadOnlyDictionary<Guid, string?> Texts(string sql) => Database.Read(t => t.Query(sql, r => (r.Id(0), r.TextOrNull(1))).ToDictionary(r => r.Item1, r => r.Item2));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
