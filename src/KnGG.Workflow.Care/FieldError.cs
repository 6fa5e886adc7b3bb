namespace KnGG.Workflow.Care;

/// <summary>A value that cannot be used: which field, the value as given, and a Dutch sentence that says what is expected. A refusal is a value, never an exception.</summary>
/// <param name="Field">Field name as in the contract's CSV and options, for example <c>height_cm</c>.</param>
/// <param name="Value">The value as it was given, in invariant notation.</param>
/// <param name="Message">Dutch sentence for the person who filled it in.</param>
public sealed record FieldError(string Field, string Value, string Message);
