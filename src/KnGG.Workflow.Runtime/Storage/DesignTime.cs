using Microsoft.EntityFrameworkCore.Design;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>For the migration tool only; nothing is opened.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteWorkflowDb>
{
    public SqliteWorkflowDb CreateDbContext(string[] args) => new(SqliteStepDatabase.EfOptions("design.db"));
}

/// <summary>For the migration tool only; nothing is opened.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresWorkflowDb>
{
    public PostgresWorkflowDb CreateDbContext(string[] args) => new(PostgresStepDatabase.EfOptions("Host=design"));
}
