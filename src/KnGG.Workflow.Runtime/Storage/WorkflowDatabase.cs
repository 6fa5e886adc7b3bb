using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>The database cannot be used as it is; nothing was changed. The message is for whoever starts the program.</summary>
public abstract class DatabaseRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    protected DatabaseRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    protected DatabaseRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The file is no database, or a damaged one.</summary>
public sealed class DatabaseUnreadableException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException()
        : base("De database is niet te lezen.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseUnreadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The database was made by a newer version of the program.</summary>
public sealed class DatabaseTooNewException : DatabaseRefusedException
{
    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException()
        : this("De database is van een nieuwere versie van het programma.")
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DatabaseTooNewException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Makes the database ready before anything uses it.</summary>
public static class WorkflowDatabase
{
    // Result codes of SQLite.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>
    /// Creates or migrates the database. Of several processes that start at once one migrates while the others wait. Calling it again
    /// changes nothing.
    /// </summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="real">Real time, to wait by.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <exception cref="DatabaseRefusedException">A newer program made it, or it cannot be read; nothing is changed.</exception>
    public static async Task Prepare(RuntimeOptions options, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.DataDirectory);
        using var held = await DirectoryLock.Wait(Path.Combine(options.DataDirectory, ".migrate.lock"), real, stop);
        await using var db = new SqliteWorkflowDb(OptionsFor(options.DatabaseFile));
        try
        {
            RefuseOtherFiles(options.DatabaseFile);
            await MigrateSqlite(db, options.DatabaseFile, stop);
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is NotADatabase or Corrupt)
        {
            throw Unreadable(options.DatabaseFile, broken);
        }

        if (options.SimulatedClock is { } start)
        {
            using var database = new SqliteStepDatabase(options.DatabaseFile, new LoopSignals());
            database.Write(t => t.Execute(
                "INSERT INTO clock (id, now) VALUES (1, @now) ON CONFLICT (id) DO UPDATE SET now = excluded.now WHERE clock.now < excluded.now", ("@now", start)));
        }
    }

    /// <summary>EF options for a database file.</summary>
    public static DbContextOptions<SqliteWorkflowDb> OptionsFor(string file)
    {
        var builder = new DbContextOptionsBuilder<SqliteWorkflowDb>();
        builder.UseSqlite(SqliteStepDatabase.ConnectionString(file, pooling: true));
        return builder.Options;
    }

    private static async Task MigrateSqlite(SqliteWorkflowDb db, string file, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var changes = false;
        if (known.Count == 0)
        {
            // Only before the first migration is made, on a developer's machine.
            await db.Database.EnsureCreatedAsync(stop);
        }
        else
        {
            if (File.Exists(file))
            {
                var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToHashSet(StringComparer.Ordinal);
                Refuse(file, applied.Except(known, StringComparer.Ordinal));
                changes = applied.Count > 0 && applied.Count < known.Count;
                DropStaleLock(file);
            }

            await db.Database.MigrateAsync(stop);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", stop);
        if (changes)
        {
            using var database = new SqliteStepDatabase(file, new LoopSignals());
            while (database.Write(StuckSignStore.Fill))
            {
                // One page more.
            }
        }
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

    private static DatabaseUnreadableException Unreadable(string file, Exception? why)
    {
        var message = $"De database {file} is niet te lezen: het bestand is geen database, of is beschadigd. Zet een back-up terug, of kies een andere map met --data; er is niets gewijzigd.";
        return why is null ? new DatabaseUnreadableException(message) : new DatabaseUnreadableException(message, why);
    }

    internal static void Refuse(string file, IEnumerable<string> unknownMigrations)
    {
        if (unknownMigrations.LastOrDefault() is { } newest)
        {
            throw new DatabaseTooNewException(
                $"De database {file} is door een nieuwere versie van het programma gemaakt ({newest}). Werk het programma bij; er is niets gewijzigd.");
        }
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

/// <summary>A lock that the operating system ends with the process.</summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

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
