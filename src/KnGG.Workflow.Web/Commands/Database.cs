namespace KnGG.Workflow.Web.Commands;

/// <summary>Where the database is: the same two options for every verb that needs one.</summary>
internal static class Database
{
    internal static IReadOnlyList<Option> Options { get; } =
    [
        new("--data", "MAP", "map met de database, de sleutels en de mails; zonder deze optie: data"),
        new("--postgres", "VERBINDING", "PostgreSQL in plaats van SQLite, zoals postgres://kngg@db.example/kngg; wachtwoord erin of in PGPASSWORD"),
    ];

    /// <summary>What was given, as settings.</summary>
    internal static Dictionary<string, string?> Given(Arguments arguments)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (arguments.Text("--data") is { } data)
        {
            // A folder that is typed is relative to where it is typed.
            given["KnGG:Data"] = Path.GetFullPath(data);
        }

        if (arguments.Text("--postgres") is { } postgres)
        {
            given["KnGG:Postgres"] = postgres;
        }

        return given;
    }
}
