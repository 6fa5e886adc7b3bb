using KnGG.Workflow.Runtime.Clock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>Gives the node's signs of life, from before the loops begin until after they ended.</summary>
internal sealed class NodeHeart : BackgroundService
{
    private readonly Node _node;
    private readonly ServiceClock _clock;
    private readonly ILogger _log;

    public NodeHeart(Node node, ServiceClock clock, ILogger<NodeHeart> log) => (_node, _clock, _log) = (node, clock, log);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // The clock is compared before the first work is taken.
        Sign();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Try(_node.SignOff);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Node.Beat, _clock.Real, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                Sign();
            }
        }
    }

    private void Sign() => Try(_node.SignOfLife);

    // A database that is away for a moment is no reason to end; the loops say so as well.
    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _log.LogWarning("The node could not give its sign of life: {Exception}", exception.GetType().Name);
        }
    }
}
