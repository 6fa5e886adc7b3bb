using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Runtime.Archive;

namespace KnGG.Workflow.Runtime.Steps;

/// <summary>Which instances a list wants; everything that is left empty fits all.</summary>
public sealed record InstanceListFilter
{
    /// <summary>Only these.</summary>
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>Only of these definitions.</summary>
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Only of these versions.</summary>
    public IReadOnlyList<string> DefinitionVersionIds { get; init; } = [];

    /// <summary>Only with these statuses.</summary>
    public IReadOnlyList<WorkflowStatus> Statuses { get; init; } = [];

    /// <summary>Only with these fine statuses.</summary>
    public IReadOnlyList<WorkflowSubStatus> SubStatuses { get; init; } = [];

    /// <summary>With or without incidents.</summary>
    public bool? HasIncidents { get; init; }

    /// <summary>Part of the definition's id.</summary>
    public string? Text { get; init; }

    /// <summary>Conditions on moments: column created_at, updated_at or finished_at; one of = &lt;&gt; &lt; &gt; &lt;= &gt;=; and the instant.</summary>
    public IReadOnlyList<(string Column, string Operator, DateTimeOffset At)> Moments { get; init; } = [];
}

/// <summary>Reads instances for lists: without their state, newest first; those in the archive too.</summary>
public static class InstanceListQuery
{
    /// <summary>Nobody turns further pages than this.</summary>
    public const int MostCounted = 100_000;

    private const string Select =
        "SELECT id, definition_id, definition_version_id, trajectory_id, name, status, sub_status, version, incident_count, created_at, updated_at, finished_at FROM ";

    private static readonly string[] Columns = ["created_at", "updated_at", "finished_at"];

    private static readonly string[] Operators = ["=", "<>", "<", ">", "<=", ">="];

    /// <summary>How many fit; of what runs and of the archive at most <see cref="MostCounted"/> each, so that no list counts what grows.</summary>
    public static int Count(StepTransaction transaction, InstanceListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var (where, parameters) = Where(filter);
        return (int)Tables(filter).Sum(table => transaction.First(
            $"SELECT count(*) FROM (SELECT 1 AS one FROM {table}{where} LIMIT @most) c", r => r.Number(0), [.. parameters, ("@most", (long)MostCounted)]));
    }

    /// <summary>Those that fit, newest first; ids are ordered by time. <see cref="InstanceRow.State"/> is left empty.</summary>
    public static IReadOnlyList<InstanceRow> Page(StepTransaction transaction, InstanceListFilter filter, int skip, int take)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var (where, parameters) = Where(filter);
        return transaction.Query(
            string.Join(" UNION ALL ", Tables(filter).Select(table => Select + table + where)) + " ORDER BY id DESC LIMIT @take OFFSET @skip",
            Read,
            [.. parameters, ("@take", (long)take), ("@skip", (long)skip)]);
    }

    /// <summary>One instance without its state, or null.</summary>
    public static InstanceRow? Find(StepTransaction transaction, Guid id) => Page(transaction, new InstanceListFilter { Ids = [id] }, 0, 1) is [var found] ? found : null;

    /// <summary>The state of an instance as the engine reads it, or null.</summary>
    public static InstanceState? State(StepTransaction transaction, Guid id)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var json = transaction.First("SELECT state FROM instance WHERE id = @id", r => r.Text(0), ("@id", id));
        if (json is null && ArchiveReader.TrajectoryOf(transaction, id) is { } trajectory)
        {
            json = ArchiveReader.Rows(transaction, trajectory, ArchivedTable.Instances, "id, state", r => (Id: r.Id(0), State: r.Text(1))).Find(s => s.Id == id).State;
        }

        return json is null ? null : InstanceStateJson.Read(json);
    }

    // In the archive nothing runs.
    private static IEnumerable<string> Tables(InstanceListFilter filter) =>
        filter.Statuses.Count > 0 && !filter.Statuses.Contains(WorkflowStatus.Finished) ? ["instance"] : ["instance", "archived_instance"];

    private static (string Sql, (string Name, object? Value)[] Parameters) Where(InstanceListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var conditions = new List<string>();
        var parameters = new List<(string, object?)>();
        In("id", filter.Ids.Select(i => (object)i));
        In("definition_id", filter.DefinitionIds);
        In("definition_version_id", filter.DefinitionVersionIds);
        In("status", filter.Statuses.Select(s => (object)(long)s));
        In("sub_status", filter.SubStatuses.Select(s => (object)(long)s));
        if (filter.HasIncidents is { } has)
        {
            conditions.Add(has ? "incident_count > 0" : "incident_count = 0");
        }

        if (filter.Text is { } text)
        {
            parameters.Add(("@text", "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"));
            conditions.Add("lower(definition_id) LIKE lower(@text) ESCAPE '\\'");
        }

        for (var i = 0; i < filter.Moments.Count; i++)
        {
            var (column, comparison, at) = filter.Moments[i];
            // Names cannot be parameters; only the known ones get into the statement.
            if (!Columns.Contains(column) || !Operators.Contains(comparison))
            {
                throw new ArgumentException("Unknown column or comparison.", nameof(filter));
            }

            conditions.Add($"{column} {comparison} @moment{i}");
            parameters.Add(($"@moment{i}", at));
        }

        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), [.. parameters]);

        void In(string column, IEnumerable<object> values)
        {
            var names = new List<string>();
            foreach (var value in values)
            {
                names.Add($"@{column}{names.Count}");
                parameters.Add((names[^1], value));
            }

            if (names.Count > 0)
            {
                conditions.Add($"{column} IN ({string.Join(", ", names)})");
            }
        }
    }

    private static InstanceRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        DefinitionId = row.Text(1),
        DefinitionVersionId = row.Text(2),
        TrajectoryId = row.IdOrNull(3),
        Name = row.TextOrNull(4),
        Status = (WorkflowStatus)row.Number(5),
        SubStatus = (WorkflowSubStatus)row.Number(6),
        Version = row.Number(7),
        IncidentCount = (int)row.Number(8),
        CreatedAt = row.Instant(9),
        UpdatedAt = row.Instant(10),
        FinishedAt = row.InstantOrNull(11),
    };
}
