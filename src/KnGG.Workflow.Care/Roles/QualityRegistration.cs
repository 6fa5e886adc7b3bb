namespace KnGG.Workflow.Care.Roles;

/// <summary>Registration of a professional in a quality register.</summary>
/// <param name="Role">Role code: <c>czv</c> or <c>klsc</c>.</param>
/// <param name="Register">Professional association that keeps the register, for example <c>BLCN</c>.</param>
/// <param name="Number">Registration number.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day, included.</param>
public sealed record QualityRegistration(string Role, string Register, string Number, DateOnly ValidFrom, DateOnly ValidUntil);
