using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Runs one kind of due work in the background: as long as something is due, then until the next due moment, 1 s at most.</summary>
internal sealed class LoopHost : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly IDueWork _work;
    private readonly LoopKinds _kind;
    private readonly LoopSignals _signals;
    private readonly ServiceClock _clock;
    private readonly ILogger _log;
    private readonly Node? _node;

    public LoopHost(IDueWork work, LoopKinds kind, LoopSignals signals, ServiceClock clock, ILogger<LoopHost> log, Node? node = null)
    {
        _node = node;
        _work = work;
        _kind = kind;
        _signals = signals;
        _clock = clock;
        _log = log;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && _node is not { TakesWork: false } && await _work.RunDue(stoppingToken))
                {
                    // One more round: something was due.
                }

                failed = false;
                await _signals.Wait(_kind, UntilNext(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Said once, or a database that is away for an hour would fill the log.
                if (!failed)
                {
                    _log.LogError("The {Loop} loop could not go on and tries again every second: {Exception} {Place}", _kind, exception.GetType().Name, exception.StackTrace);
                }

                failed = true;
                await Task.Delay(Poll, _clock.Real, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan UntilNext()
    {
        var until = _work.NextDue() - _clock.Now;
        return until is { } wait && wait > TimeSpan.Zero && wait < Poll ? wait : Poll;
    }
}
