using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>Short ways to describe inputs.</summary>
internal static class Inputs
{
    public static InputDescriptor Text(string name, string label, string description, bool required = false) =>
        new() { Name = name, TypeName = "String", DisplayName = label, Description = description, IsRequired = required };

    public static InputDescriptor Lines(string name, string label, string description) =>
        new() { Name = name, TypeName = "String", DisplayName = label, Description = description, UiHint = "multiline" };

    public static InputDescriptor Truth(string name, string label, string description, bool whenAbsent = false) =>
        new() { Name = name, TypeName = "Boolean", DisplayName = label, Description = description, UiHint = "checkbox", Default = Value.Of(whenAbsent) };

    public static InputDescriptor Condition(string description) =>
        new() { Name = "Condition", TypeName = "Boolean", DisplayName = "Condition", Description = description, UiHint = "checkbox", DefaultSyntax = "JavaScript", IsRequired = true };

    public static InputDescriptor Whole(string name, string label, string description, int? whenAbsent = null) =>
        new() { Name = name, TypeName = "Int32", DisplayName = label, Description = description, Default = whenAbsent is { } n ? Value.Of(n) : Value.Undefined };

    public static InputDescriptor Anything(string name, string label, string description, bool required = false) =>
        new() { Name = name, TypeName = "Object", DisplayName = label, Description = description, UiHint = "expression-editor", DefaultSyntax = "JavaScript", IsRequired = required };

    public static InputDescriptor Items(string name, string description) =>
        new() { Name = name, TypeName = "Object[]", DisplayName = name, Description = description, UiHint = "multitext", DefaultSyntax = "JavaScript", IsRequired = true };

    public static InputDescriptor Map(string name, string label, string description) =>
        new() { Name = name, TypeName = "ObjectDictionary", DisplayName = label, Description = description, UiHint = "expression-editor", DefaultSyntax = "JavaScript" };

    public static InputDescriptor Choice(string name, string label, string description, params string[] values) =>
        new()
        {
            Name = name,
            TypeName = "String",
            DisplayName = label,
            Description = description,
            UiHint = "dropdown",
            Choices = [.. values.Select(v => (v, v))],
            Default = Value.Of(values[0]),
        };

    public static InputDescriptor Definition() =>
        new()
        {
            Name = "WorkflowDefinitionId",
            TypeName = "String",
            DisplayName = "Workflow Definition",
            Description = "The definition ID of the workflow to run.",
            UiHint = "workflow-definition-picker",
            IsRequired = true,
        };
}
