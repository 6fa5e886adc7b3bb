using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Runtime;

#pragma warning disable CA1050 // The runtime looks for this name, in no namespace.

/// <summary>
/// Loaded into a program that a test starts, before its own first line: makes that process end as by kill -9 when it passes a named point.
/// So a test sees a process really die there, and the program itself knows nothing of it.
/// </summary>
internal static class StartupHook
{
    /// <summary>The setting that says at which point, and which time that it is passed.</summary>
    internal const string DieAt = "KNGG_TEST_DIE_AT";

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(DieAt)?.Split(' ') is not [var point, var time])
        {
            return;
        }

        var left = int.Parse(time, CultureInfo.InvariantCulture);
        CrashPoint.Listen(name =>
        {
            if (name != point || Interlocked.Decrement(ref left) != 0)
            {
                return;
            }

            using var process = Process.GetCurrentProcess();
            process.Kill();

            // The signal comes a moment later: until then nothing may happen.
            using var never = new ManualResetEventSlim();
            never.Wait();
        });
    }
}
