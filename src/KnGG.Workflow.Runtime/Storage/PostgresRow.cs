using System.Globalization;
using System.Text;
using KnGG.Workflow.Runtime.Steps;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>The row that a reader stands on.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : StepRow
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override Guid Id(int column) => reader.GetGuid(column);

    public override string Text(int column) => reader.GetString(column);

    // What SQL computes can be narrower (a constant), wider (the sum of bigints) or a truth value. An empty aggregate counts as 0, as on SQLite.
    public override long Number(int column) => reader.GetValue(column) switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        DBNull => 0,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    public override double Real(int column) => Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture);

    public override DateTimeOffset Instant(int column) => StoredValues.ToInstant(Number(column));

    public override DateOnly Date(int column) => StoredValues.ToDate(Text(column));

    public override byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public override byte[] Utf8(int column) => Encoding.UTF8.GetBytes(Text(column));

    public override string Key(int column) => reader.GetValue(column) is Guid id ? id.ToString("N") : Text(column);
}
