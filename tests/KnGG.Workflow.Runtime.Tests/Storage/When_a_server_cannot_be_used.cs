using KnGG.Workflow.Runtime.Storage;
using Npgsql;

namespace KnGG.Workflow.Runtime.Tests.Storage;

[OnPostgres]
public sealed class When_a_server_cannot_be_used : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-refused-").FullName;

    private static PostgresServer Server => PostgresServer.Instance;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=kngg;Username=kngg", "niet te bereiken")]
    [InlineData("Database=kngg;Username=kngg", "server (Host)")]
    [InlineData("Host=127.0.0.1;Username=kngg", "database (Database)")]
    [InlineData("mysql://kngg@127.0.0.1/kngg", "geen verbinding met PostgreSQL")]
    [InlineData("zomaar wat", "geen verbinding met PostgreSQL")]
    [InlineData("Host=127.0.0.1;Database=kngg;Kleur=rood", "geen verbinding met PostgreSQL")]
    public async Task It_says_what_to_do(string connection, string words) =>
        Assert.Contains(words, (await Assert.ThrowsAsync<DatabaseUnreachableException>(() => Prepare(connection))).Message);

    [Fact]
    public async Task A_wrong_password_is_named_and_never_shown()
    {
        var name = Server.Make();
        var refused = await Assert.ThrowsAsync<DatabaseUnreachableException>(() => Prepare(Server.Connection(name).Replace(Server.Password, "geheim-fout", StringComparison.Ordinal)));
        Assert.Contains("weigert het wachtwoord van kngg", refused.Message);
        Assert.DoesNotContain("geheim-fout", refused.Message);
        Assert.Empty(Tables(name));
    }

    [Fact]
    public async Task An_address_leads_there_as_well()
    {
        var name = Server.Make();
        await Prepare($"postgres://kngg:{Server.Password}@127.0.0.1:{Server.Port}/{name}?Pooling=false");
        Assert.Contains("instance", Tables(name));
    }

    [Fact]
    public async Task An_unknown_database_is_not_made_by_itself()
    {
        var refused = await Assert.ThrowsAsync<DatabaseUnreachableException>(() => Prepare(Server.Connection("bestaat_niet")));
        Assert.Contains("bestaat niet", refused.Message);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_as_it_is()
    {
        var name = Server.Make();
        await Prepare(Server.Connection(name));
        Server.Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('20990101_Later', '99')", name);
        Assert.Contains("20990101_Later", (await Assert.ThrowsAsync<DatabaseTooNewException>(() => Prepare(Server.Connection(name)))).Message);
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_left_as_it_is()
    {
        var name = Server.Make();
        Server.Execute("CREATE TABLE task (id integer)", name);
        Assert.Contains("'task'", (await Assert.ThrowsAsync<DatabaseUnreadableException>(() => Prepare(Server.Connection(name)))).Message);
        Assert.Equal(["task"], Tables(name));
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_nothing()
    {
        // One of the last tables is there already, so that the migration fails when most others have been made.
        var name = Server.Make();
        Server.Execute("CREATE TABLE workflow_definition (id integer)", name);
        Assert.Contains("niets gewijzigd", (await Assert.ThrowsAsync<DatabaseUnreachableException>(() => Prepare(Server.Connection(name)))).Message);
        Assert.Equal(["workflow_definition"], Tables(name).Where(t => t != "__EFMigrationsHistory"));
        Server.Execute("DROP TABLE workflow_definition", name);
        await Prepare(Server.Connection(name));
        Assert.Contains("instance", Tables(name));
    }

    [Fact]
    public async Task Of_nodes_that_start_at_once_one_migrates()
    {
        var name = Server.Make();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Prepare(Server.Connection(name)))));
        Assert.Contains("instance", Tables(name));
    }

    private Task Prepare(string connection) => WorkflowDatabase.Prepare(new RuntimeOptions { DataDirectory = _folder, Postgres = connection }, TimeProvider.System);

    private static List<string> Tables(string database)
    {
        using var connection = new NpgsqlConnection(Server.Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1", connection);
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
