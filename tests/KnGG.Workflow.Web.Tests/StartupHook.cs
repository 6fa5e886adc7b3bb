using System.Diagnostics;
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

        CrashPoint.ListenEverywhere(point =>
        {
            if (File.Exists(file) && File.ReadAllText(file) == point)
            {
                // SIGKILL, to itself: nothing is tidied up, on no thread.
                using var self = Process.GetCurrentProcess();
                self.Kill();
            }
        });
    }
}
