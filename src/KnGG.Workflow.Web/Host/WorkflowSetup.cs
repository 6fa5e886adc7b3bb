using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Trajectories;

namespace KnGG.Workflow.Web.Host;

/// <summary>The runtime with the chain on top, the same for the service and for the verbs.</summary>
internal static class WorkflowSetup
{
    internal static void AddWorkflow(this IServiceCollection services, ServiceSettings settings, RuntimeOptions options)
    {
        services.AddWorkflowRuntime(options);
        services.AddTrajectories(FormCatalog.Load(Path.Combine(settings.WorkflowsDirectory, "forms")), new ChainOptions());
    }
}
