using System.Security.Claims;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Access;

/// <summary>Who looks: the signed-in account with the roles it holds now. Read anew for every request, so that a role that ended is gone at once.</summary>
internal sealed class Viewer
{
    private const string Coordinator = "coordinator";
    private const string Administrator = "beheerder";
    private const string Region = "regio";
    private const string Municipality = "gemeente";
    private const string Insurer = "verzekeraar";

    private Viewer(Guid id, string userName, string displayName, IReadOnlyList<HeldRole> roles)
    {
        Id = id;
        UserName = userName;
        DisplayName = displayName;
        Roles = roles;
    }

    internal static Viewer Nobody { get; } = new(Guid.Empty, "", "", []);

    internal Guid Id { get; }

    internal string UserName { get; }

    internal string DisplayName { get; }

    internal IReadOnlyList<HeldRole> Roles { get; }

    internal bool IsSignedIn => Id != Guid.Empty;

    internal bool IsCoordinator => Has(Coordinator);

    internal bool IsAdministrator => Has(Administrator);

    /// <summary>Looks after the chain, not after a child: sees how trajectories run under a pseudonym, and no file.</summary>
    internal bool SeesProcess => IsCoordinator || IsAdministrator;

    /// <summary>Works with children and families, and so has tasks and trajectories.</summary>
    internal bool IsProfessional => Roles.Any(r => r.Role is not (Coordinator or Administrator or Region or Municipality or Insurer));

    internal string Initials
    {
        get
        {
            var parts = DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 0 ? "?" : parts.Length == 1 ? parts[0][..1].ToUpperInvariant() : string.Concat(parts[0][..1], parts[^1][..1]).ToUpperInvariant();
        }
    }

    internal string RoleText => Roles.Count == 0 ? "Nog geen rol" : string.Join(", ", Roles.Select(r => $"{RoleNames.Of(r.Role)} bij {r.OrganisationName}"));

    /// <summary>As whom a read or write is logged.</summary>
    internal Actor Actor => Roles.Count == 0 ? new Actor(Id.ToString(), null, null) : new Actor(Id.ToString(), Roles[0].Role, Roles[0].OrganisationId.ToString());

    internal bool Has(string role) => Roles.Any(r => r.Role == role);

    /// <summary>Reads the viewer of a request.</summary>
    internal static Viewer Of(HttpContext? context, StepDatabase database)
    {
        if (!Guid.TryParse(context?.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Nobody;
        }

        return database.Read(transaction => HeldRoleList.Account(transaction, id) is { } account
            ? new Viewer(id, account.UserName, account.DisplayName, HeldRoleList.Of(transaction, id))
            : Nobody);
    }
}
