using System.Diagnostics;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Clock;

/// <summary>Moves the simulated clock: from due moment to due moment, doing what is due at each before going on.</summary>
public sealed class SimulatedClock : IDisposable
{
    // A node that is killed lets go of its steps at once; one that hangs does not hold up time for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly StepDatabase _database;
    private readonly ServiceClock _clock;
    private readonly IReadOnlyList<IDueWork> _works;
    private readonly SemaphoreSlim _moving = new(1, 1);

    /// <summary>Made by dependency injection.</summary>
    public SimulatedClock(StepDatabase database, ServiceClock clock, IEnumerable<IDueWork> works)
    {
        _database = database;
        _clock = clock;
        _works = [.. works.OrderBy(w => w.Order)];
    }

    /// <summary>
    /// Moves time to an instant and returns when everything due until then has been done, mails included. A moment in the past
    /// only does what is due now: the clock never goes back.
    /// </summary>
    /// <exception cref="InvalidOperationException">The database lives in real time.</exception>
    public async Task MoveTo(DateTimeOffset target, CancellationToken stop = default)
    {
        if (!_clock.IsSimulated)
        {
            throw new InvalidOperationException("De klok van deze database is niet gesimuleerd.");
        }

        await _moving.WaitAsync(stop);
        try
        {
            await DoWhatIsDue(stop);
            while (Next(target) is { } next)
            {
                Set(next);
                CrashPoint.Hit(CrashPoint.ClockMoved);
                await DoWhatIsDue(stop);
            }

            // Recurring work does not hold up the clock; what became due since the last moment is done here.
            Set(target);
            await DoWhatIsDue(stop);
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _moving.Dispose();

    private async Task DoWhatIsDue(CancellationToken stop)
    {
        var last = Stopwatch.GetTimestamp();
        while (true)
        {
            var did = false;
            foreach (var work in _works)
            {
                while (await work.RunDue(stop))
                {
                    did = true;
                }
            }

            if (did)
            {
                last = Stopwatch.GetTimestamp();
            }
            else if (!await OthersAreAtIt(last, stop))
            {
                return;
            }
        }
    }

    // Where several may write, the loops in the background, or another node, may have taken up what was due and not have finished it. Time that goes on
    // meanwhile would pass by what follows from it.
    private async Task<bool> OthersAreAtIt(long last, CancellationToken stop)
    {
        if (!_database.IsShared || !(_database.Read(StimulusClaim.NextDue) <= _clock.Now) || Stopwatch.GetElapsedTime(last) > Patience)
        {
            return false;
        }

        await Task.Delay(BetweenLooks, TimeProvider.System, stop);
        return true;
    }

    // What is due already but could not be done (a mail server that refuses for now) does not hold up time.
    private DateTimeOffset? Next(DateTimeOffset target)
    {
        var now = _clock.Now;
        return _works.Select(w => w.NextDue()).Where(d => d > now && d <= target).Min();
    }

    private void Set(DateTimeOffset instant) => _database.Write(t =>
        t.Execute("UPDATE clock SET now = @now WHERE id = 1 AND now < @now", ("@now", instant)));
}
