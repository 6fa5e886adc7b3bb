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

    // Studio answers some messages by drawing anew what it has read. When two of them overlap, the older reading may be what stays on the screen; so what
    // was told last is told once more when it has been quiet for this many looks.
    private const int QuietLooks = 4;

    private readonly ConcurrentDictionary<string, HashSet<string>> _byConnection = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    public void Watch(string connection, string instanceId)
    {
        var watched = _byConnection.GetOrAdd(connection, _ => new HashSet<string>(StringComparer.Ordinal));
        lock (watched)
        {
            watched.Add(instanceId);
        }
    }

    public void Forget(string connection) => _byConnection.TryRemove(connection, out _);

    /// <summary>Looks once at every watched instance. Returns how many had moved.</summary>
    public async Task<int> RunOnce(CancellationToken stop)
    {
        var watched = Watched();
        foreach (var gone in _told.Keys.Except(watched, StringComparer.Ordinal).ToList())
        {
            _told.Remove(gone);
        }

        var moved = 0;
        var shelf = services.GetRequiredService<InstanceShelf>();
        foreach (var id in watched)
        {
            // An instance that is gone has nothing to tell any more.
            if (shelf.Progress(id) is not { } progress)
            {
                continue;
            }

            // The first look may already be late: what happened between drawing and watching is told as well.
            if (!_told.TryGetValue(id, out var told) || told.Mark != progress.Mark)
            {
                await Tell(shelf, id, stop);
                _told[id] = new Told(progress.Mark, QuietLooks);
                moved++;
            }
            else if (told.LooksLeft > 0)
            {
                if (told.LooksLeft == 1)
                {
                    await Tell(shelf, id, stop);
                }

                _told[id] = told with { LooksLeft = told.LooksLeft - 1 };
            }
        }

        return moved;
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

    private async Task Tell(InstanceShelf shelf, string id, CancellationToken stop)
    {
        var viewers = hub.Clients.Group(id);
        var stats = ActivityRunEndpoints.Report(ActivityRun.Of(shelf.Journal(id)), []);
        await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, stop);
        await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, stop);
        await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = id }, stop);
    }

    private HashSet<string> Watched()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var watched in _byConnection.Values)
        {
            lock (watched)
            {
                all.UnionWith(watched);
            }
        }

        return all;
    }

    private readonly record struct Told(long Mark, int LooksLeft);

    [LoggerMessage(LogLevel.Warning, "Viewers of workflow instances could not be told about steps; the next look tries again.")]
    private partial void Failed(Exception e);
}
