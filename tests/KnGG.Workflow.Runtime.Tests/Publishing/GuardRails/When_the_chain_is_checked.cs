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
}
