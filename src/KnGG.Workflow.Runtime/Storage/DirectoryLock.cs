namespace KnGG.Workflow.Runtime.Storage;

/// <summary>A lock that the operating system ends with the process.</summary>
public sealed class DirectoryLock : IDisposable
{
    /// <summary>Held while the schema of the database in a folder changes.</summary>
    internal const string Migrating = ".migrate.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of the one service that a data folder can have, or returns null when another process has it.</summary>
    public static DirectoryLock? OfService(string folder) => Try(Path.Combine(folder, ".service.lock"));

    /// <summary>Takes the lock, or returns null when another process has it.</summary>
    public static DirectoryLock? Try(string file)
    {
        try
        {
            return new DirectoryLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    public static async Task<DirectoryLock> Wait(string file, TimeProvider real, CancellationToken stop)
    {
        while (true)
        {
            if (Try(file) is { } held)
            {
                return held;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), real, stop);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
