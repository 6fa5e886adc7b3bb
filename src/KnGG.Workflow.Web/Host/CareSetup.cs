using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Web.Host;

/// <summary>Registers what the chain adds to the runtime. Order matters: the last registration of a seam wins.</summary>
internal static class CareSetup
{
    internal static void AddCare(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(FormCatalog.Load(Path.Combine(settings.WorkflowsDirectory, "forms")));
        services.AddSingleton<TrajectoryList>();
        services.AddSingleton<TrajectoryQuery>();
    }
}
