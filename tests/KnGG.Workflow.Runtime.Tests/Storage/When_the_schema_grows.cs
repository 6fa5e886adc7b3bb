using KnGG.Workflow.Runtime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>
/// A release only adds to the schema of PostgreSQL, so that nodes of the release before it go on beside it (ADR 0045). What is to go, goes one release after
/// the last program that used it.
/// </summary>
public sealed class When_the_schema_grows
{
    // The first migration makes the schema; there is no node before it. Names of migrations that take something away which no supported release uses any more.
    // JournalByTime makes tables anew in parts; it is of before the first release, so no node of an older one can be at work.
    private static readonly string[] Exempt = ["20261128021820_JournalByTime"];

    [Fact]
    public void Every_migration_after_the_first_only_adds()
    {
        using var db = new PostgresWorkflowDb(PostgresStepDatabase.EfOptions("Host=none;Database=none"));
        var assembly = db.GetService<IMigrationsAssembly>();
        foreach (var (id, type) in assembly.Migrations.OrderBy(m => m.Key, StringComparer.Ordinal).Skip(1))
        {
            var breaking = assembly.CreateMigration(type, db.Database.ProviderName!).UpOperations.Select(Breaks).OfType<string>().ToList();
            Assert.True(breaking.Count == 0 || Exempt.Contains(id), $"{id}: {string.Join(" ", breaking)}");
        }
    }

    [Fact]
    public void What_an_older_node_could_not_live_with_is_found()
    {
        Assert.All<MigrationOperation>(
            [
                new DropTableOperation { Name = "t" }, new DropColumnOperation { Table = "t", Name = "c" }, new RenameTableOperation { Name = "t" },
                new RenameColumnOperation { Table = "t", Name = "c" }, new AlterColumnOperation { Table = "t", Name = "c" },
                new AddColumnOperation { Table = "t", Name = "c", IsNullable = false }, new AddUniqueConstraintOperation { Table = "t", Columns = ["c"] },
                new AddForeignKeyOperation { Table = "t", Columns = ["c"] }, new AddCheckConstraintOperation { Table = "t" }, new SqlOperation { Sql = "DELETE FROM t" },
                new CreateIndexOperation { Table = "t", Columns = ["c"], IsUnique = true },
            ],
            o => Assert.NotNull(Breaks(o)));
        Assert.All<MigrationOperation>(
            [
                new CreateTableOperation { Name = "t" }, new AddColumnOperation { Table = "t", Name = "c", IsNullable = true },
                new AddColumnOperation { Table = "t", Name = "c", IsNullable = false, DefaultValue = 0 }, new CreateIndexOperation { Table = "t", Columns = ["c"] },
                new DropIndexOperation { Table = "t", Name = "i" },
            ],
            o => Assert.Null(Breaks(o)));
    }

    // A unique index on a new table comes with that table in the same migration; on an older one it refuses rows that older nodes write.
    private static string? Breaks(MigrationOperation operation) => operation switch
    {
        CreateTableOperation or DropIndexOperation or CreateIndexOperation { IsUnique: false } => null,
        AddColumnOperation { IsNullable: true } or AddColumnOperation { DefaultValue: not null } or AddColumnOperation { DefaultValueSql: not null } => null,
        AddColumnOperation column => $"{column.Table}.{column.Name} is required and has no default: an older node does not fill it.",
        _ => $"{operation.GetType().Name} takes something away, or refuses what an older node writes.",
    };
}
