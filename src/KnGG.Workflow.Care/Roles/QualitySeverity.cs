namespace KnGG.Workflow.Care.Roles;

/// <summary>What a region does without a valid registration (setting <c>registratie.ernst</c>). Codes: <c>off</c>, <c>warn</c>, <c>block</c>.</summary>
public enum QualitySeverity
{
    /// <summary>Nothing.</summary>
    Off = 0,

    /// <summary>Warn, and let the work go on.</summary>
    Warn = 1,

    /// <summary>Block the assignment.</summary>
    Block = 2,
}
