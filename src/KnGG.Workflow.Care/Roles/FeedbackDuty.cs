using KnGG.Workflow.Care.Configuration;

namespace KnGG.Workflow.Care.Roles;

/// <summary>A duty to report back at one moment (requirement 35).</summary>
/// <param name="Moment">Code of the moment, for example <c>anamnese-gereed</c>.</param>
/// <param name="Label">Dutch label.</param>
/// <param name="From">Role code of the sender.</param>
/// <param name="To">Role codes of the receivers; <c>verwijzer</c> is whoever referred.</param>
/// <param name="TermKey">Setting with the term.</param>
/// <param name="SourceLabel">How well the moment is founded; the duty itself is in the handreiking.</param>
public sealed record FeedbackDuty(string Moment, string Label, string From, IReadOnlyList<string> To, string TermKey, SourceLabel SourceLabel);
