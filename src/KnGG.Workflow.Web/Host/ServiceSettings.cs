using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime;

namespace KnGG.Workflow.Web.Host;

/// <summary>Every setting of the service: from <c>appsettings.json</c>, then the environment (<c>KnGG__Data</c>), then options of the command.</summary>
internal sealed record ServiceSettings
{
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Folder of database, keys and mails. A relative folder lies beside the program's own repository, wherever it is called from.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Connection to PostgreSQL; empty: SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    public bool Demo { get; init; } = true;

    /// <summary>The instant at which a new simulated clock starts, as text.</summary>
    public string? SimulatedClock { get; init; }

    public string? Smtp { get; init; }

    public string MailFrom { get; init; } = "noreply@kngg.example";

    /// <summary>Address by which people reach the service; empty: the address it listens on.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Address of an OTLP/HTTP collector, such as <c>http://127.0.0.1:4318/</c>; empty: nothing is sent.</summary>
    public string? Otlp { get; init; }

    internal Uri? Collector => !string.IsNullOrEmpty(Otlp) ? new Uri(Otlp.TrimEnd('/') + "/") : null;

    /// <summary>How long a node that is told to stop stays open while it says that it is not ready, so that a load balancer sends nobody any more.</summary>
    public int DrainSeconds { get; init; }

    /// <summary>Steps that this node takes beside each other on PostgreSQL, 1 to 8.</summary>
    public int StepWorkers { get; init; } = 3;

    /// <summary>Folder of workflow definitions and forms; empty: those that come with the program.</summary>
    public string? Workflows { get; init; }

    internal string DataDirectory => Path.GetFullPath(Data, Environment.GetEnvironmentVariable("KNGG_ROOT") ?? Directory.GetCurrentDirectory());

    internal string WorkflowsDirectory => string.IsNullOrEmpty(Workflows) ? Path.Combine(AppContext.BaseDirectory, "workflows") : Path.GetFullPath(Workflows);

    internal string FirstUrl => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];

    /// <summary>What the runtime needs to know.</summary>
    internal RuntimeOptions ForRuntime(bool runLoops) => new()
    {
        DataDirectory = DataDirectory,
        Postgres = Postgres is { Length: > 0 } connection ? connection : null,
        SimulatedClock = SimulatedClock is { Length: > 0 } text ? Instant(text) : null,
        Smtp = Smtp is { Length: > 0 } smtp ? new Uri(smtp) : null,
        MailFrom = MailFrom,
        PublicAddress = new Uri(PublicAddress is { Length: > 0 } address ? address : FirstUrl),
        RunLoops = runLoops,
        StepWorkers = Math.Clamp(StepWorkers, 1, 8),
    };

    internal static ServiceSettings From(IConfiguration configuration) =>
        configuration.GetSection("KnGG").Get<ServiceSettings>() ?? new ServiceSettings();

    /// <summary>An instant of the contract: without offset, and a date alone, are local time in the Netherlands. Null when it is neither.</summary>
    internal static DateTimeOffset? Instant(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return DutchTime.StartOf(date);
        }

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local))
        {
            return null;
        }

        return local.Kind == DateTimeKind.Unspecified
            ? DutchTime.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }
}
