using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Runtime.Backups;

/// <summary>What was put back.</summary>
/// <param name="MadeAt">The moment that it holds, or null when a database server put it back by itself.</param>
/// <param name="HeldMails">How many mails are held back: they may have been sent since.</param>
public sealed record Restored(DateTimeOffset? MadeAt, int HeldMails);

/// <summary>
/// Puts a backup back in an empty place. What was done since the backup is gone, and mails that were waiting then may have been sent since: they
/// are held back, and an incident asks the administrator what to do with them. The backup itself is only read.
/// </summary>
public static class Restore
{
    /// <summary>Puts a backup back. A try that breaks off can be done again.</summary>
    /// <param name="source">Folder of the backup.</param>
    /// <param name="options">Where to: a data folder without a database, or an empty database on PostgreSQL.</param>
    /// <param name="real">Real time.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="DatabaseRefusedException">The backup is not whole or of a newer program, or the target is not empty.</exception>
    public static async Task<Restored> Run(string source, RuntimeOptions options, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var from = Path.GetFullPath(source);
        var manifest = BackupManifest.Read(from);
        Directory.CreateDirectory(options.DataDirectory);
        using var held = HoldFolder(options);
        var work = Path.Combine(options.DataDirectory, ".terugzetten");
        if (Directory.Exists(work))
        {
            // Of a try that broke off.
            Directory.Delete(work, recursive: true);
        }

        RefuseFull(options);
        try
        {
            var copy = new RuntimeOptions { DataDirectory = BackupFolder.MakeNew(work), RunLoops = false };
            BackupFolder.Copy(Path.Combine(from, RuntimeOptions.DatabaseName), copy.DatabaseFile);
            await WorkflowDatabase.Prepare(copy, real, stop);
            var mails = HoldMails(copy, manifest.MadeAt, real);
            BackupFolder.Close(copy.DatabaseFile);
            CrashPoint.Hit(CrashPoint.RestoreWritten);
            foreach (var file in manifest.Files.Where(f => f.Name != RuntimeOptions.DatabaseName))
            {
                PutBeside(options, from, file.Name);
            }

            await PutInPlace(copy, options, real, stop);
            CrashPoint.Hit(CrashPoint.RestoreInPlace);
            Directory.Delete(work, recursive: true);
            return new Restored(manifest.MadeAt, mails);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: SqliteStepDatabase.Full })
        {
            Directory.Delete(work, recursive: true);
            throw new BackupRefusedException($"De back-up past niet op de schijf, of in {options.DataDirectory} mag niet worden geschreven: {failed.Message}", failed);
        }
        catch (DatabaseRefusedException)
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
    }

    /// <summary>
    /// After a database was put back by other means, such as the point-in-time recovery of PostgreSQL or a snapshot of a disk: holds back its mails.
    /// </summary>
    /// <exception cref="DatabaseRefusedException">A service runs on it, or it cannot be used.</exception>
    public static async Task<Restored> AfterTheFact(RuntimeOptions options, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Postgres is null && !File.Exists(options.DatabaseFile))
        {
            throw new BackupRefusedException($"In de map {options.DataDirectory} staat geen database. Kies een andere map met --data.");
        }

        using var held = HoldFolder(options);
        await WorkflowDatabase.Prepare(options, real, stop);
        return new Restored(null, HoldMails(options, null, real));
    }

    private static DirectoryLock? HoldFolder(RuntimeOptions options) => options.Postgres is not null ? null
        : DirectoryLock.OfService(options.DataDirectory)
            ?? throw new BackupRefusedException($"Er draait een dienst op de map {options.DataDirectory}. Stop die eerst, of kies een andere map met --data.");

    // A log without its database belongs to another one, and would be read into what is put here.
    private static void RefuseFull(RuntimeOptions options)
    {
        if (options.Postgres is null && Directory.EnumerateFiles(options.DataDirectory, RuntimeOptions.DatabaseName + "*").FirstOrDefault() is { } there)
        {
            throw new BackupRefusedException(
                $"In de map {options.DataDirectory} staat al een database ({Path.GetFileName(there)}). Kies een lege map met --data, of zet de oude map eerst opzij; er is niets gewijzigd.");
        }
    }

    private static int HoldMails(RuntimeOptions options, DateTimeOffset? madeAt, TimeProvider real)
    {
        using var signals = new LoopSignals();
        using var database = WorkflowDatabase.Open(options, signals);
        var clock = new ServiceClock(database, real);
        var now = clock.Now;
        var incidents = new IncidentWriter(new AdministratorOwnsIncidents());
        return database.Write(transaction =>
        {
            // Signs of life from before the backup; a node that is really there gives its next one within seconds.
            if (options.Postgres is not null && transaction.DatabaseTime() is { } theirs
                && transaction.First("SELECT count(*) FROM node WHERE seen_at > @recently", r => r.Number(0), ("@recently", theirs - Node.Gone)) > 0)
            {
                throw new BackupRefusedException("Er draait een server op deze database. Stop alle servers eerst; er is niets gewijzigd.");
            }

            transaction.Execute("DELETE FROM node");
            var mails = MailRows.HoldBack(transaction, now);
            incidents.Restored(transaction, Message(madeAt, real.GetUtcNow(), mails), now);
            return mails;
        });
    }

    private static string Message(DateTimeOffset? madeAt, DateTimeOffset at, int mails)
    {
        var what = madeAt is { } made
            ? $"Op {Local(at)} is de back-up van {Local(made)} teruggezet. Wat daartussen is gedaan, staat er niet meer in."
            : $"Op {Local(at)} is deze database teruggezet. Wat na het teruggezette moment is gedaan, staat er niet meer in.";
        return mails switch
        {
            0 => what + " Er stonden geen mails klaar.",
            1 => what + " Eén mail stond toen klaar en kan al verstuurd zijn: zij wordt vastgehouden. De taak staat gewoon in de werklijst.",
            _ => what + $" {mails} mails stonden toen klaar en kunnen al verstuurd zijn: zij worden vastgehouden. De taken staan gewoon in de werklijsten.",
        };
    }

    private static string Local(DateTimeOffset instant) => DutchTime.ToLocal(instant).ToString("d-M-yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    // Beside PostgreSQL the folder is of one node: what that node has already stays.
    private static void PutBeside(RuntimeOptions options, string from, string name)
    {
        var to = Path.Combine(options.DataDirectory, name);
        if (options.Postgres is null || !File.Exists(to))
        {
            BackupFolder.Copy(Path.Combine(from, name), to);
        }
    }

    // The last thing that is done: before it there is no database, after it the whole one.
    private static async Task PutInPlace(RuntimeOptions copy, RuntimeOptions options, TimeProvider real, CancellationToken stop)
    {
        if (options.Postgres is { } postgres)
        {
            await WorkflowDatabase.Prepare(options, real, stop);
            await DatabaseCopy.ToPostgres(copy.DatabaseFile, postgres, keys: true, stop);
        }
        else
        {
            File.Move(copy.DatabaseFile, options.DatabaseFile);
        }
    }
}
