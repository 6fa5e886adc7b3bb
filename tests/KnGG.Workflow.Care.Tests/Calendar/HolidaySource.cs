using System.Diagnostics;
using System.Globalization;

namespace KnGG.Workflow.Care.Tests.Calendar;

/// <summary>An independent list of Dutch holidays: the npm package date-holidays, installed from its lock file when it is not there, read by node.</summary>
public sealed class HolidaySource
{
    public const int FromYear = 2024;
    public const int ToYear = 2036;

    public HolidaySource()
    {
        var folder = Path.Combine(Repository(), "tests", "KnGG.Workflow.Care.Tests", "holidays");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "date-holidays")))
        {
            Run(folder, "npm", "ci", "--no-audit", "--no-fund");
        }

        Lines = [.. Run(folder, "node", "list.mjs", $"{FromYear}", $"{ToYear}").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => l.Split(' ', 3)).Select(p => (DateOnly.ParseExact(p[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), p[1], p[2]))];
    }

    /// <summary>Date, type (public, school, bank, observance) and rule of each day.</summary>
    public IReadOnlyList<(DateOnly Date, string Type, string Rule)> Lines { get; }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KnGG.Workflow.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The test must run from inside the repository: KnGG.Workflow.sln was not found above " + AppContext.BaseDirectory);
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' in {folder} failed: {error.Result}");
    }
}
