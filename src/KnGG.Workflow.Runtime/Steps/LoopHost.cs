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
                DateTimeOffset asked;
                do
                {
                    // One more round as long as something was due.
                    asked = _clock.Now;
                }
                while (!stoppingToken.IsCancellationRequested && _node is not { TakesWork: false } && await _work.RunDue(stoppingToken));

                failed = false;
                await _signals.Wait(_kind, UntilNext(_work.NextDue(), asked, _clock.Now), stoppingToken);
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

    /// <summary>How long to wait, 1 s at most, after asking for what was due found nothing more to do.</summary>
    /// <param name="next">When something is due next, or was.</param>
    /// <param name="asked">When the work that was due was asked for.</param>
    /// <param name="now">The present.</param>
    internal static TimeSpan UntilNext(DateTimeOffset? next, DateTimeOffset asked, DateTimeOffset now)
    {
        // What was due when we asked could not be taken: another node has it, or it waits before it is tried again. What became due since, we ask for at once.
        if (next is not { } due || due <= asked || due - now > Poll)
        {
            return Poll;
        }

        return due > now ? due - now : TimeSpan.Zero;
    }
}
