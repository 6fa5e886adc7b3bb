using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;

namespace KnGG.Workflow.Web.Commands;

/// <summary>The runtime without loops and without a web server, for verbs that read or write the database, also while the service runs.</summary>
internal static class VerbHost
{
    /// <summary>Opens the database, made and migrated when needed. Null when it cannot; the reason stands on standard error.</summary>
    internal static async Task<ServiceProvider?> Open(Arguments arguments)
    {
        var given = Database.Given(arguments);
        if (arguments.Refused())
        {
            return null;
        }

        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(given)
            .Build();
        var settings = ServiceSettings.From(configuration);
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
        await First.Publish(provider, settings, arguments.Error);
        return provider;
    }
}
