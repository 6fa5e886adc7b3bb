namespace KnGG.Workflow.Care.Routing;

/// <summary>A question that keeps the route open, and who answers it.</summary>
/// <param name="Field">Field as in <see cref="RouteDecision.Missing"/>.</param>
/// <param name="Role">Role code: <c>jgz</c>, or <c>huisarts</c> for a named medical question.</param>
/// <param name="Text">The question in Dutch.</param>
public sealed record OpenQuestion(string Field, string Role, string Text);
