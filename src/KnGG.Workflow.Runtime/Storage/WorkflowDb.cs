using KnGG.Workflow.Runtime.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// The whole schema: migrations, sign-in, and the queries of pages. Steps do not go through it: they use <see cref="Steps.StepTransaction"/>
/// on the same tables. Every feature folder brings its rows as an <see cref="IEntityTypeConfiguration{TEntity}"/>.
/// </summary>
public abstract class WorkflowDb : IdentityDbContext<Account, IdentityRole<Guid>, Guid>
{
    /// <summary>Made by the subclass of one database kind.</summary>
    protected WorkflowDb(DbContextOptions options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkflowDb).Assembly);
        SnakeCase.Apply(builder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToMilliseconds>();
    }
}

/// <summary>The schema on SQLite.</summary>
public sealed class SqliteWorkflowDb : WorkflowDb
{
    /// <summary>Made by dependency injection or a design-time tool.</summary>
    public SqliteWorkflowDb(DbContextOptions<SqliteWorkflowDb> options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<IdToBytes>();
    }
}
