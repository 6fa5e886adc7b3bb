using System.Security.Cryptography;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>
/// Stands in for a trajectory: the same trajectory always gets the same pseudonym, and without this service's key nobody can tell which
/// trajectory it is.
/// </summary>
internal sealed class Pseudonyms(byte[] key)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A pseudonym of eight signs, such as K-7QXM2RTA.</summary>
    public string Of(Guid trajectory)
    {
        var hash = HMACSHA256.HashData(key, trajectory.ToByteArray(bigEndian: true));
        return "K-" + string.Create(8, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[bytes[i] % Letters.Length];
            }
        });
    }
}
