using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Signals;

/// <summary>Reads and writes signals inside a transaction.</summary>
internal static class SignalStore
{
    /// <summary>The signal of a key, or null.</summary>
    public static SignalRow? Find(StepTransaction transaction, string keyHash) => transaction.First(
        "SELECT id, content_hash, trajectory_id, answer FROM signal WHERE key_hash = @key",
        row => new SignalRow { Id = row.Id(0), KeyHash = keyHash, ContentHash = row.Text(1), TrajectoryId = row.IdOrNull(2), Answer = row.TextOrNull(3) },
        ("key", keyHash));

    /// <summary>Adds a signal.</summary>
    public static void Add(StepTransaction transaction, SignalRow signal) => transaction.Execute(
        """
        INSERT INTO signal (id, key_hash, content_hash, source, received_on, trajectory_id, answer)
        VALUES (@id, @key, @content, @source, @on, @trajectory, @answer)
        """,
        ("id", signal.Id), ("key", signal.KeyHash), ("content", signal.ContentHash), ("source", signal.Source), ("on", signal.ReceivedOn),
        ("trajectory", signal.TrajectoryId), ("answer", signal.Answer));
}
