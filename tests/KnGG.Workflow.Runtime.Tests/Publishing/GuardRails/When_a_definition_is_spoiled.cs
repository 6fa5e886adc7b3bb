using System.Text.RegularExpressions;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

public sealed partial class When_a_definition_is_spoiled(ITestOutputHelper output)
{
    // What the engine rightly says besides: a thing that was taken away leaves others unreachable or unasked.
    private static readonly string[] Besides = ["missing-target", "back-edge", "waits-for-watcher"];

    public static TheoryData<string> Names => [.. Spoiled.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_with_the_reason_and_the_place(string name)
    {
        var spoiled = Spoiled.All.Single(s => s.Name == name);
        var folder = new GuardedFolder();
        spoiled.Spoil(folder);
        var problems = folder.Check(spoiled.Definition);
        foreach (var problem in problems)
        {
            output.WriteLine($"{problem.Severity} [{problem.Code}] {problem.ActivityId} regel {problem.Line}: {problem.Message}");
        }

        var found = problems.FirstOrDefault(p => p.IsError && p.Code == spoiled.Code && p.ActivityId == spoiled.Activity);
        Assert.NotNull(found);
        if (spoiled.Activity is { } activity)
        {
            Assert.Contains($"\"id\": \"{activity}\"", folder.TextOf(spoiled.Definition).Split('\n')[found.Line - 1], StringComparison.Ordinal);
        }

        Assert.DoesNotContain(problems, p => p.IsError && p.Code.StartsWith("core-", StringComparison.Ordinal) != spoiled.Code.StartsWith("core-", StringComparison.Ordinal) && !Besides.Contains(p.Code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_under_any_name(string name)
    {
        var spoiled = Spoiled.All.Single(s => s.Name == name);
        var folder = new GuardedFolder();
        spoiled.Spoil(folder);
        var definitions = Renaming.All(folder);
        Assert.Contains(
            folder.Check(definitions[spoiled.Definition]),
            p => p.IsError && p.Code == spoiled.Code && p.ActivityId == (spoiled.Activity is { } id ? Renaming.Activity(id) : null));
    }

    [Fact]
    public void There_are_at_least_forty_and_each_has_its_own_name() => Assert.True(Spoiled.All.Select(s => s.Name).Distinct().Count() == Spoiled.All.Count && Spoiled.All.Count >= 40);

    [Fact]
    public void Every_sentence_is_plain_Dutch_that_ends_and_names_no_code()
    {
        foreach (var spoiled in Spoiled.All)
        {
            var folder = new GuardedFolder();
            spoiled.Spoil(folder);
            foreach (var problem in folder.Check(spoiled.Definition).Where(p => p.Code == spoiled.Code))
            {
                Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
                Assert.DoesNotMatch(English(), problem.Message);
                Assert.DoesNotContain("KnGG.", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"\b(?:the|task|handover|outcome|step|role|form|error|missing|unknown|null|input|due|with|without|deadline|workflowDefinitionId)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
