namespace KnGG.Workflow.Engine.Activities;

/// <summary>Elsa's own activities as this engine runs them.</summary>
public static class PrimitiveActivities
{
    /// <summary>The catalogue of them; a host adds its own activities to it.</summary>
    public static ActivityCatalog Catalog { get; } = ActivityCatalog.Of(
    [
        new Flowchart(), new Sequence(), new Parallel(), new Fork(),
        new If(), new Switch(), new For(), new ForEach(), new ParallelForEach(), new While(), new Break(),
        new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(), new Start(), new End(),
        new Finish(), new Complete(), new Fault(),
        new SetVariable(), new SetName(), new SetOutput(), new Correlate(), new WriteLine(),
        new Delay(), new StartAt(), new Timer(), new Cron(),
        new Event(), new PublishEvent(), new RunTask(),
        new DispatchWorkflow(), new BulkDispatchWorkflows(), new ExecuteWorkflow(),
        new NotFoundActivity(),
    ]);
}
