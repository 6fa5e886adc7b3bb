using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>One use of a definition: from where it is called, so that its inputs can be read there.</summary>
internal sealed class FlowScope(WorkflowDefinition owner, FlowPlace? caller)
{
    public WorkflowDefinition Owner { get; } = owner;

    /// <summary>The activity that stands for it, or null for the definition that is looked at.</summary>
    public FlowPlace? Caller { get; } = caller;

    /// <summary>Where it begins; null when there is nothing in it.</summary>
    public FlowPlace? Entry { get; set; }
}

/// <summary>An activity at one place in the course, with the lines that leave it.</summary>
internal sealed class FlowPlace(ActivityNode node, FlowScope scope)
{
    public ActivityNode Node { get; } = node;

    public FlowScope Scope { get; } = scope;

    public string Type => Node.Type;

    public List<(string Port, FlowPlace Target)> Out { get; } = [];

    public List<(FlowPlace Source, string Port)> In { get; } = [];

    public bool Is(string type) => Node.Type == type;

    public void LeadTo(string port, FlowPlace target)
    {
        if (!Out.Contains((port, target)))
        {
            Out.Add((port, target));
            target.In.Add((this, port));
        }
    }

    /// <summary>What people call it, with the definition when that is another one.</summary>
    public string NameSeenFrom(WorkflowDefinition definition) =>
        Scope.Owner.DefinitionId == definition.DefinitionId ? $"'{Node.DisplayName}'" : $"'{Node.DisplayName}' in '{Scope.Owner.Name}'";
}
