using Microsoft.AspNetCore.SignalR;

namespace KnGG.Workflow.Web.Studio.Live;

/// <summary>Studio's viewer says which instance it looks at, and is told when that instance takes a step.</summary>
internal sealed class WorkflowInstanceHub(LiveInstances live) : Hub
{
    /// <summary>Called by the viewer, by this name.</summary>
    public Task ObserveInstanceAsync(string instanceId)
    {
        if (instanceId is not { Length: > 0 and <= 100 })
        {
            throw new HubException("Geen uitvoering.");
        }

        live.Watch(Context.ConnectionId, instanceId);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        live.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
