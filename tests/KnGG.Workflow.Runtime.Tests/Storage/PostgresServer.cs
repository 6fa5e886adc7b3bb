using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>
/// A throw-away PostgreSQL server in a folder of its own on a free port of this machine, for all tests of this process. It is started by the
/// first test that wants it, installed when it is absent, and ends with the process.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer(), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly string _folder;
    private readonly string _programs;
    private int _made;

    /// <summary>A server of one's own, for a test that stops it.</summary>
    public PostgresServer()
    {
        _programs = Installed() ?? Install();
        _folder = Directory.CreateTempSubdirectory("kngg-pg-").FullName;
        Password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Port = FreePort();
        File.WriteAllText(Path.Combine(_folder, "pw"), Password);
        if (Environment.UserName == "root")
        {
            Run("chown", ["-R", "postgres:", _folder]);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        AsServer("initdb", ["-D", Data, "-U", "kngg", "-A", "scram-sha-256", "--pwfile=" + Path.Combine(_folder, "pw"), "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        Start();
    }

    /// <summary>The server of this process; started when nobody asked before.</summary>
    public static PostgresServer Instance => Started.Value;

    public int Port { get; }

    public string Password { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Connection to a database on this server.</summary>
    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username=kngg;Password={Password};Maximum Pool Size=20;Timeout=10";

    /// <summary>A new database, empty or as another one is. Returns its name.</summary>
    public string Make(string? template = null)
    {
        var name = "t" + Interlocked.Increment(ref _made);
        Execute($"CREATE DATABASE {name}" + (template is null ? "" : " TEMPLATE " + template));
        return name;
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public void Drop(string database) => Execute($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>Runs a statement in a database; by default that of the server itself.</summary>
    public void Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The server goes down at once, as in a power cut, when it runs.</summary>
    public void Stop() => AsServer("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);

    /// <summary>The server comes up again and repairs itself.</summary>
    public void Start() => AsServer("pg_ctl", [
        "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-c listen_addresses=127.0.0.1 -p {Port} -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c autovacuum_naptime=5s",
        "start",
    ]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Installed() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static string Install()
    {
        string[] sudo = Environment.UserName == "root" ? [] : ["sudo", "-n"];
        string[] apt = [.. sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
        Run(apt[0], [.. apt[1..], "update", "-qq"]);
        Run(apt[0], [.. apt[1..], "install", "-y", "-qq", "--no-install-recommends", "postgresql"]);
        return Installed() ?? throw new InvalidOperationException("PostgreSQL ontbreekt: installeer het zelf (apt-get install postgresql) en probeer het opnieuw.");
    }

    // The server refuses to run as root.
    private void AsServer(string program, string[] arguments)
    {
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];
        command = [.. command, Path.Combine(_programs, program), .. arguments];
        Run(command[0], command[1..], _folder);
    }

    private void End()
    {
        try
        {
            Stop();
        }
        catch (InvalidOperationException)
        {
            // A test left it stopped.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void Run(string program, string[] arguments, string? folder = null)
    {
        // The server lives on in the background and keeps what it inherits: it gets no pipe that somebody waits on.
        var said = Path.Combine(Path.GetTempPath(), $"kngg-{Environment.ProcessId}-{Path.GetFileName(program)}.log");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >'" + said + "' 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = folder ?? "/" })!;
        process.WaitForExit();
        var text = File.Exists(said) ? File.ReadAllText(said) : "";
        File.Delete(said);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {text}");
        }
    }
}
