namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Copies the statements and values of committed transactions, so that the bench can run the same ones bare.</summary>
internal sealed class StatementTape
{
    private readonly List<(string Sql, (string Name, object? Value)[] Parameters)> _open = [];

    /// <summary>The statements of each commit.</summary>
    public List<(string Sql, (string Name, object? Value)[] Parameters)[]> Commits { get; } = [];

    public void Add(string sql, ReadOnlySpan<(string Name, object? Value)> parameters) => _open.Add((sql, parameters.ToArray()));

    public void Commit()
    {
        Commits.Add([.. _open]);
        _open.Clear();
    }

    public void Rollback() => _open.Clear();
}
