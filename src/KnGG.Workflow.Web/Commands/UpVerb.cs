using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Nodes;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Demo;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KnGG.Workflow.Web.Commands;

/// <summary>Starts the service.</summary>
internal static class UpVerb
{
    internal static Verb Verb { get; } = new(
        "up",
        "de dienst starten; het adres verschijnt als alles klaar is",
        "./kngg up --demo --urls http://127.0.0.1:5080",
        [
            new("--urls", "ADRES", "waarop de dienst luistert; zonder deze optie: http://127.0.0.1:5080"),
            .. Database.Options,
            new("--demo", null, "demoregio met verzonnen kinderen en demo-accounts (staat standaard aan)"),
            new("--no-demo", null, "geen demoregio"),
            new("--simulated-clock", "MOMENT", "stilstaande klok die met POST /dev/clock vooruit gaat; alleen voor ontwikkeling"),
            new("--smtp", "URL", $"mailserver, {MailServerAddress.Example} (smtp:// verstuurt onversleuteld); zonder: mails staan in het postvak van de dienst"),
        ],
        Run)
    {
        HasJson = false,
    };

    private static async Task<int> Run(Arguments arguments)
    {
        if (Settings(arguments) is not var (builder, settings))
        {
            return Exit.Refused;
        }

        Directory.CreateDirectory(settings.DataDirectory);
        var options = settings.ForRuntime(runLoops: true);

        // One process on a database file; as many as wished on PostgreSQL.
        using var held = options.Postgres is null ? DirectoryLock.OfService(settings.DataDirectory) : null;
        if (options.Postgres is null && held is null)
        {
            await arguments.Error.WriteLineAsync($"Er draait al een dienst op de map {settings.DataDirectory}. Stop die eerst, of kies een andere map met --data.");
            return Exit.Refused;
        }

        try
        {
            await WorkflowDatabase.Prepare(options, TimeProvider.System);
        }
        catch (DatabaseRefusedException refused)
        {
            await arguments.Error.WriteLineAsync(refused.Message);
            return Exit.Refused;
        }

        await using var app = AppHost.Build(builder, settings);
        app.Lifetime.ApplicationStopping.Register(() => Drain(app.Services, settings));
        string? password;
        using (await WorkflowDatabase.HoldStart(options, TimeProvider.System))
        {
            password = await First.Fill(app.Services, settings, arguments.Error);
        }

        try
        {
            await app.StartAsync();
        }
        catch (IOException busy)
        {
            await arguments.Error.WriteLineAsync($"--urls: '{settings.Urls}' is niet vrij ({busy.Message}); kies een ander adres.");
            return Exit.Refused;
        }

        await Tell(arguments.Out, app, settings, password);
        await app.WaitForShutdownAsync();
        return Exit.Done;
    }

    // Before anything stops: not ready first, then the time in which others notice.
    private static void Drain(IServiceProvider services, ServiceSettings settings)
    {
        try
        {
            services.GetRequiredService<Node>().Drain();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Without a database there is nobody to tell, and stopping goes on.
        }

        if (settings.DrainSeconds > 0)
        {
            Task.Delay(TimeSpan.FromSeconds(settings.DrainSeconds), TimeProvider.System).Wait();
        }
    }

    private static (WebApplicationBuilder Builder, ServiceSettings Settings)? Settings(Arguments arguments)
    {
        var options = Database.Given(arguments);
        void Give(string key, string? value)
        {
            if (value is not null)
            {
                options["KnGG:" + key] = value;
            }
        }

        Give("Urls", arguments.Text("--urls"));
        Give("SimulatedClock", arguments.Text("--simulated-clock"));
        Give("Smtp", arguments.Text("--smtp"));
        Give("Demo", arguments.Has("--no-demo") ? "false" : arguments.Has("--demo") ? "true" : null);
        if (arguments.Has("--demo") && arguments.Has("--no-demo"))
        {
            arguments.Refuse("--demo en --no-demo: kies er een van de twee.");
        }

        if (arguments.Text("--simulated-clock") is { } clock && ServiceSettings.Instant(clock) is null)
        {
            arguments.Refuse("--simulated-clock", clock, "een moment, bijvoorbeeld 2026-01-01T09:00");
        }

        foreach (var url in (arguments.Text("--urls") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                arguments.Refuse("--urls", url, "een adres als http://127.0.0.1:5080");
            }
        }

        if (arguments.Refused())
        {
            return null;
        }

        var builder = AppHost.Builder(options);
        var settings = ServiceSettings.From(builder.Configuration);
        if (settings.Smtp is { Length: > 0 } smtp && MailServerAddress.Read(smtp).Problem is { } problem)
        {
            // The address holds a password: it is not repeated.
            arguments.Refuse($"De instelling 'Smtp' (--smtp) kan zo niet: {problem}.");
        }

        return arguments.Refused() ? null : (builder, settings);
    }

    private static async Task Tell(TextWriter output, WebApplication app, ServiceSettings settings, string? password)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (settings.Demo)
        {
            await output.WriteLineAsync($"Demo-accounts: {string.Join(", ", DemoAccounts.Names)}.");
            await output.WriteLineAsync(password is null
                ? $"Het wachtwoord is dat van de eerste start ({Path.Combine(settings.DataDirectory, DemoAccounts.PasswordFile)}) of {DemoAccounts.PasswordVariable}."
                : $"Wachtwoord van alle demo-accounts: {password}");
        }

        foreach (var address in addresses)
        {
            await output.WriteLineAsync($"De dienst is klaar op {address}");
        }
    }
}
