using KnGG.Workflow.Engine.Instances;
using KnGG.Workflow.Engine.Stepping.Stimuli;

namespace KnGG.Workflow.Engine.Stepping;

/// <summary>One thing in the queue of a step: begin an execution, or wake it by one of its waits.</summary>
internal readonly record struct WorkItem(Execution Execution, Bookmark? Bookmark, Stimulus? Stimulus);
