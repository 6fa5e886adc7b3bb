using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Collects what is wrong with one definition.</summary>
internal sealed class Findings(WorkflowDefinition definition)
{
    private readonly List<DefinitionProblem> _problems = [];

    public void Error(string code, ActivityNode? node, string message) => Add(code, "error", node?.Id, message);

    public void Warning(string code, ActivityNode? node, string message) => Add(code, "warning", node?.Id, message);

    public void AddRange(IEnumerable<DefinitionProblem> problems) => _problems.AddRange(problems);

    /// <summary>By line, errors before warnings.</summary>
    public IReadOnlyList<DefinitionProblem> InOrder() =>
        [.. _problems.Distinct().OrderBy(p => p.Line).ThenBy(p => p.IsError ? 0 : 1).ThenBy(p => p.Code, StringComparer.Ordinal)];

    private void Add(string code, string severity, string? id, string message) =>
        _problems.Add(new DefinitionProblem(code, severity, id, definition.LineOf(id), message));
}
