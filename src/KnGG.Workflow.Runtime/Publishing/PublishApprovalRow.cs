using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>States of a request to publish; the numbers are stored.</summary>
public enum ApprovalState
{
    /// <summary>Nobody else has looked yet.</summary>
    Waiting = 0,

    /// <summary>Another coordinator agreed.</summary>
    Approved = 1,

    /// <summary>Another coordinator said no, with a reason.</summary>
    Refused = 2,

    /// <summary>Whoever asked took it back.</summary>
    Withdrawn = 3,
}

/// <summary>
/// A request to publish a draft, and what a second pair of eyes said. It holds for one content of one version: a draft that is changed has
/// another hash, and with it no request any more.
/// </summary>
public sealed class PublishApprovalRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The definition.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>The version.</summary>
    public string VersionId { get; set; } = "";

    /// <summary>Hash of the content that was asked for.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Account that asked.</summary>
    public string AskedBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public ApprovalState State { get; set; }

    /// <summary>Account that decided, or null.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When, or null.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was refused, in the words of whoever decided; or null.</summary>
    public string? Reason { get; set; }

    /// <summary>When the content went live after this request, or null. A request counts once.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
}

internal sealed class PublishApprovalTable : IEntityTypeConfiguration<PublishApprovalRow>
{
    public void Configure(EntityTypeBuilder<PublishApprovalRow> builder)
    {
        builder.ToTable("publish_approval").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.VersionId, a.ContentHash });
        builder.HasIndex(a => a.AskedAt);
    }
}
