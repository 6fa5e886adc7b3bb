using System.Diagnostics;
using System.Globalization;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Web.Tests.Stories;

/// <summary>Runs in the built program before its own first line, when a test starts it so (DOTNET_STARTUP_HOOKS): the process kills itself at a named point.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(KillPoint.Variable) is not { } file)
        {
            return;
        }

        var passed = 0;
        CrashPoint.ListenEverywhere(point =>
        {
            if (!File.Exists(file) || File.ReadAllText(file).Split(' ') is not [var deadly, var time] || deadly != point
                || Interlocked.Increment(ref passed) != int.Parse(time, CultureInfo.InvariantCulture))
            {
                return;
            }

            // SIGKILL, to itself: nothing is tidied up, on no thread. It comes a moment later, and until then nothing may happen.
            using var self = Process.GetCurrentProcess();
            self.Kill();
            using var never = new ManualResetEventSlim();
            never.Wait();
        });
    }
}
