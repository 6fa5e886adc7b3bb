using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>How a workflow that may be used as an activity is shown in the palette.</summary>
public static class UsedDefinition
{
    /// <summary>The descriptor of a definition: its inputs, outputs and outcomes. The type is its name without spaces, as Elsa has it.</summary>
    public static ActivityDescriptor Describe(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new ActivityDescriptor
        {
            Type = TypeOf(definition),
            Version = definition.Version,
            Category = "Workflows",
            DisplayName = definition.Name.Length == 0 ? definition.DefinitionId : definition.Name,
            Description = definition.Description ?? "",
            Inputs = [.. definition.Inputs.Select(i => new InputDescriptor
            {
                Name = i.Name,
                TypeName = i.FullTypeName,
                DisplayName = i.DisplayName,
                Description = i.Description,
                UiHint = i.TypeName == "Boolean" ? "checkbox" : i.IsArray ? "multitext" : "singleline",
            })],
            Outputs = [.. definition.Outputs.Select(o => new OutputDescriptor(o.Name, o.FullTypeName, o.DisplayName, o.Description))],
            Outcomes = definition.Outcomes.Contains("Done") || definition.Outcomes.Count == 0 ? definition.Outcomes : [.. definition.Outcomes, "Done"],
        };
    }

    /// <summary>The type name under which the definition appears in others.</summary>
    public static string TypeOf(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var words = (definition.Name.Length == 0 ? definition.DefinitionId : definition.Name)
            .Split([' ', '-', '_', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
