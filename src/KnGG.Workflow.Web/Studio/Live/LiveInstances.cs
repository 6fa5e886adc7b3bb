using System.Collections.Concurrent;
using KnGG.Workflow.Web.Studio.Instances;
using Microsoft.AspNetCore.SignalR;

namespace KnGG.Workflow.Web.Studio.Live;

/// <summary>
/// Tells viewers about steps. Looks at the watched instances' own rows, so it does not matter which node took the step; looks at nothing
/// while nobody watches.
/// </summary>
internal sealed partial class LiveInstances(IHubContext<WorkflowInstanceHub> hub, IServiceProvider services, ILogger<LiveInstances> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Which step each viewer was told about last, by its connection and what it watches; null before it was told anything. A page has a connection for
    // the journal and another for the canvas, and they do not begin at the same moment: each is told what it has not heard.
    private readonly ConcurrentDictionary<(string Connection, string Instance), long?> _told = [];

    public void Watch(string connection, string instanceId) => _told[(connection, instanceId)] = null;

    public void Forget(string connection)
    {
        foreach (var viewer in _told.Keys.Where(v => v.Connection == connection))
        {
            _told.TryRemove(viewer, out _);
        }
    }

    /// <summary>Looks once at every watched instance, and tells who has not heard of its last step.</summary>
    public async Task RunOnce(CancellationToken stop)
    {
        var shelf = services.GetRequiredService<InstanceShelf>();
        foreach (var viewers in _told.ToArray().GroupBy(v => v.Key.Instance, StringComparer.Ordinal))
        {
            // An instance that is gone has nothing to tell any more.
            if (shelf.Progress(viewers.Key) is not { } progress)
            {
                continue;
            }

            // The first look may already be late: what happened between drawing and watching is told as well.
            var behind = viewers.Where(v => v.Value != progress).ToList();
            if (behind.Count == 0)
            {
                continue;
            }

            await Tell(shelf, viewers.Key, hub.Clients.Clients(behind.Select(v => v.Key.Connection)), stop);
            foreach (var (viewer, told) in behind)
            {
                // Nothing when it has left meanwhile.
                _told.TryUpdate(viewer, progress, told);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time: a simulated clock may stand still while people look.
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (await Wait(timer, stoppingToken))
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e);
            }
        }
    }

    private static async Task<bool> Wait(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task Tell(InstanceShelf shelf, string id, IClientProxy viewers, CancellationToken stop)
    {
        var stats = ActivityRunEndpoints.Report(ActivityRun.Of(shelf.Journal(id)), []);
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, stop);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, stop);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = id }, stop);
    }

    [LoggerMessage(LogLevel.Warning, "Viewers of workflow instances could not be told about steps; the next look tries again.")]
    private partial void Failed(Exception e);
}
