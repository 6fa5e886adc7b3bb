using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>How instants and ids look in the database. The step path and EF use the same two, so a row reads alike from both sides.</summary>
internal static class StoredValues
{
    /// <summary>UTC milliseconds since 1970: sorts and compares in SQL on both databases, which a stored offset does not.</summary>
    public static long FromInstant(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>The instant, with offset zero.</summary>
    public static DateTimeOffset ToInstant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>A date as ISO text.</summary>
    public static string FromDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date of ISO text.</summary>
    public static DateOnly ToDate(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Sixteen bytes in reading order, so that time-ordered ids sort by time.</summary>
    public static byte[] FromId(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>The id of sixteen bytes.</summary>
    public static Guid ToId(byte[] bytes) => new(bytes, bigEndian: true);
}

/// <summary>EF's side of <see cref="StoredValues.FromInstant"/>.</summary>
internal sealed class InstantToMilliseconds : ValueConverter<DateTimeOffset, long>
{
    public InstantToMilliseconds()
        : base(i => StoredValues.FromInstant(i), m => StoredValues.ToInstant(m))
    {
    }
}

/// <summary>EF's side of <see cref="StoredValues.FromId"/>.</summary>
internal sealed class IdToBytes : ValueConverter<Guid, byte[]>
{
    public IdToBytes()
        : base(i => StoredValues.FromId(i), b => StoredValues.ToId(b))
    {
    }
}

/// <summary>EF's side of <see cref="StoredValues.FromDate"/>, for a database whose own dates are no text.</summary>
internal sealed class DateToText : ValueConverter<DateOnly, string>
{
    public DateToText()
        : base(d => StoredValues.FromDate(d), t => StoredValues.ToDate(t))
    {
    }
}
