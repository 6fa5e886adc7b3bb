namespace KnGG.Workflow.Runtime.Storage;

/// <summary>A connection on which statements are run without anything around them, for the measure against bare SQL.</summary>
internal interface IBareConnection
{
    /// <summary>Begins a writing transaction, without the locks that nodes need.</summary>
    void BeginBare();

    /// <summary>Prepares a statement ahead of its first use.</summary>
    void Prepare(string sql);

    /// <summary>Runs a statement.</summary>
    int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Runs a statement without waiting for what it did.</summary>
    void Send(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Ends the transaction.</summary>
    void Commit();

    /// <summary>Gives the transaction up.</summary>
    void Rollback();
}
