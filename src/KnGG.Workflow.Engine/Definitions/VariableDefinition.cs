using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A variable that a workflow or a container declares.</summary>
/// <param name="Id">Its id, to which outputs are bound.</param>
/// <param name="Name">Its name, by which expressions read it.</param>
/// <param name="TypeName">Its declared type, such as String or Int32.</param>
/// <param name="IsArray">Whether it holds a list of that type.</param>
/// <param name="Default">Its value at the start.</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, Value Default);
