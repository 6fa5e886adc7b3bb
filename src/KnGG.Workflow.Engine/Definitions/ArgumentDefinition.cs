namespace KnGG.Workflow.Engine.Definitions;

/// <summary>An input or an output that a workflow declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its declared type, such as String or Int32.</param>
/// <param name="IsArray">Whether it holds a list of that type.</param>
/// <param name="DisplayName">Its label, or the name.</param>
/// <param name="Description">Its help text.</param>
public sealed record ArgumentDefinition(string Name, string TypeName, bool IsArray, string DisplayName, string Description)
{
    /// <summary>The type as one name; a list has [] behind it.</summary>
    public string FullTypeName => IsArray && !TypeName.EndsWith("[]", StringComparison.Ordinal) ? TypeName + "[]" : TypeName;
}
