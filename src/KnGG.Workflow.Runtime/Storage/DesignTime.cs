using Microsoft.EntityFrameworkCore.Design;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>For the migration tool only; nothing is opened.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteWorkflowDb>
{
    public SqliteWorkflowDb CreateDbContext(string[] args) => new(WorkflowDatabase.OptionsFor("design.db"));
}
