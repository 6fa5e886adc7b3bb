namespace KnGG.Workflow.Care;

/// <summary>One version of one rule as people read it.</summary>
/// <param name="Rule">Id and version as stored in decisions, for example <c>betaler@1</c>.</param>
/// <param name="Title">Dutch title.</param>
/// <param name="Source">Paragraphs that the rule comes from.</param>
/// <param name="ValidFrom">Day from which this version decides.</param>
/// <param name="Lines">The decision table, line by line, in Dutch.</param>
public sealed record RuleText(string Rule, string Title, string Source, DateOnly ValidFrom, IReadOnlyList<string> Lines);
