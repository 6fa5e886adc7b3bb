using Microsoft.AspNetCore.Identity;

namespace KnGG.Workflow.Runtime.Accounts;

/// <summary>Somebody who can sign in. What they may see follows from their roles in organisations and in trajectories.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name shown on screens.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Absent from this date on, or null; then the deputy gets the tasks.</summary>
    public DateOnly? AbsentFrom { get; set; }

    /// <summary>Absent up to and including this date, or null for an open end.</summary>
    public DateOnly? AbsentUntil { get; set; }

    /// <summary>Who stands in, or null.</summary>
    public Guid? DeputyId { get; set; }
}

/// <summary>A role that an account holds in an organisation.</summary>
public sealed class AccountRole
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Role code.</summary>
    public string Role { get; set; } = "";
}

/// <summary>An organisation that takes part in the chain.</summary>
public sealed class Organisation
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>ggd, stichting, gemeente, zorgaanbieder, huisartsenpraktijk, ziekenhuis, sociaal, sport, verzekeraar, regio.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Region code.</summary>
    public string Region { get; set; } = "";
}

/// <summary>Which organisation fills a role for a municipality: where a task goes when the trajectory has nobody in that role yet.</summary>
public sealed class RoleCoverage
{
    /// <summary>Municipality name.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>Role code.</summary>
    public string Role { get; set; } = "";

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; set; }

    /// <summary>Order of preference, from 1.</summary>
    public int Rank { get; set; } = 1;
}
