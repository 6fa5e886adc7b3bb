using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Creates or migrates a database file.</summary>
internal static class SqlitePreparation
{
    // Result codes of SQLite.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>Returns whether the database was there already, with an older schema.</summary>
    public static async Task<bool> Run(RuntimeOptions options, TimeProvider real, CancellationToken stop)
    {
        using var held = await DirectoryLock.Wait(Path.Combine(options.DataDirectory, DirectoryLock.Migrating), real, stop);
        await using var db = new SqliteWorkflowDb(SqliteStepDatabase.EfOptions(options.DatabaseFile));
        try
        {
            RefuseOtherFiles(options.DatabaseFile);
            return await Migrate(db, options.DatabaseFile, stop);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is NotADatabase or Corrupt)
        {
            throw new DatabaseUnreadableException(
                $"De database {options.DatabaseFile} is niet te lezen: het bestand is geen database, of is beschadigd. Zet een back-up terug, of kies een andere map met --data; er is niets gewijzigd.",
                broken);
        }
        catch (SqliteException full) when (full.SqliteErrorCode == SqliteStepDatabase.Full)
        {
            throw new DatabaseUnreadableException($"De schijf van {options.DataDirectory} is vol. Maak ruimte vrij en start opnieuw; er is niets gewijzigd.", full);
        }
    }

    private static async Task<bool> Migrate(SqliteWorkflowDb db, string file, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var isOlder = false;
        if (File.Exists(file))
        {
            var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToHashSet(StringComparer.Ordinal);
            WorkflowDatabase.Refuse(file, applied.Except(known, StringComparer.Ordinal));
            isOlder = applied.Count > 0 && applied.Count < known.Count;
            DropStaleLock(file);
        }

        await db.Database.MigrateAsync(stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", stop);
        return isOlder;
    }

    // Before anything writes. Through SQLite and never as a plain file: closing a plain file gives up every lock that this process holds on
    // it (POSIX), and another process would then remove the log under the connections that are open here.
    private static void RefuseOtherFiles(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using var connection = new SqliteConnection(SqliteStepDatabase.ConnectionString(file, pooling: false));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA schema_version";
        command.ExecuteScalar();
    }

    // EF keeps a lock row while it migrates and waits for ever on one that a killed process left behind. We hold the only real lock here.
    private static void DropStaleLock(string file)
    {
        using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(file, pooling: false));
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS __EFMigrationsLock";
        command.ExecuteNonQuery();
    }
}
