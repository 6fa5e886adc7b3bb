using KnGG.Workflow.Runtime.Storage;
using Npgsql;
using Xunit.v3;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>The tests that this class inherits run on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute;

/// <summary>On which database the running test is.</summary>
internal static class TestStore
{
    private static readonly Lazy<string> Prepared = new(() =>
    {
        var name = PostgresServer.Instance.Make();
        WorkflowDatabase.Prepare(new RuntimeOptions { DataDirectory = Path.GetTempPath(), Postgres = PostgresServer.Instance.Connection(name) + ";Pooling=false" }, TimeProvider.System)
            .GetAwaiter().GetResult();

        // SQLite's way to make an id, which tests use that damage rows.
        PostgresServer.Instance.Execute("CREATE FUNCTION randomblob(integer) RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'", name);
        return name;
    });

    // With KNGG_STORE=postgres every test that has no mark of its own runs there as well.
    public static bool IsPostgres =>
        TestContext.Current.TestClass is IXunitTestClass { Class: var type } && type.IsDefined(typeof(OnPostgresAttribute), inherit: false)
        || Environment.GetEnvironmentVariable("KNGG_STORE") == "postgres";

    /// <summary>A database of its own with the present schema; null on SQLite.</summary>
    public static string? Make() => IsPostgres ? PostgresServer.Instance.Connection(PostgresServer.Instance.Make(Prepared.Value)) : null;

    /// <summary>How the database would run a query, in its own words.</summary>
    public static string Plan(StepDatabase database, string sql)
    {
        if (IsPostgres)
        {
            database.Write(t => t.Execute("ANALYZE"));
        }

        return string.Join('\n', database.Read(t => IsPostgres ? t.Query("EXPLAIN " + sql, r => r.Text(0)) : t.Query("EXPLAIN QUERY PLAN " + sql, r => r.Text(3))));
    }

    public static void Drop(string connection)
    {
        NpgsqlConnection.ClearAllPools();
        PostgresServer.Instance.Drop(new NpgsqlConnectionStringBuilder(connection).Database!);
    }
}
