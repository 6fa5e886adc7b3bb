namespace KnGG.Workflow.Care.Roles;

/// <summary>What a role may see at most. Codes: <c>case</c>, <c>item</c>, <c>figures</c>, <c>none</c>.</summary>
public enum RoleView
{
    /// <summary>Cases in which the person holds the role.</summary>
    Case = 0,

    /// <summary>Only its own item of a plan: first name, age, goal, contact.</summary>
    Item = 1,

    /// <summary>Figures without persons (requirement 33).</summary>
    Figures = 2,

    /// <summary>No care data: definitions, settings or technique.</summary>
    None = 3,
}
