using System.Diagnostics;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Bench.Growth;

/// <summary>What a database holds after it was filled.</summary>
/// <param name="Trajectories">Trajectories.</param>
/// <param name="Timers">Pending timers.</param>
/// <param name="RowsWritten">Rows that were written now.</param>
/// <param name="Seconds">How long that took.</param>
public sealed record FillReport(long Trajectories, long Timers, long RowsWritten, double Seconds);

/// <summary>
/// Fills a SQLite database with as many trajectories and timers as wished, in minutes: by writing the rows of trajectories that are there again and again
/// as those of other children in other organisations, and not by taking steps. Every promise about rows holds for them. What is not written again: the audit
/// log, and the signals by which a child came in.
/// </summary>
public static class GrowthFill
{
    /// <summary>So many organisations of each kind; a professional works in one of them.</summary>
    public const int Houses = 50;

    // What is due lies up to so many days later than in the trajectory that it was copied from.
    private const int Days = 400;
    private const int PerCommit = 500;
    internal const string Waiting = "bench-wacht";
    private static readonly string[] Shared =
        ["SELECT id FROM account", "SELECT id FROM organisation", "SELECT id FROM offer", "SELECT id FROM signal", "SELECT version_id FROM workflow_definition", "SELECT definition_id FROM workflow_definition"];

    private const string CountTimers = "SELECT count(*) FROM stimulus WHERE state = 0 AND kind = 'timer'";

    /// <summary>Fills it up to these numbers.</summary>
    /// <param name="options">A SQLite database, prepared, with at least one trajectory.</param>
    /// <param name="services">A runtime on it, without loops and without guard rails for what is published.</param>
    /// <param name="trajectories">Trajectories, those that are there included.</param>
    /// <param name="timers">Pending timers, those of trajectories included; more than these have are timers of instances of their own.</param>
    /// <param name="seed">The same seed spreads alike.</param>
    public static FillReport Run(RuntimeOptions options, IServiceProvider services, int trajectories, int timers, int seed = 2026)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        var watch = Stopwatch.StartNew();
        var now = services.GetRequiredService<ServiceClock>().Now;
        var waiting = WaitingInstance(services, now);
        var houses = MakeHouses(services, now);
        using var connection = SqliteStepDatabase.Open(SqliteStepDatabase.ConnectionString(options.DatabaseFile, pooling: false));

        // A fill that dies is begun again; what waits for the disk is the last write.
        Do(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA wal_autocheckpoint=20000; PRAGMA foreign_keys=OFF");
        var tables = CopyTable.Of(options.DatabaseFile);
        var originals = Originals(connection, tables, houses[0]);
        using var writer = new RowWriter(connection);
        var random = new Random(seed);
        var (there, pending, number) = (Number(connection, "SELECT count(*) FROM trajectory"), Number(connection, CountTimers), (int)Number(connection, "SELECT count(*) FROM instance"));
        var stamp = now;
        Guid NewId()
        {
            // One after the other, as they would have come, so that indexes grow at their ends.
            stamp += TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / 20);
            return Ids.New(stamp);
        }

        for (; there < trajectories; there++, number++)
        {
            var original = originals[number % originals.Count];
            original.Write(writer.Insert, number, houses[random.Next(houses.Count)], Delay(random), NewId);
            pending += original.Timers;
            CommitSometimes();
        }

        var alone = new RowCopy(connection, CopyTable.OfInstance(tables), waiting, new HashSet<Guid>(), []);
        for (; pending < timers; pending++, number++)
        {
            alone.Write(writer.Insert, number, [], Delay(random), NewId);
            CommitSometimes();
        }

        void CommitSometimes()
        {
            if (number % PerCommit == 0)
            {
                writer.Commit();
            }
        }

        writer.Commit();
        Do(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return new FillReport(Number(connection, "SELECT count(*) FROM trajectory"), Number(connection, CountTimers), writer.Written, watch.Elapsed.TotalSeconds);
    }

    private static long Delay(Random random) => (long)(random.NextDouble() * TimeSpan.FromDays(Days).TotalMilliseconds);

    private static List<RowCopy> Originals(SqliteConnection connection, IReadOnlyList<CopyTable> tables, IReadOnlyList<Guid> houses)
    {
        // What a trajectory refers to without owning it. What lies in the archive is packed, ids and all: nobody can write that again with others.
        var shared = Shared.SelectMany(sql => Keys(connection, sql)).Except(houses).ToHashSet();
        var ids = Keys(connection, "SELECT id FROM trajectory WHERE archived_at IS NULL ORDER BY opened_at, id LIMIT 200");
        return ids.Count > 0
            ? [.. ids.Select(id => new RowCopy(connection, tables, id, shared, houses))]
            : throw new InvalidOperationException("There is no trajectory to copy.");
    }

    // Every organisation that works in a municipality again and again with another number, and somebody in each of its roles.
    private static List<IReadOnlyList<Guid>> MakeHouses(IServiceProvider services, DateTimeOffset now)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        var known = db.Set<Organisation>().AsNoTracking().ToList();
        var accounts = db.Set<Account>().Select(a => a.Id).ToHashSet();
        var roles = db.Set<AccountRole>().AsNoTracking().ToList();
        var covering = db.Set<RoleCoverage>().Select(c => c.OrganisationId).ToHashSet();
        var first = known.Where(o => covering.Contains(o.Id)).OrderBy(o => o.Id).ToList();
        foreach (var account in roles.Select(r => r.AccountId).Distinct().Where(a => !accounts.Contains(a)))
        {
            db.Add(new Account { Id = account, UserName = "vulling-" + account.ToString("N"), DisplayName = "Medewerker (vulling)" });
        }

        for (var house = 1; house < Houses; house++)
        {
            var people = new Dictionary<Guid, Guid>();
            foreach (var organisation in first.Where(o => !known.Exists(k => k.Id == House(o.Id, house))))
            {
                db.Add(new Organisation { Id = House(organisation.Id, house), Name = $"{organisation.Name} {house}", Kind = organisation.Kind, Region = organisation.Region });
                foreach (var role in roles.Where(r => r.OrganisationId == organisation.Id))
                {
                    if (!people.TryGetValue(role.AccountId, out var person))
                    {
                        people.Add(role.AccountId, person = Ids.New(now));
                        db.Add(new Account { Id = person, UserName = "vulling-" + person.ToString("N"), DisplayName = $"Medewerker {house} (vulling)" });
                    }

                    db.Add(new AccountRole { AccountId = person, OrganisationId = House(organisation.Id, house), Role = role.Role });
                }
            }
        }

        db.SaveChanges();
        return [.. Enumerable.Range(0, Houses).Select(h => (IReadOnlyList<Guid>)[.. first.Select(o => House(o.Id, h))])];
    }

    private static Guid House(Guid organisation, int house)
    {
        var bytes = StoredValues.FromId(organisation);
        bytes[8] ^= (byte)(house * 4);
        bytes[9] ^= (byte)house;
        return StoredValues.ToId(bytes);
    }

    // An instance that waits for a timer and nothing else.
    private static Guid WaitingInstance(IServiceProvider services, DateTimeOffset now)
    {
        var database = services.GetRequiredService<StepDatabase>();
        if (Find() is { } there)
        {
            return there;
        }

        services.GetRequiredService<Publisher>().Import(BenchRuntime.Definition(Waiting, pairs: 1), publish: true, Actor.System);
        var id = database.Write(t => services.GetRequiredService<InstanceStarter>().Start(t, Waiting, ValueMap.Empty, null, Actor.System, now))
            ?? throw new InvalidOperationException("The waiting definition was not published.");
        var loop = services.GetRequiredService<StepLoop>();
        while (Find() is null)
        {
            if (loop.RunOnce() == 0)
            {
                throw new InvalidOperationException("The waiting instance does not wait.");
            }
        }

        return id;

        Guid? Find() => database.Read(t => t.First(
            "SELECT i.id FROM instance i JOIN stimulus s ON s.instance_id = i.id WHERE i.definition_id = @definition AND i.status = 0 AND s.kind = 'timer' LIMIT 1",
            r => (Guid?)r.Id(0), ("@definition", Waiting)));
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static List<Guid> Keys(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var ids = new List<Guid>();
        while (reader.Read())
        {
            // Ids of definitions are text, and not all of them are of this form.
            if (reader.GetValue(0) is byte[] bytes)
            {
                ids.Add(StoredValues.ToId(bytes));
            }
            else if (Guid.TryParse(reader.GetString(0), out var id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
