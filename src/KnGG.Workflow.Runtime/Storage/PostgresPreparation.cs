using System.Net.Sockets;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Creates or migrates the schema on a PostgreSQL server. The database itself is made by whoever runs the server.</summary>
internal static class PostgresPreparation
{
    private const int OldestServer = 15;

    /// <summary>Returns whether the schema was there already, in an older form.</summary>
    public static async Task<bool> Run(string connectionString, TimeProvider real, CancellationToken stop)
    {
        var name = PostgresConnection.Name(connectionString);
        try
        {
            // Nodes that start at once: one migrates, the others wait here and then find nothing left to do. The lock ends with its connection.
            await using var connection = await PostgresLocks.Hold(connectionString, PostgresLocks.Migration, real, stop);
            if (connection.PostgreSqlVersion.Major < OldestServer)
            {
                throw new DatabaseUnreachableException(
                    $"De PostgreSQL-server van {name} is versie {connection.PostgreSqlVersion}; nodig is versie {OldestServer} of nieuwer. Er is niets gewijzigd.");
            }

            await using var db = new PostgresWorkflowDb(PostgresStepDatabase.EfOptions(connectionString));
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToHashSet(StringComparer.Ordinal);
            WorkflowDatabase.Refuse(name, applied.Except(known, StringComparer.Ordinal));
            if (applied.Count == known.Count)
            {
                return false;
            }

            if (applied.Count == 0)
            {
                await RefuseOthers(connection, name, stop);
            }

            // Nodes of the release before may be at work. Nobody writes while tables change, or one would wait for the other in a circle. Asked
            // once and waited for in line: who asks again and again would never find a moment without a writer.
            await using (var alone = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresLocks.Writers})", connection) { CommandTimeout = 120 })
            {
                await alone.ExecuteNonQueryAsync(stop);
            }

            // In one transaction: a program that dies meanwhile leaves the schema as it was.
            await db.Database.MigrateAsync(stop);

            // Others may write again, and so may this node: the next takes the lock for itself.
            await using (var others = new NpgsqlCommand($"SELECT pg_advisory_unlock({PostgresLocks.Writers})", connection))
            {
                await others.ExecuteNonQueryAsync(stop);
            }

            using var signals = new LoopSignals();
            using var database = new PostgresStepDatabase(connectionString, signals);
            database.MakeRoom(real.GetUtcNow());
            return applied.Count > 0;
        }
        catch (Exception failed) when (Explain(failed, connectionString) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Why a server cannot be used, for who started the program; null when it is something else that failed.</summary>
    public static DatabaseUnreachableException? Explain(Exception failed, string connectionString)
    {
        var name = PostgresConnection.Name(connectionString);
        switch (failed)
        {
            case PostgresException refused:
                return new DatabaseUnreachableException(Why(refused, name, new NpgsqlConnectionStringBuilder(connectionString).Username), refused);
            case NpgsqlException unreachable:
                var why = unreachable.InnerException is SocketException or TimeoutException or null ? "er antwoordt geen server" : unreachable.InnerException.Message;
                return new DatabaseUnreachableException($"De PostgreSQL-server van {name} is niet te bereiken: {why}. Start de server, of kijk naar het adres in --postgres; er is niets gewijzigd.", unreachable);
            case SocketException unknown:
                return new DatabaseUnreachableException($"De PostgreSQL-server van {name} is niet te bereiken: het adres bestaat niet. Kijk naar het adres in --postgres; er is niets gewijzigd.", unknown);
            default:
                return null;
        }
    }

    private static string Why(PostgresException refused, string name, string? user) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword => $"PostgreSQL weigert het wachtwoord van {user} voor {name}. Geef het juiste wachtwoord in --postgres of in PGPASSWORD; er is niets gewijzigd.",
        PostgresErrorCodes.InvalidAuthorizationSpecification => $"PostgreSQL laat {user} niet toe tot {name}: {refused.MessageText}. Er is niets gewijzigd.",
        PostgresErrorCodes.InvalidCatalogName => $"De database van {name} bestaat niet. Maak hem eerst aan (createdb), of kijk naar de naam in --postgres; er is niets gewijzigd.",
        PostgresErrorCodes.InsufficientPrivilege => $"{user} mag in {name} geen tabellen maken of lezen: {refused.MessageText}. Maak {user} eigenaar van de database; er is niets gewijzigd.",
        PostgresErrorCodes.TooManyConnections => $"De PostgreSQL-server van {name} heeft geen verbinding meer vrij (max_connections). Er is niets gewijzigd.",
        _ => $"PostgreSQL kan {name} nu niet gebruiken: {refused.MessageText} ({refused.SqlState}). Er is niets gewijzigd.",
    };

    // A database in which somebody else keeps tables is not ours to fill.
    private static async Task RefuseOthers(NpgsqlConnection connection, string name, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name IN ('instance', 'stimulus', 'account', 'task') ORDER BY 1 LIMIT 1",
            connection);
        if (await command.ExecuteScalarAsync(stop) is string table)
        {
            throw new DatabaseUnreadableException(
                $"In de database {name} staat al een tabel '{table}' die niet van dit programma is. Kies een lege database; er is niets gewijzigd.");
        }
    }
}
