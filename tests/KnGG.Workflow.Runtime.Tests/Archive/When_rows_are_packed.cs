using KnGG.Workflow.Runtime.Archive;

namespace KnGG.Workflow.Runtime.Tests.Archive;

public sealed class When_rows_are_packed
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void Every_value_comes_back_as_it_was(int count)
    {
        var random = new Random(count);
        var rows = Enumerable.Range(0, count).Select(i => new object?[] { Id(random), i % 7 == 0 ? null : random.NextInt64(long.MinValue, long.MaxValue), Text(random), Bytes(random, 40), random.NextDouble() }).ToList();
        var packed = PackedRows.Pack(["id", "number", "text", "bytes", "real"], rows);
        var back = PackedRows.Unpack(packed).Select(
            "id, number, text, bytes, real", r => new object?[] { r.Id(0), r.NumberOrNull(1), r.TextOrNull(2), r.Bytes(3), r.Real(4) });
        Assert.Equal(rows, back);
    }

    [Fact]
    public void Columns_are_found_by_their_name_and_one_that_did_not_exist_is_empty()
    {
        var packed = PackedRows.Pack(["a", "b"], [[1L, "één"], [2L, null]]);
        Assert.Equal([("één", 1, true), (null, 2, true)], PackedRows.Unpack(packed).Select("b, a, later", r => (r.TextOrNull(0), r.Number(1), r.IsNull(2))));
    }

    [Fact]
    public void What_repeats_takes_little_room()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new object?[] { (long)i, "een zin die in elke rij van deze tabel hetzelfde is" }).ToList();
        Assert.InRange(PackedRows.Pack(["number", "text"], rows).Length, 1, 2000);
    }

    private static Guid Id(Random random) => new(Bytes(random, 16));

    private static string? Text(Random random) => random.Next(5) == 0 ? null : new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => (char)random.Next(1, 0xD000))]);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
