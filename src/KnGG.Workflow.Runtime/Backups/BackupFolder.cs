using KnGG.Workflow.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Runtime.Backups;

/// <summary>Files of a data folder and of a backup, which look alike: the database, keys, the demo password, mails without a mail server.</summary>
internal static class BackupFolder
{
    private static readonly string[] Folders = ["keys", "mail"];

    /// <summary>What goes along beside the database, as paths in the folder. Locks and what is being written do not.</summary>
    public static IEnumerable<string> Beside(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var top = Directory.EnumerateFiles(folder).Where(f => !Path.GetFileName(f).StartsWith(RuntimeOptions.DatabaseName, StringComparison.Ordinal));
        var below = Folders.Select(f => Path.Combine(folder, f)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
        return top.Concat(below).Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(f => !Path.GetFileName(f).StartsWith('.') && f != BackupManifest.FileName).Order(StringComparer.Ordinal);
    }

    /// <summary>A new, empty folder that only its owner can read; what an earlier try left there goes.</summary>
    public static string MakeNew(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return (OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    /// <summary>Copies a file so that it is there whole or not at all, and on the disk.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var part = to + ".part";
        File.Copy(from, part, overwrite: true);
        Flush(part);
        File.Move(part, to, overwrite: true);
    }

    /// <summary>Waits until a file is on the disk.</summary>
    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The newest migration of a database file, or empty.</summary>
    public static string SchemaOf(string file) => Ask(
        file, "SELECT coalesce((SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\" WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory')), '')");

    /// <summary>Makes a database that was in use one file again, without a log beside it, and reads every page of it.</summary>
    /// <exception cref="BackupRefusedException">The database is damaged.</exception>
    public static void Close(string file)
    {
        SqliteConnection.ClearPool(new SqliteConnection(SqliteStepDatabase.ConnectionString(file, pooling: true)));
        Ask(file, "PRAGMA journal_mode=DELETE");
        var sound = Ask(file, "PRAGMA integrity_check");
        if (sound != "ok")
        {
            throw new BackupRefusedException($"De database {file} is beschadigd ({sound.Split('\n')[0]}).");
        }

        if (Ask(file, "SELECT count(*) FROM pragma_foreign_key_check") is var loose and not "0")
        {
            throw new BackupRefusedException($"De database {file} is beschadigd: {loose} rijen verwijzen naar iets dat er niet is.");
        }

        Flush(file);
    }

    private static string Ask(string file, string sql)
    {
        using var connection = new SqliteConnection(SqliteStepDatabase.ConnectionString(file, pooling: false));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
