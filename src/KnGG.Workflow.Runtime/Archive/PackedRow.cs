using System.Text;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Archive;

/// <summary>A row out of the archive, read as one of a query.</summary>
internal sealed class PackedRow(object?[]?[] columns, int row) : StepRow
{
    public override bool IsNull(int column) => columns[column]?[row] is null;

    public override Guid Id(int column) => (Guid)Value(column);

    public override string Text(int column) => (string)Value(column);

    public override long Number(int column) => (long)Value(column);

    public override double Real(int column) => (double)Value(column);

    public override DateTimeOffset Instant(int column) => StoredValues.ToInstant(Number(column));

    public override DateOnly Date(int column) => StoredValues.ToDate(Text(column));

    public override byte[] Bytes(int column) => (byte[])Value(column);

    public override byte[] Utf8(int column) => Encoding.UTF8.GetBytes(Text(column));

    public override string Key(int column) => Value(column) is Guid id ? id.ToString("N") : Text(column);

    private object Value(int column) => columns[column]?[row] ?? throw new InvalidOperationException($"Column {column} of an archived row is empty.");
}
