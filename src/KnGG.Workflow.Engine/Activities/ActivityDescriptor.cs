using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Activities;

/// <summary>What a designer shows of an activity type, and what publishing checks against.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>Full type name, such as Elsa.WriteLine or KnGG.HumanTask.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the type.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Category in the palette.</summary>
    public required string Category { get; init; }

    /// <summary>Name in the palette.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it does, one or two sentences.</summary>
    public string Description { get; init; } = "";

    /// <summary>Action, Trigger, Job or Task, as Elsa has it.</summary>
    public string Kind { get; init; } = "Action";

    /// <summary>Typed inputs.</summary>
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    /// <summary>Typed outputs.</summary>
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>Flow ports (outcomes) in order; empty means one port "Done".</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Name of an input whose list of texts are the flow ports instead (Studio's dynamic outcomes), or null.</summary>
    public string? OutcomesInput { get; init; }

    /// <summary>Ports that hold an embedded activity, such as Body, Then, Else.</summary>
    public IReadOnlyList<string> EmbeddedPorts { get; init; } = [];

    /// <summary>Whether it is shown in the palette.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Whether it holds other activities.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Whether it begins a flow and has no incoming port.</summary>
    public bool IsStart { get; init; }

    /// <summary>Whether nothing can follow it.</summary>
    public bool IsTerminal { get; init; }
}

/// <summary>One input of an activity type.</summary>
public sealed record InputDescriptor
{
    /// <summary>Name in PascalCase; the JSON has it in camelCase.</summary>
    public required string Name { get; init; }

    /// <summary>String, Boolean, Int32, Double, DateTime, TimeSpan, Object, ...</summary>
    public string TypeName { get; init; } = "String";

    /// <summary>Label in the property panel.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Help text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Studio's editor: singleline, multiline, dropdown, checkbox, checklist, multitext, dynamic-outcomes, ...</summary>
    public string UiHint { get; init; } = "singleline";

    /// <summary>Choices of a dropdown or checklist: text and value; or null.</summary>
    public IReadOnlyList<(string Text, string Value)>? Choices { get; init; }

    /// <summary>Name of a list that the host fills at run time (roles, forms, definitions), or null.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>What an absent input means; undefined for none.</summary>
    public Value Default { get; init; }

    /// <summary>Whether publishing is refused without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the JSON wraps it as an expression; false for plain values.</summary>
    public bool IsWrapped { get; init; } = true;

    /// <summary>Syntax first offered: Literal, JavaScript, Object, Variable.</summary>
    public string DefaultSyntax { get; init; } = "Literal";
}

/// <summary>One output of an activity type.</summary>
/// <param name="Name">Name in PascalCase.</param>
/// <param name="TypeName">Type of the value.</param>
/// <param name="DisplayName">Label.</param>
/// <param name="Description">Help text.</param>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string Description = "");
