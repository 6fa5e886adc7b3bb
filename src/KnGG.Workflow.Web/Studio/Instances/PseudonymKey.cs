using System.Security.Cryptography;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Web.Access;

namespace KnGG.Workflow.Web.Studio.Instances;

/// <summary>The key of the pseudonyms, made once and kept beside the service's other keys.</summary>
internal static class PseudonymKey
{
    private const int Length = 32;

    /// <summary>From the data folder; on PostgreSQL from the database, since a child has the same pseudonym at every node.</summary>
    public static byte[] LoadOrMake(IServiceProvider services)
    {
        var options = services.GetRequiredService<RuntimeOptions>();
        return options.Postgres is null
            ? LoadOrMake(options.DataDirectory)
            : SharedKeys.LoadOrMake(services, SharedKeys.Pseudonym, () => RandomNumberGenerator.GetBytes(Length));
    }

    private static byte[] LoadOrMake(string dataDirectory)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(dataDirectory, "keys")).FullName, "pseudonym.key");
        if (!File.Exists(file))
        {
            // Written whole under another name first: a process that starts at the same moment never reads half a key.
            var fresh = file + "." + Environment.ProcessId;
            File.WriteAllBytes(fresh, RandomNumberGenerator.GetBytes(Length));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            try
            {
                File.Move(fresh, file, overwrite: false);
            }
            catch (IOException)
            {
                File.Delete(fresh);
            }
        }

        return File.ReadAllBytes(file);
    }
}
