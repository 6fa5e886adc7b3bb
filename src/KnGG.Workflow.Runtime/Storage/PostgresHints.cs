using System.Globalization;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>
/// Hears from other nodes that there is something to do, so that this one need not wait for its next poll. Only a hint: nothing depends on it,
/// and when the connection is lost the loops go on polling.
/// </summary>
internal sealed class PostgresHints : BackgroundService
{
    public const string Channel = "kngg_loops";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly LoopSignals _signals;
    private readonly TimeProvider _real;

    public PostgresHints(string connectionString, LoopSignals signals, TimeProvider real)
    {
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 }.ConnectionString;
        (_signals, _real) = (signals, real);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or IOException)
            {
                await Task.Delay(BetweenTries, _real, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        connection.Notification += (_, hint) =>
        {
            if (int.TryParse(hint.Payload, CultureInfo.InvariantCulture, out var loops))
            {
                _signals.Tell((LoopKinds)loops);
            }
        };
        await connection.OpenAsync(stop);
        await using (var command = new NpgsqlCommand("LISTEN " + Channel, connection))
        {
            await command.ExecuteNonQueryAsync(stop);
        }

        while (true)
        {
            await connection.WaitAsync(stop);
        }
    }
}
