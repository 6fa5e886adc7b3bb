using System.Security.Cryptography;
using KnGG.Workflow.Runtime;
using Microsoft.IdentityModel.Tokens;

namespace KnGG.Workflow.Web.Access;

/// <summary>The key that signs tokens. Made at the first start and kept in the data folder, readable by the service only, so that a token survives a restart.</summary>
internal static class TokenKey
{
    private const int Bytes = 64;

    /// <summary>From the data folder; on PostgreSQL from the database, since all nodes must know each other's tokens.</summary>
    internal static SymmetricSecurityKey LoadOrMake(IServiceProvider services, string folder) => services.GetRequiredService<RuntimeOptions>().Postgres is null
        ? LoadOrMake(folder)
        : new SymmetricSecurityKey(SharedKeys.LoadOrMake(services, SharedKeys.Token, () => RandomNumberGenerator.GetBytes(Bytes)));

    private static SymmetricSecurityKey LoadOrMake(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "token.key");
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(file, options);
            stream.Write(RandomNumberGenerator.GetBytes(Bytes));
        }

        var key = File.ReadAllBytes(file);
        return key.Length == Bytes
            ? new SymmetricSecurityKey(key)
            : throw new InvalidDataException($"{file} is beschadigd. Verwijder het bestand; iedereen moet daarna opnieuw inloggen.");
    }
}
