using KnGG.Workflow.Runtime.Tests.Chain;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

public sealed class When_the_chain_is_checked(ITestOutputHelper output)
{
    [Fact]
    public void No_definition_of_the_chain_is_refused()
    {
        var folder = new GuardedFolder();
        foreach (var id in folder.Ids)
        {
            foreach (var problem in folder.Check(id))
            {
                output.WriteLine($"{id} {problem.Line} {problem.Severity} [{problem.Code}] {problem.ActivityId}: {problem.Message}");
            }
        }

        Assert.Empty(folder.Errors());
    }

    [Fact]
    public void Every_code_stands_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(ChainFolder.Repository, "docs", "GUARD-RAILS.md"));
        Assert.All(Spoiled.All.Select(s => s.Code).Distinct(), code => Assert.Contains($"`{code}`", text, StringComparison.Ordinal));
    }
}
