using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Publishing.GuardRails.Core;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>Everything that must be right before a definition runs on children: what the engine sees, what care needs, and the core of the chain.</summary>
public static class GuardRailCheck
{
    /// <summary>Checks a text. A text that cannot be read gives one problem with its line.</summary>
    public static IReadOnlyList<DefinitionProblem> Run(string json, GuardRailContext context)
    {
        try
        {
            return Run(DefinitionReader.Parse(json), context);
        }
        catch (DefinitionFormatException exception)
        {
            return [new DefinitionProblem("unreadable", "error", null, exception.Line, exception.Message)];
        }
    }

    /// <summary>Checks a definition beside the others. Errors refuse publishing, warnings are shown.</summary>
    public static IReadOnlyList<DefinitionProblem> Run(WorkflowDefinition definition, GuardRailContext context)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(context);
        var others = context.Resolve;
        var beside = context with { Resolve = id => id == definition.DefinitionId ? definition : others(id) };
        var rails = new OwnRails(definition, beside);
        var findings = new Findings(definition);
        DefinitionProblem[] engine = [.. EngineRails.Check(rails)];
        findings.AddRange(engine);
        TaskRails.Check(rails, findings);
        OutcomeRails.Check(rails, findings);
        InputRails.Check(rails, findings);
        ReferenceRails.Check(rails, findings);
        AnswerRails.Check(rails, findings);
        PrivacyRails.Check(rails, findings);
        WaitRails.Check(rails, findings);

        // With a part missing everything behind it is missing too; that part is what must be said.
        if (!engine.Any(p => p.Code is "missing-definition" or "definition-cycle" or "too-large"))
        {
            findings.AddRange(CoreRails.Check(definition, beside));
        }

        return findings.InOrder();
    }
}
