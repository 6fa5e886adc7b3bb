using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Web.Demo;

namespace KnGG.Workflow.Web.Host;

/// <summary>What is done before the service takes requests: the definitions of the folder are published, and a demo gets its region, accounts and children.</summary>
internal static class First
{
    /// <summary>Fills the database. Returns the demo password when it was made now.</summary>
    internal static async Task<string?> Fill(IServiceProvider services, ServiceSettings settings, TextWriter error, CancellationToken stop)
    {
        await Publish(services, settings, error);
        if (!settings.Demo)
        {
            return null;
        }

        var clock = services.GetRequiredService<ServiceClock>();
        var isNew = await DemoRegion.Make(services, clock.Now, stop);
        var password = await DemoAccounts.Make(services, settings, clock.Now, stop);
        if (isNew)
        {
            DemoChildren.Make(services.GetRequiredService<PostSignal>(), clock);
        }

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
