using KnGG.Workflow.Engine.Stepping;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Activities that can start a workflow: then what they would wait for has already come.</summary>
internal static class Triggers
{
    /// <summary>Whether this execution is the one that started the workflow. True once: on the way back it waits like any other.</summary>
    public static bool StartedBy(ActivityScope scope)
    {
        if (scope.Run.Trigger is not { } trigger || trigger != scope.Node.Id)
        {
            return false;
        }

        scope.Run.Trigger = null;
        return true;
    }
}
