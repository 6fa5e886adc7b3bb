using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Runtime.Backups;

/// <summary>A backup that was made.</summary>
/// <param name="Manifest">What it holds.</param>
/// <param name="Violations">Promises that do not hold in it; null when they could not be looked at, because its schema is older than the program.</param>
public sealed record BackupMade(BackupManifest Manifest, IReadOnlyList<InvariantViolation>? Violations);

/// <summary>
/// Makes a backup while the service runs: one view of the database, as a folder that looks like a data folder. The database in it is a SQLite file,
/// also when it comes from PostgreSQL, so that every backup can be read, checked and put back in the same way (ADR 0043).
/// </summary>
public static class Backup
{
    // Result codes of SQLite.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>Makes a backup. A try that breaks off leaves a folder whose name ends in .deel, and no backup.</summary>
    /// <param name="options">Where the database and the data folder are.</param>
    /// <param name="target">A folder that is not there yet, or empty.</param>
    /// <param name="check">Looks at the promises in a copy, given where it is.</param>
    /// <param name="real">Real time.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="DatabaseRefusedException">There is no database, it cannot be read, or the target cannot be written.</exception>
    public static async Task<BackupMade> Make(
        RuntimeOptions options, string target, Func<RuntimeOptions, Task<IReadOnlyList<InvariantViolation>>> check, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(real);
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(place) || (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any()))
        {
            throw new BackupRefusedException($"De map {place} is niet leeg. Kies een nieuwe map; een eerdere back-up wordt nooit overschreven.");
        }

        var building = place + ".deel";
        try
        {
            BackupFolder.MakeNew(building);
            var made = await Fill(options, building, check, real, stop);
            CrashPoint.Hit(CrashPoint.BackupWritten);
            if (Directory.Exists(place))
            {
                Directory.Delete(place);
            }

            Directory.Move(building, place);
            return made;
        }
        catch (Exception failed) when (failed is not CrashException)
        {
            Remove(building);
            throw Explained(failed, options, place);
        }
    }

    private static async Task<BackupMade> Fill(
        RuntimeOptions options, string building, Func<RuntimeOptions, Task<IReadOnlyList<InvariantViolation>>> check, TimeProvider real, CancellationToken stop)
    {
        var copy = new RuntimeOptions { DataDirectory = building, RunLoops = false };
        DateTimeOffset madeAt;
        if (options.Postgres is { } postgres)
        {
            await RefuseOtherSchema(postgres, stop);
            await WorkflowDatabase.Prepare(copy, real, stop);
            madeAt = real.GetUtcNow();
            await DatabaseCopy.FromPostgres(postgres, copy.DatabaseFile, stop);
        }
        else
        {
            if (!File.Exists(options.DatabaseFile))
            {
                throw new BackupRefusedException($"In de map {options.DataDirectory} staat geen database. Kies een andere map met --data.");
            }

            madeAt = real.GetUtcNow();
            Copy(options.DatabaseFile, copy.DatabaseFile);
        }

        // Before the check, which migrates what it opens.
        var schema = BackupFolder.SchemaOf(copy.DatabaseFile);
        var violations = schema == WorkflowDatabase.NewestSchema ? await check(copy) : null;
        BackupFolder.Close(copy.DatabaseFile);
        File.Delete(Path.Combine(building, DirectoryLock.Migrating));
        foreach (var file in BackupFolder.Beside(options.DataDirectory))
        {
            BackupFolder.Copy(Path.Combine(options.DataDirectory, file), Path.Combine(building, file));
        }

        var names = BackupFolder.Beside(building).Prepend(RuntimeOptions.DatabaseName);
        var manifest = new BackupManifest(madeAt, Node.Version, options.Postgres is null ? "sqlite" : "postgres", schema, [.. names.Select(n => BackupManifest.Of(building, n))]);
        manifest.Write(building);
        return new BackupMade(manifest, violations);
    }

    // In one go, so that it is one view of the database; who writes meanwhile does not wait.
    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(SqliteStepDatabase.ConnectionString(from, pooling: false));
        using var target = new SqliteConnection(SqliteStepDatabase.ConnectionString(to, pooling: false));
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    // Copied by the columns that this program knows: another schema would lose something.
    private static async Task RefuseOtherSchema(string postgres, CancellationToken stop)
    {
        var connection = PostgresConnection.Parse(postgres);
        await using var db = new PostgresWorkflowDb(PostgresStepDatabase.EfOptions(connection));
        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        var known = db.Database.GetMigrations().ToList();
        WorkflowDatabase.Refuse(PostgresConnection.Name(connection), applied.Except(known, StringComparer.Ordinal));
        if (applied.Count == 0)
        {
            throw new BackupRefusedException($"In {PostgresConnection.Name(connection)} staat nog niets om een back-up van te maken.");
        }

        if (applied.Count < known.Count)
        {
            throw new BackupRefusedException(
                $"De database {PostgresConnection.Name(connection)} is van een oudere versie van het programma. Maak de back-up met het programma van die versie.");
        }
    }

    private static Exception Explained(Exception failed, RuntimeOptions options, string place) => failed switch
    {
        SqliteException { SqliteErrorCode: SqliteStepDatabase.Full } or IOException => new BackupRefusedException($"De back-up past niet op de schijf, of {place} is niet te schrijven: {failed.Message}", failed),
        UnauthorizedAccessException => new BackupRefusedException($"In {place} mag niet worden geschreven.", failed),
        SqliteException { SqliteErrorCode: NotADatabase or Corrupt } => new DatabaseUnreadableException(
            $"De database {options.DatabaseFile} is niet te lezen: het bestand is geen database, of is beschadigd.", failed),
        _ => options.Postgres is { } postgres && PostgresPreparation.Explain(failed, PostgresConnection.Parse(postgres)) is { } explained ? explained : failed,
    };

    private static void Remove(string building)
    {
        try
        {
            if (Directory.Exists(building))
            {
                Directory.Delete(building, recursive: true);
            }
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // The next try removes it.
        }
    }
}
