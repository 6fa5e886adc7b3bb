using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>What an expression may read of the instance it belongs to. Reading has no effect and gives the same answer each time within one evaluation.</summary>
public interface IExpressionScope
{
    /// <summary>Finds a variable by its exact name, from the innermost scope outwards.</summary>
    bool TryGetVariable(string name, out Value value);

    /// <summary>Finds a workflow input by its exact name.</summary>
    bool TryGetInput(string name, out Value value);

    /// <summary>Finds an output of the last execution of an activity, by the activity's name or id; without a name its result.</summary>
    bool TryGetOutput(string activity, string? output, out Value value);

    /// <summary>The result of the activity that completed last; null when there is none.</summary>
    Value LastResult { get; }

    /// <summary>The instance's id.</summary>
    string InstanceId { get; }

    /// <summary>The instance's correlation id, or null.</summary>
    string? CorrelationId { get; }

    /// <summary>The instance's name, or null.</summary>
    string? InstanceName { get; }

    /// <summary>The id of the definition.</summary>
    string DefinitionId { get; }

    /// <summary>The id of the version of the definition.</summary>
    string DefinitionVersionId { get; }

    /// <summary>The version number of the definition.</summary>
    int DefinitionVersion { get; }
}
