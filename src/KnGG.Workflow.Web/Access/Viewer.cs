using System.Security.Claims;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Web.Layout;

namespace KnGG.Workflow.Web.Access;

/// <summary>Who looks: the signed-in account with the roles it holds now. Read anew for every request, so that a role that ended is gone at once.</summary>
internal sealed class Viewer
{
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

    internal bool IsCoordinator => Has(RoleCodes.Coordinator);

    internal bool IsAdministrator => Has(RoleCodes.Beheerder);

    /// <summary>Looks after the chain, not after a child: sees how trajectories run under a pseudonym, and no file.</summary>
    internal bool SeesProcess => IsCoordinator || IsAdministrator;

    /// <summary>Who asks why something is stuck.</summary>
    internal StuckReader StuckReader => new(Id, IsAdministrator, IsCoordinator);

    /// <summary>Works with children and families, and so has tasks and trajectories.</summary>
    internal bool IsProfessional => Roles.Any(r => RoleCodes.Find(r.Role)?.Sees is RoleView.Case or RoleView.Item);

    /// <summary>Sets or looks at what a region has agreed; in which region, its roles there say.</summary>
    internal bool SeesAgreements => SeesProcess || Has(RoleCodes.Regio) || Has(RoleCodes.Gemeente);

    internal string Initials
    {
        get
        {
            var parts = DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => char.IsLetter(p[0])).ToArray();
            return parts.Length == 0 ? "?" : parts.Length == 1 ? parts[0][..1].ToUpperInvariant() : string.Concat(parts[0][..1], parts[^1][..1]).ToUpperInvariant();
        }
    }

    internal string RoleText => Roles.Count == 0 ? "Nog geen rol" : string.Join(", ", Roles.Select(r => $"{RoleNames.Of(r.Role)} bij {r.OrganisationName}"));

    /// <summary>As whom a read or write is logged.</summary>
    internal Actor Actor => Roles.Count == 0 ? new Actor(Id.ToString(), null, null) : new Actor(Id.ToString(), Roles[0].Role, Roles[0].OrganisationId.ToString());

    internal bool Has(string role) => Roles.Any(r => r.Role == role);

    /// <summary>
    /// The zones of a file that the viewer may see, by the roles that it holds in that trajectory now: the whole case, only what an item of
    /// the plan needs, or the course alone.
    /// </summary>
    internal IReadOnlyList<string> ZonesOf(TrajectoryFile file)
    {
        var here = file.Process.Team.Where(m => m.Until is null && (m.PersonId == Id || (m.PersonId is null && Roles.Any(r => r.Role == m.Role && r.OrganisationId == m.OrganisationId))));
        var sees = here.Select(m => RoleCodes.Find(m.Role)?.Sees ?? RoleView.None).ToArray();
        return sees.Contains(RoleView.Case) ? [FieldZones.Process, FieldZones.Identity, FieldZones.Health, FieldZones.Social]
            : sees.Contains(RoleView.Item) ? [FieldZones.Process, FieldZones.Identity]
            : [FieldZones.Process];
    }

    /// <summary>Whether the viewer has the direction of a trajectory, in person or by its team.</summary>
    internal bool IsOwnerOf(TrajectoryFile file) => file.Owner is { } owner
        && (owner.PersonId == Id || (owner.PersonId is null && Roles.Any(r => r.Role == owner.Role && r.OrganisationId == owner.OrganisationId)));

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
