using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>Gives the node's signs of life, from before the loops begin until after they ended.</summary>
internal sealed class NodeHeart : BackgroundService
{
    private readonly Node _node;
    private readonly ServiceClock _clock;
    private readonly StepDatabase _database;
    private readonly ILogger _log;
    private DatabaseTrouble? _told;

    public NodeHeart(Node node, ServiceClock clock, StepDatabase database, ILogger<NodeHeart> log) => (_node, _clock, _database, _log) = (node, clock, database, log);

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

    private void Sign()
    {
        Try(_node.SignOfLife);
        Tell(_database.Trouble);
    }

    // A sign of life is a write every few seconds: it finds out when the database is in trouble, and when that is over.
    private void Tell(DatabaseTrouble? trouble)
    {
        if (trouble == _told)
        {
            return;
        }

        if (trouble is not null)
        {
            _log.LogError("{Trouble}", trouble.Message);
        }
        else
        {
            _log.LogWarning("De database doet het weer.");
        }

        _told = trouble;
    }

    // A database that is away for a moment is no reason to end; the loops say so as well.
    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What keeps the database from its work is told apart, once.
            if (_database.TroubleOf(exception) is null)
            {
                _log.LogWarning("The node could not give its sign of life: {Exception}", exception.GetType().Name);
            }
        }
    }
}
