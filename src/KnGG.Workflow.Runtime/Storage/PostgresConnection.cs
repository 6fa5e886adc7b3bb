using Npgsql;

namespace KnGG.Workflow.Runtime.Storage;

/// <summary>Reads what people give as a connection to PostgreSQL.</summary>
public static class PostgresConnection
{
    /// <summary>
    /// The connection string of Npgsql, from such a string or from postgres://user:password@host:port/database. The password may also be in
    /// PGPASSWORD.
    /// </summary>
    /// <exception cref="DatabaseUnreachableException">It is neither.</exception>
    public static string Parse(string given)
    {
        ArgumentNullException.ThrowIfNull(given);
        try
        {
            var builder = given.Contains("://", StringComparison.Ordinal) ? OfAddress(given) : new NpgsqlConnectionStringBuilder(given);
            if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
            {
                throw new DatabaseUnreachableException($"--postgres: er ontbreekt een {(string.IsNullOrEmpty(builder.Host) ? "server (Host)" : "database (Database)")}. {Example}");
            }

            builder.ApplicationName ??= "kngg-workflow";
            return builder.ConnectionString;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or UriFormatException or KeyNotFoundException)
        {
            // The message of the library can quote the password.
            throw new DatabaseUnreachableException("--postgres: dit is geen verbinding met PostgreSQL. " + Example, wrong);
        }
    }

    /// <summary>Where a connection leads, without the password: server, port and database.</summary>
    public static string Name(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{builder.Host}:{builder.Port}/{builder.Database}";
    }

    private const string Example = "Bijvoorbeeld: Host=db.example;Database=kngg;Username=kngg;Password=… of postgres://kngg:…@db.example:5432/kngg";

    private static NpgsqlConnectionStringBuilder OfAddress(string given)
    {
        var address = new Uri(given);
        if (address.Scheme is not ("postgres" or "postgresql"))
        {
            throw new FormatException("scheme");
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            builder[Uri.UnescapeDataString(pair[0])] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
        }

        return builder;
    }
}
