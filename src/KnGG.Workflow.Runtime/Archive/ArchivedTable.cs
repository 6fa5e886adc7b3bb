using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>
/// A table whose rows of a trajectory go to the archive. Its columns come from the schema itself, so that a new one is never forgotten.
/// </summary>
internal sealed class ArchivedTable
{
    public const string Instances = "instance";
    public const string Steps = "step";
    public const string Tasks = "task";
    public const string Answers = "task_answer";

    private readonly Func<StepRow, int, object>[] _readers;

    private ArchivedTable(IEntityType entity, string where, string order)
    {
        Name = entity.GetTableName()!;

        // A column of one database only, such as the place of a row, has no meaning elsewhere.
        var properties = entity.GetProperties().Where(p => !p.IsShadowProperty()).ToList();
        Columns = [.. properties.Select(p => p.GetColumnName())];
        _readers = [.. properties.Select(p => ReaderOf(p.ClrType))];
        Select = $"SELECT {string.Join(", ", Columns)} FROM {Name} WHERE {where} ORDER BY {order}";
        Delete = $"DELETE FROM {Name} WHERE {where}";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads its rows of the trajectory @id, in the order in which the archive keeps them.</summary>
    public string Select { get; }

    /// <summary>Removes those rows.</summary>
    public string Delete { get; }

    /// <summary>The tables, those that others are found by last.</summary>
    public static IReadOnlyList<ArchivedTable> Of(WorkflowDb schema)
    {
        const string ofTrajectory = "trajectory_id = @id";

        // In the order in which they are read: steps as they were committed, tasks the newest first.
        return
        [
            Table<StepRecordRow>("(instance_id, started) IN (SELECT id, created_at FROM instance WHERE trajectory_id = @id)", "at, rowid"),
            Table<TaskAnswerRow>(ofTrajectory, "task_id"),
            Table<TaskRow>(ofTrajectory, "created_at DESC, id DESC"),
            Table<MailRow>(ofTrajectory, "id"),
            Table<InstanceRow>(ofTrajectory, "id"),
        ];

        ArchivedTable Table<TRow>(string where, string order) => new(schema.Model.FindEntityType(typeof(TRow))!, where, order);
    }

    /// <summary>The values of a row, ready to be packed.</summary>
    public object?[] Read(StepRow row)
    {
        var values = new object?[_readers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.IsNull(i) ? null : _readers[i](row, i);
        }

        return values;
    }

    private static Func<StepRow, int, object> ReaderOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(Guid) ? (row, i) => row.Id(i)
            : type == typeof(string) || type == typeof(DateOnly) ? (row, i) => row.Text(i)
            : type == typeof(byte[]) ? (row, i) => row.Bytes(i)
            : type == typeof(double) ? (row, i) => row.Real(i)
            : type == typeof(long) || type == typeof(int) || type == typeof(bool) || type == typeof(DateTimeOffset) || type.IsEnum ? (row, i) => row.Number(i)
            : throw new NotSupportedException($"Nothing archives a column of type {type.Name}.");
    }
}
