namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Copies the statements and values of committed transactions, so that the bench can run the same ones bare.</summary>
internal sealed class StatementTape
{
    private readonly List<TapedStatement> _open = [];

    /// <summary>The statements of each commit.</summary>
    public List<TapedStatement[]> Commits { get; } = [];

    public void Add(string sql, ReadOnlySpan<(string Name, object? Value)> parameters, bool waits) => _open.Add(new(sql, parameters.ToArray(), waits));

    public void Commit()
    {
        Commits.Add([.. _open]);
        _open.Clear();
    }

    public void Rollback() => _open.Clear();
}

/// <summary>A statement of a committed transaction.</summary>
/// <param name="Sql">As it is written.</param>
/// <param name="Parameters">Its values.</param>
/// <param name="Waits">Whether the work went on only when it had been done.</param>
internal sealed record TapedStatement(string Sql, (string Name, object? Value)[] Parameters, bool Waits);
