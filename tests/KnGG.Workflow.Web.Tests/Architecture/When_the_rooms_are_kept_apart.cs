using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KnGG.Workflow.Web.Tests.Architecture;

/// <summary>Who may know whom (docs/adr/0001): read from the project files and the sources themselves.</summary>
public sealed partial class When_the_rooms_are_kept_apart
{
    private static readonly string[] Rooms = ["Engine", "Care", "Runtime", "Web"];

    [Theory]
    [InlineData("Engine")]
    [InlineData("Care")]
    [InlineData("Runtime", "Engine", "Care")]
    [InlineData("Web", "Runtime")]
    public void A_project_refers_only_to_the_rooms_it_may_know(string room, params string[] allowed)
    {
        var references = XDocument.Load(Path.Combine(Folder(room), $"KnGG.Workflow.{room}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["KnGG.Workflow.".Length..]);
        Assert.Equal(allowed.Order(), references.Order());
    }

    [Theory]
    [InlineData("Engine", "KnGG.Workflow.Care", "KnGG.Workflow.Runtime", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Mail", "Microsoft.Extensions")]
    [InlineData("Care", "KnGG.Workflow.Engine", "KnGG.Workflow.Runtime", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "System.Net.Mail", "Microsoft.Extensions")]
    [InlineData("Runtime", "KnGG.Workflow.Web", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Http")]
    [InlineData("Web", "System.Net.Mail", "Microsoft.Data.Sqlite")]
    public void A_source_uses_nothing_its_room_may_not_know(string room, params string[] forbidden)
    {
        var wrong = Sources(room)
            .SelectMany(f => File.ReadLines(f).Select(l => UsingLine().Match(l)).Where(m => m.Success).Select(m => (File: Path.GetFileName(f), Name: m.Groups[1].Value)))
            .Where(u => forbidden.Any(n => u.Name == n || u.Name.StartsWith(n + ".", StringComparison.Ordinal)))
            .Select(u => $"{u.File}: {u.Name}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Mail_is_sent_in_one_folder_only() =>
        Assert.DoesNotContain(Sources("Runtime"), f => !f.Contains("/Mail/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("using System.Net.Mail", StringComparison.Ordinal));

    [Fact]
    public void Timers_tasks_and_mail_meet_through_intents_only_in_what_they_import()
    {
        // Tasks may write mails for a reassignment; nothing else crosses.
        var crossing = Sources("Runtime").Where(f => f.Contains("/Mail/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("using KnGG.Workflow.Runtime.CareActivities", StringComparison.Ordinal));
        Assert.Empty(crossing);
    }

    [Fact]
    public void No_method_is_async_void() =>
        Assert.Empty(Rooms.SelectMany(Sources).Where(f => AsyncVoid().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName));

    [Fact]
    public void No_warning_is_switched_off_in_a_project() =>
        Assert.DoesNotContain(Directory.EnumerateFiles(CommandLine.Root, "*.csproj", SearchOption.AllDirectories), f => !IsOutput(f) && File.ReadAllText(f).Contains("NoWarn", StringComparison.Ordinal));

    [Fact]
    public void No_file_names_a_package_registry()
    {
        // None of these has a reason to hold an address at all.
        string[] files = ["global.json", "Directory.Packages.props", "Directory.Build.props", ".npmrc", "package.json"];
        var named = files.Select(f => Path.Combine(CommandLine.Root, f))
            .Concat(Directory.EnumerateFiles(CommandLine.Root, "packages.lock.json", SearchOption.AllDirectories).Where(f => !IsOutput(f)))
            .Where(File.Exists)
            .Where(f => File.ReadAllText(f).Contains("://", StringComparison.Ordinal));
        Assert.Empty(named);
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(CommandLine.Root, "package-lock.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/TOUR.md")]
    public void Every_path_that_a_document_names_exists(string document)
    {
        var file = Path.Combine(CommandLine.Root, document);
        if (!File.Exists(file))
        {
            return;
        }

        var text = File.ReadAllText(file);
        var missing = PathInCode().Matches(text).Select(m => m.Groups[1].Value)
            .Concat(Link().Matches(text).Select(m => m.Groups[1].Value.Split('#')[0]).Where(l => l.Length > 0 && !l.Contains("://", StringComparison.Ordinal))
                .Select(l => Path.GetRelativePath(CommandLine.Root, Path.Combine(Path.GetDirectoryName(file)!, l))))
            .Select(p => p.TrimEnd('/'))
            .Where(p => !Exists(p));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_readme_stays_short() => Assert.True(File.ReadLines(Path.Combine(CommandLine.Root, "README.md")).Count() < 150);

    // A document may name a file from the root or from src, and src/KnGG.Workflow.X by its room alone.
    private static bool Exists(string path) =>
        path.Contains('*', StringComparison.Ordinal) || path.StartsWith("data", StringComparison.Ordinal)
        || new[] { path, "src/" + path, "src/KnGG.Workflow." + path }.Select(p => Path.Combine(CommandLine.Root, p)).Any(p => File.Exists(p) || Directory.Exists(p));

    private static string Folder(string room) => Path.Combine(CommandLine.Root, "src", "KnGG.Workflow." + room);

    private static IEnumerable<string> Sources(string room) => Directory.EnumerateFiles(Folder(room), "*.cs", SearchOption.AllDirectories).Where(f => !IsOutput(f));

    private static bool IsOutput(string file) =>
        file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal) || file.Contains("/node_modules/", StringComparison.Ordinal);

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);")]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\basync void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"`([\w.-][\w./-]*/[\w./*-]+)`")]
    private static partial Regex PathInCode();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
