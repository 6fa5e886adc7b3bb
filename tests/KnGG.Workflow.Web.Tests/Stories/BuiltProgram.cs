using System.Diagnostics;
using System.Text.Json;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The built program, run as the script runs it: a process of its own.</summary>
internal static class BuiltProgram
{
    private static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "KnGG.Workflow.Web.dll");

    /// <summary>How it is started.</summary>
    internal static ProcessStartInfo Start(IEnumerable<string> words, string? program = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(program ?? Path);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["KNGG_DEMO_PASSWORD"] = Service.Password;
        return start;
    }

    /// <summary>Runs a verb to its end.</summary>
    internal static Task<Ended> Run(params string[] words) => Run(Start(words));

    /// <summary>Runs what was set up to its end.</summary>
    internal static async Task<Ended> Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Waiting.Deadline);
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>A verb that ended.</summary>
    internal sealed record Ended(int Exit, string Out, string Error)
    {
        internal JsonElement Json => JsonDocument.Parse(Out).RootElement.Clone();
    }
}
