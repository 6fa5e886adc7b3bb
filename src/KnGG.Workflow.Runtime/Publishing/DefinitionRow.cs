using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Publishing;

/// <summary>One version of a workflow definition. A version that was ever published never changes.</summary>
public sealed class DefinitionRow
{
    /// <summary>Id of this version.</summary>
    public string VersionId { get; set; } = "";

    /// <summary>Id across versions.</summary>
    public string DefinitionId { get; set; } = "";

    /// <summary>Version number, from 1.</summary>
    public int Version { get; set; }

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The definition as Elsa 3 JSON; what is not understood is kept.</summary>
    public string Json { get; set; } = "";

    /// <summary>Hash of its content: the JSON without the fields that only say which version it is.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Whether it is the newest version.</summary>
    public bool IsLatest { get; set; }

    /// <summary>Whether it is the published version.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Whether it was ever published, and so never changes again.</summary>
    public bool WasPublished { get; set; }

    /// <summary>Whether other definitions may use it as an activity.</summary>
    public bool UsableAsActivity { get; set; }

    /// <summary>The set that instances started now are pinned to; only of the published version.</summary>
    public long? SetId { get; set; }

    /// <summary>Folder import: hash of the file it came from, or null when a person made it.</summary>
    public string? FileHash { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was saved last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it was published last, or null.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Whose hand was in it last: account id or "system". Saving the same content again does not count.</summary>
    public string ChangedBy { get; set; } = "";
}

/// <summary>A published version with the version of every definition it uses: what an instance is pinned to. Never changes.</summary>
public sealed class DefinitionSetRow
{
    /// <summary>Short id, used in instance and step rows.</summary>
    public long Id { get; set; }

    /// <summary>Hash over the versions and their content.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Definition that instances of this set run.</summary>
    public string RootDefinitionId { get; set; } = "";

    /// <summary>Version of it.</summary>
    public string RootVersionId { get; set; } = "";

    /// <summary>All version ids, the root first, a JSON list.</summary>
    public string VersionIds { get; set; } = "[]";

    /// <summary>When it was first made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class DefinitionTables : IEntityTypeConfiguration<DefinitionRow>, IEntityTypeConfiguration<DefinitionSetRow>
{
    public void Configure(EntityTypeBuilder<DefinitionRow> builder)
    {
        builder.ToTable("workflow_definition").HasKey(d => d.VersionId);
        builder.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
        builder.HasIndex(d => d.DefinitionId).IsUnique().HasFilter("is_published = 1").HasDatabaseName("ux_workflow_definition_published");
        builder.HasIndex(d => d.Name);
    }

    public void Configure(EntityTypeBuilder<DefinitionSetRow> builder)
    {
        builder.ToTable("definition_set").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedOnAdd();
        builder.HasIndex(s => s.Hash).IsUnique();
        builder.HasIndex(s => s.RootVersionId);
    }
}
