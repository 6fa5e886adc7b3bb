using KnGG.Workflow.Runtime.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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

/// <summary>
/// The schema on PostgreSQL: the same tables and columns. Ids are its own uuid; truth values and dates are stored as on SQLite, and text is
/// compared byte by byte whatever language the server speaks, so that one statement means the same on both.
/// </summary>
public sealed class PostgresWorkflowDb : WorkflowDb
{
    /// <summary>Made by dependency injection or a design-time tool.</summary>
    public PostgresWorkflowDb(DbContextOptions<PostgresWorkflowDb> options)
        : base(options)
    {
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<bool>().HaveConversion<BoolToZeroOneConverter<int>>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateToText>().UseCollation("C");
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // SQLite numbers the rows of every table by itself; here the one table whose order of writing is read gets the same column.
        builder.Entity<Steps.StepRecordRow>().Property<long>("RowId").HasColumnName("rowid").UseIdentityAlwaysColumn();
    }
}
