using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Web.Demo;

namespace KnGG.Workflow.Web.Host;

/// <summary>What is done before the service takes requests: the definitions of the folder are published, and a demo gets its region, accounts and children.</summary>
internal static class First
{
    /// <summary>Fills the database. Returns the demo password when it was made now.</summary>
    internal static async Task<string?> Fill(IServiceProvider services, ServiceSettings settings, TextWriter error, CancellationToken stop = default)
    {
        await Publish(services, settings, error);
        if (!settings.Demo)
        {
            return null;
        }

        stop.ThrowIfCancellationRequested();

        // The accounts first: the region gives them their roles.
        var password = await DemoAccounts.Make(services, settings);
        services.GetRequiredService<DemoRegion>().Seed();
        return password;
    }

    /// <summary>Publishes what changed in the folder of definitions.</summary>
    internal static async Task Publish(IServiceProvider services, ServiceSettings settings, TextWriter error)
    {
        if (!Directory.Exists(settings.WorkflowsDirectory))
        {
            return;
        }

        foreach (var file in services.GetRequiredService<Publisher>().ImportFolder(settings.WorkflowsDirectory).Where(f => f.Result == "refused"))
        {
            await error.WriteLineAsync($"{file.File} is niet gepubliceerd: {string.Join(" ", file.Problems.Where(p => p.IsError).Select(p => p.Message))}");
        }
    }
}
