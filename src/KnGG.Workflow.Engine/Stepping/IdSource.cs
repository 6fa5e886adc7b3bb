using System.Buffers.Binary;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>
/// Makes the ids of one step from one seed: the same seed gives the same ids in the same order, so that a recorded step
/// can be decided again with the same result. The seed's time-ordered half is kept, so new ids sort by creation.
/// </summary>
public sealed class IdSource
{
    private readonly Guid _seed;
    private uint _next;

    /// <summary>Starts at a seed; use a time-ordered (version 7) id that no other step has.</summary>
    public IdSource(Guid seed) => _seed = seed;

    /// <summary>The seed this source started from.</summary>
    public Guid Seed => _seed;

    /// <summary>The next id of this step.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _seed.TryWriteBytes(bytes, bigEndian: true, out _);
        var counter = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) + (++_next * 2654435761u);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], counter);
        return new Guid(bytes, bigEndian: true);
    }
}
