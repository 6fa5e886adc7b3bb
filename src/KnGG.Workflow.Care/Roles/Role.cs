namespace KnGG.Workflow.Care.Roles;

/// <summary>A role in the chain.</summary>
/// <param name="Code">Stable code, for example <c>jeugdarts</c>.</param>
/// <param name="Label">Dutch label.</param>
/// <param name="Sees">What the role may see: cases, its own item only, or figures without persons.</param>
public sealed record Role(string Code, string Label, RoleView Sees);
