using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Publishing.GuardRails;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Web.Host;

/// <summary>Registers what the chain adds to the runtime. Order matters: the last registration of a seam wins.</summary>
internal static class CareSetup
{
    /// <summary>The runtime with the chain on top.</summary>
    internal static void AddWorkflow(this IServiceCollection services, ServiceSettings settings, RuntimeOptions options)
    {
        services.AddWorkflowRuntime(options);
        AddCare(services, settings);
    }

    private static void AddCare(IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(FormCatalog.Load(Path.Combine(settings.WorkflowsDirectory, "forms")));
        foreach (var activity in CareActivityCatalog.All)
        {
            services.AddSingleton(activity);
        }

        services.AddSingleton(new ChainOptions());
        services.AddGuardRails();
        services.AddSingleton<CareRows>();
        services.AddSingleton<ICareRows>(s => s.GetRequiredService<CareRows>());
        services.AddSingleton<IIntentWriter, WriteCareWriter>();
        services.AddSingleton<ITaskForms, CatalogTaskForms>();
        services.AddSingleton<ITaskPeople, TeamTaskPeople>();
        services.AddSingleton<PostSignal>();
        services.AddSingleton<Import>();
        services.AddSingleton<TrajectoryList>();
        services.AddSingleton<TrajectoryQuery>();
    }
}
