using Microsoft.AspNetCore.SignalR;

namespace KnGG.Workflow.Web.Studio.Live;

/// <summary>Studio's viewer says which instance it looks at, and is told when that instance takes a step.</summary>
internal sealed class WorkflowInstanceHub(LiveInstances live) : Hub
{
    /// <summary>Called by the viewer, by this name.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (instanceId is not { Length: > 0 and <= 100 })
        {
            throw new HubException("Geen uitvoering.");
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        live.Watch(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        live.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
