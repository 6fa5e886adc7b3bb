namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Wakes the background loops of this process after a commit, so that they need not wait for their next poll.</summary>
public sealed class LoopSignals : IDisposable
{
    private readonly SemaphoreSlim _steps = new(0, 1);
    private readonly SemaphoreSlim _mail = new(0, 1);
    private readonly SemaphoreSlim _migrations = new(0, 1);
    private readonly SemaphoreSlim _repairs = new(0, 1);
    private readonly SemaphoreSlim _drafts = new(0, 1);

    /// <summary>Wakes loops. Never blocks; two wakes before a loop looks are one.</summary>
    public void Tell(LoopKinds loops)
    {
        if ((loops & LoopKinds.Steps) != 0)
        {
            Pulse(_steps);
        }

        if ((loops & LoopKinds.Mail) != 0)
        {
            Pulse(_mail);
        }

        if ((loops & LoopKinds.Migrations) != 0)
        {
            Pulse(_migrations);
        }

        if ((loops & LoopKinds.Repairs) != 0)
        {
            Pulse(_repairs);
        }
    }

    /// <summary>Waits until a loop is woken, but no longer than the given time.</summary>
    public Task Wait(LoopKinds loop, TimeSpan atMost, CancellationToken stop) =>
        (loop switch { LoopKinds.Mail => _mail, LoopKinds.Migrations => _migrations, LoopKinds.Repairs => _repairs, LoopKinds.Drafts => _drafts, _ => _steps }).WaitAsync(atMost, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _steps.Dispose();
        _mail.Dispose();
        _migrations.Dispose();
        _repairs.Dispose();
        _drafts.Dispose();
    }

    private static void Pulse(SemaphoreSlim semaphore)
    {
        if (semaphore.CurrentCount == 0)
        {
            try
            {
                semaphore.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke the loop in between, which is just as good.
            }
        }
    }
}
