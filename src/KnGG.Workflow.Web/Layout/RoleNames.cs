using KnGG.Workflow.Care.Roles;

namespace KnGG.Workflow.Web.Layout;

/// <summary>Role codes in words.</summary>
internal static class RoleNames
{
    internal static string Of(string code) => code.Length == 0 ? "nog niemand" : RoleCodes.LabelOf(code);
}
