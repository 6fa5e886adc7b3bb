using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>Reads and writes requests to publish.</summary>
internal static class PublishApprovalRows
{
    private const string Columns =
        "SELECT a.id, a.definition_id, a.version_id, a.content_hash, a.asked_by, a.asked_at, a.state, a.decided_by, a.decided_at, a.reason, a.published_at FROM publish_approval a";

    public static PublishApprovalRow? Find(StepTransaction transaction, Guid id) => transaction.First(Columns + " WHERE a.id = @id", Read, ("@id", id));

    /// <summary>The last request for exactly this content that has not led to publishing yet, or null.</summary>
    public static PublishApprovalRow? Open(StepTransaction transaction, DefinitionRow version) => transaction.First(
        Columns + " WHERE a.version_id = @version AND a.content_hash = @hash AND a.published_at IS NULL ORDER BY a.asked_at DESC, a.id DESC LIMIT 1",
        Read,
        ("@version", version.VersionId), ("@hash", version.ContentHash));

    /// <summary>What waits, the oldest first: asked, not decided, and the draft is still as it was.</summary>
    public static List<PublishApprovalRow> Waiting(StepTransaction transaction) => transaction.Query(
        Columns + """
         JOIN workflow_definition d ON d.version_id = a.version_id
        WHERE a.state = 0 AND a.published_at IS NULL AND d.content_hash = a.content_hash AND d.is_latest = 1 AND d.is_published = 0
        ORDER BY a.asked_at, a.id
        """,
        Read);

    /// <summary>The last that were decided, the newest first.</summary>
    public static List<PublishApprovalRow> Decided(StepTransaction transaction, int most) =>
        transaction.Query(Columns + " WHERE a.state <> 0 ORDER BY a.decided_at DESC, a.id DESC LIMIT @most", Read, ("@most", most));

    public static void Ask(StepTransaction transaction, DefinitionRow version, string by, DateTimeOffset now) => transaction.Execute(
        """
        INSERT INTO publish_approval (id, definition_id, version_id, content_hash, asked_by, asked_at, state)
        VALUES (@id, @definition, @version, @hash, @by, @now, 0)
        """,
        ("@id", Ids.New(now)), ("@definition", version.DefinitionId), ("@version", version.VersionId), ("@hash", version.ContentHash), ("@by", by), ("@now", now));

    public static void Decide(StepTransaction transaction, Guid id, ApprovalState state, string? by, DateTimeOffset? at, string? reason) => transaction.Execute(
        "UPDATE publish_approval SET state = @state, decided_by = @by, decided_at = @at, reason = @reason WHERE id = @id",
        ("@state", (int)state), ("@by", by), ("@at", at), ("@reason", reason), ("@id", id));

    /// <summary>The content went live: what was asked for it has been answered.</summary>
    public static void Close(StepTransaction transaction, DefinitionRow version, DateTimeOffset now) => transaction.Execute(
        "UPDATE publish_approval SET published_at = @now WHERE version_id = @version AND content_hash = @hash AND published_at IS NULL",
        ("@now", now), ("@version", version.VersionId), ("@hash", version.ContentHash));

    private static PublishApprovalRow Read(StepRow row) => new()
    {
        Id = row.Id(0),
        DefinitionId = row.Text(1),
        VersionId = row.Text(2),
        ContentHash = row.Text(3),
        AskedBy = row.Text(4),
        AskedAt = row.Instant(5),
        State = (ApprovalState)row.Number(6),
        DecidedBy = row.TextOrNull(7),
        DecidedAt = row.InstantOrNull(8),
        Reason = row.TextOrNull(9),
        PublishedAt = row.InstantOrNull(10),
    };
}
