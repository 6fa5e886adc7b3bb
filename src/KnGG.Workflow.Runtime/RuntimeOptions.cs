namespace KnGG.Workflow.Runtime;

/// <summary>What the runtime is told at its start.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Name of the database in the data folder.</summary>
    internal const string DatabaseName = "workflow.db";

    /// <summary>Folder of the database, mails without a mail server, and lock files.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>The database file; by default in the data folder.</summary>
    public string DatabaseFile => Path.Combine(DataDirectory, DatabaseName);

    /// <summary>Connection to PostgreSQL, as key=value pairs of Npgsql or as postgres://user:password@host:port/database; null for SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Makes this database live by a simulated clock that starts here; null keeps what the database has. Never moves a clock back.</summary>
    public DateTimeOffset? SimulatedClock { get; init; }

    /// <summary>Mail server as smtp://user:password@host:port (smtp+starttls:// to insist on encryption), or null for a folder of .eml files.</summary>
    public Uri? Smtp { get; init; }

    /// <summary>Sender of all mails.</summary>
    public string MailFrom { get; init; } = "noreply@kngg.example";

    /// <summary>Address of the service as people reach it; links in mails start with it.</summary>
    public Uri PublicAddress { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>Whether this process runs the background loops; verbs do not.</summary>
    public bool RunLoops { get; init; } = true;

    /// <summary>Steps in one transaction when many are due at once.</summary>
    public int StepsPerCommit { get; init; } = 64;

    /// <summary>Loops of this process that take steps beside each other, 1 to 8. More than one only helps where the database is a server.</summary>
    public int StepWorkers { get; init; } = 1;
}
