using KnGG.Workflow.Runtime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>A table of which the rows of a trajectory can be written again: its columns, and how its rows hang on the trajectory.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Names of its columns, without those that the database numbers.</param>
/// <param name="Owner">Condition on <c>@id</c>, the trajectory.</param>
internal sealed record CopyTable(string Name, IReadOnlyList<string> Columns, string Owner)
{
    // Not of one trajectory alone: chains of hashes, batches, and the hashes by which a signal is known again.
    private static readonly HashSet<string> Left = ["audit", "audit_named_file", "migration_item", "repair_item", "signal", "task_draft", "family_child", "region_signal"];

    /// <summary>All of them, read from the schema itself, so that a new table is not forgotten.</summary>
    public static IReadOnlyList<CopyTable> Of(string file)
    {
        using var db = new SqliteWorkflowDb(SqliteStepDatabase.EfOptions(file));
        return [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .Where(t => !Left.Contains(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => OwnerOf(t) is { } owner ? new CopyTable(t.Name, [.. t.Columns.Where(c => !IsNumbered(c)).Select(c => c.Name)], owner) : null).OfType<CopyTable>()];
    }

    /// <summary>The tables of one instance that belongs to no trajectory, found by its id.</summary>
    public static IReadOnlyList<CopyTable> OfInstance(IReadOnlyList<CopyTable> all) =>
        [.. all.Where(t => t.Name is "instance" or "step" or "stimulus").Select(t => t with { Owner = t.Name == "instance" ? "id = @id" : "instance_id = @id" })];

    private static string? OwnerOf(ITable table)
    {
        bool Has(string column) => table.FindColumn(column) is not null;
        return table.Name switch
        {
            "trajectory" => "id = @id",
            "child" => "id = (SELECT child_id FROM trajectory WHERE id = @id)",

            // A line of a daily mail is of its person.
            "mail" => "trajectory_id = @id AND digest_id IS NULL",
            _ when Has("trajectory_id") => "trajectory_id = @id",
            _ when Has("instance_id") => "instance_id IN (SELECT id FROM instance WHERE trajectory_id = @id)",
            _ => null,
        };
    }

    private static bool IsNumbered(IColumn column) => column.Name == "rowid" || column.PropertyMappings.Any(p =>
        p.Property.ValueGenerated == ValueGenerated.OnAdd && (p.Property.ClrType == typeof(long) || p.Property.ClrType == typeof(int)));
}
