using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>The guard rails at publishing.</summary>
internal sealed class CareGuard(ActivityCatalog catalog, FormCatalog forms, ChainOptions chain) : IDefinitionGuard
{
    public IEnumerable<DefinitionProblem> Check(PublishRequest request) => GuardRailCheck.Run(request.Definition, new GuardRailContext
    {
        Catalog = catalog,
        Forms = forms,
        RootDefinition = chain.RootDefinition,
        Resolve = request.Resolve,
        Before = request.Before,
    });
}

/// <summary>What the engine sees by itself: the only guard of a service without trajectories.</summary>
internal sealed class EngineGuard(ActivityCatalog catalog) : IDefinitionGuard
{
    public IEnumerable<DefinitionProblem> Check(PublishRequest request) => DefinitionCheck.Run(request.Definition, catalog, request.Resolve);
}

/// <summary>Registers the guard rails.</summary>
public static class GuardRailSetup
{
    /// <summary>Puts the guard rails of care in place of those of the engine, which they contain. Needs the forms and the chain's options.</summary>
    public static IServiceCollection AddGuardRails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        foreach (var engine in services.Where(s => s.ImplementationType == typeof(EngineGuard)).ToArray())
        {
            services.Remove(engine);
        }

        return services.AddSingleton<IDefinitionGuard, CareGuard>();
    }
}
