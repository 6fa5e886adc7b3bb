using System.Text.Json;
using KnGG.Workflow.Web.Commands;

namespace KnGG.Workflow.Web.Tests;

/// <summary>Runs a verb as the script does, in this process.</summary>
internal static class CommandLine
{
    internal static async Task<(int Exit, string Out, string Error)> Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await Cli.Run(words, output, error);
        return (exit, output.ToString(), error.ToString());
    }

    internal static async Task<JsonElement> Json(params string[] words)
    {
        var (_, text, _) = await Run([.. words, "--json"]);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KnGG.Workflow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository's root is not above the tests.");
    }
}
