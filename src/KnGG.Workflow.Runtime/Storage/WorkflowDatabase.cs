using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Stuck;
using Microsoft.EntityFrameworkCore;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Makes the database ready before anything uses it.</summary>
public static class WorkflowDatabase
{
    /// <summary>
    /// Creates or migrates the database. Of several processes that start at once one migrates while the others wait. Calling it again
    /// changes nothing.
    /// </summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="real">Real time, to wait by.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <exception cref="DatabaseRefusedException">A newer program made it, or it cannot be read or reached; nothing is changed.</exception>
    public static async Task Prepare(RuntimeOptions options, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.DataDirectory);
        var hadOlderSchema = options.Postgres is { } postgres
            ? await PostgresPreparation.Run(PostgresConnection.Parse(postgres), real, stop)
            : await SqlitePreparation.Run(options, real, stop);
        if (!hadOlderSchema && options.SimulatedClock is null)
        {
            return;
        }

        using var signals = new LoopSignals();
        using var database = Open(options, signals);
        if (hadOlderSchema)
        {
            while (database.Write(StuckSignStore.Fill))
            {
                // One page more.
            }
        }

        if (options.SimulatedClock is { } start)
        {
            database.Write(t => t.Execute(
                "INSERT INTO clock (id, now) VALUES (1, @now) ON CONFLICT (id) DO UPDATE SET now = excluded.now WHERE clock.now < excluded.now", ("@now", start)));
        }
    }

    /// <summary>
    /// Waits until no other node is filling the database with what it begins with. Give the result back when that is done; null where only one
    /// process can run.
    /// </summary>
    public static async Task<IDisposable?> HoldStart(RuntimeOptions options, TimeProvider real, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Postgres is { } postgres ? await PostgresLocks.Hold(PostgresConnection.Parse(postgres), PostgresLocks.Start, real, stop) : null;
    }

    /// <summary>The newest migration of a database file that this program knows.</summary>
    internal static string NewestSchema
    {
        get
        {
            using var db = new SqliteWorkflowDb(SqliteStepDatabase.EfOptions("none"));
            return db.Database.GetMigrations().Last();
        }
    }

    /// <summary>The transactions of a database, outside dependency injection.</summary>
    internal static StepDatabase Open(RuntimeOptions options, LoopSignals signals) => options.Postgres is { } postgres
        ? new PostgresStepDatabase(PostgresConnection.Parse(postgres), signals)
        : new SqliteStepDatabase(options.DatabaseFile, signals);

    /// <summary>Refuses a database that has migrations which this program does not know.</summary>
    internal static void Refuse(string database, IEnumerable<string> unknownMigrations)
    {
        if (unknownMigrations.LastOrDefault() is { } newest)
        {
            throw new DatabaseTooNewException(
                $"De database {database} is door een nieuwere versie van het programma gemaakt ({newest}). Werk het programma bij; er is niets gewijzigd.");
        }
    }
}
