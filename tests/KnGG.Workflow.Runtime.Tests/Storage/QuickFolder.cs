namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>
/// A new folder for tests that take many steps by the simulated clock. Nine tenths of a simulated year went into waiting for the disk at each commit, which such
/// a test says nothing about; so the folder lies in memory where the machine has a disk there with room. The database is the same file, opened the same way.
/// </summary>
internal static class QuickFolder
{
    private const string Memory = "/dev/shm";
    private const long Room = 4L << 30;

    public static string Make(string prefix)
    {
        var root = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room ? Memory : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, prefix + Path.GetRandomFileName())).FullName;
    }
}
