using System.Text.Json.Nodes;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>A wrapped input of an activity as the definition has it.</summary>
/// <param name="Name">The JSON name, in camelCase.</param>
/// <param name="ExpressionType">Literal, Object, Json, Variable, Input, Output, JavaScript, or something that this engine does not know.</param>
/// <param name="Value">What the expression holds: text, or any other JSON.</param>
public sealed record ActivityInput(string Name, string ExpressionType, JsonNode? Value);
