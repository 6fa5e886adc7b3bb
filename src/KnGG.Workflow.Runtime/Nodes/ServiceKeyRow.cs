using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Nodes;

/// <summary>A key that all nodes of a database need to have in common, such as that of sign-in cookies.</summary>
public sealed class ServiceKeyRow
{
    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>When it was made, in real time.</summary>
    public DateTimeOffset MadeAt { get; set; }
}

internal sealed class ServiceKeyTable : IEntityTypeConfiguration<ServiceKeyRow>
{
    public void Configure(EntityTypeBuilder<ServiceKeyRow> builder)
    {
        builder.ToTable("service_key").HasKey(k => k.Name);
        builder.Property(k => k.Name).ValueGeneratedNever();
    }
}

/// <summary>Reads and writes the keys that nodes have in common.</summary>
public static class ServiceKeys
{
    /// <summary>A key; made and kept when nobody made it before.</summary>
    public static byte[] LoadOrMake(StepTransaction transaction, string name, DateTimeOffset realNow, Func<byte[]> make)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(make);
        if (Load(transaction, name) is { } known)
        {
            return known;
        }

        Keep(transaction, name, realNow, make());
        return Load(transaction, name)!;
    }

    /// <summary>Keeps a key, unless there is one of that name.</summary>
    public static void Keep(StepTransaction transaction, string name, DateTimeOffset realNow, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        transaction.Execute(
            "INSERT INTO service_key (name, content, made_at) VALUES (@name, @content, @at) ON CONFLICT DO NOTHING", ("@name", name), ("@content", content), ("@at", realNow));
    }

    /// <summary>All keys whose name begins so.</summary>
    public static IReadOnlyList<byte[]> All(StepTransaction transaction, string beginning)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT content FROM service_key WHERE substr(name, 1, @length) = @beginning ORDER BY name", r => r.Bytes(0), ("@length", beginning.Length), ("@beginning", beginning));
    }

    private static byte[]? Load(StepTransaction transaction, string name) =>
        transaction.First("SELECT content FROM service_key WHERE name = @name", r => r.Bytes(0), ("@name", name));
}
