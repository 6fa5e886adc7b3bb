using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.Commands;

/// <summary>The runtime without loops and without a web server, for verbs that read or write the database, also while the service runs.</summary>
internal static class VerbHost
{
    /// <summary>Whether there is a database where the options point.</summary>
    internal static bool HasDatabase(Arguments arguments) => File.Exists(Settings(Database.Given(arguments)).ForRuntime(runLoops: false).DatabaseFile);

    /// <summary>Opens the database, made and migrated when needed. Null when it cannot; the reason stands on standard error.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="folder">The folder of the database instead of the one that was typed, or null.</param>
    /// <param name="publish">Whether the definitions that come with the program are published first, as the service does.</param>
    internal static async Task<ServiceProvider?> Open(Arguments arguments, string? folder = null, bool publish = true)
    {
        var given = Database.Given(arguments);
        if (folder is not null)
        {
            given["KnGG:Data"] = folder;
            given["KnGG:Postgres"] = "";
        }

        if (arguments.Refused())
        {
            return null;
        }

        var settings = Settings(given);
        var options = settings.ForRuntime(runLoops: false);
        try
        {
            await WorkflowDatabase.Prepare(options, TimeProvider.System);
        }
        catch (DatabaseRefusedException refused)
        {
            await arguments.Error.WriteLineAsync(refused.Message);
            return null;
        }

        var services = new ServiceCollection();
        services.AddWorkflow(settings, options);
        var provider = services.BuildServiceProvider();
        if (publish)
        {
            await First.Publish(provider, settings, arguments.Error);
        }

        return provider;
    }

    private static ServiceSettings Settings(Dictionary<string, string?> given) => ServiceSettings.From(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(given)
        .Build());
}
