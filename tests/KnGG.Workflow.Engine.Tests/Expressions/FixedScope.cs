using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Tests.Expressions;

/// <summary>A scope of fixed values.</summary>
internal sealed class FixedScope(Value variables = default, Value input = default, Value outputs = default) : IExpressionScope
{
    public Value LastResult => outputs["last"];

    public string InstanceId => "instance-1";

    public string? CorrelationId => "correlation-1";

    public string? InstanceName => "Naam";

    public string DefinitionId => "definition-1";

    public string DefinitionVersionId => "version-1";

    public int DefinitionVersion => 3;

    public bool TryGetVariable(string name, out Value value) => Find(variables, name, out value);

    public bool TryGetInput(string name, out Value value) => Find(input, name, out value);

    public bool TryGetOutput(string activity, string? output, out Value value) => Find(outputs, $"{activity}.{output}", out value);

    private static bool Find(Value map, string name, out Value value)
    {
        value = map[name];
        return map.Kind == ValueKind.Map && map.AsMap.ContainsKey(name);
    }
}
