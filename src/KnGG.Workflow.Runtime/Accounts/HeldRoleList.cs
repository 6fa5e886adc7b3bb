using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Accounts;

/// <summary>A role that somebody holds, with the name of the organisation.</summary>
/// <param name="Role">Role code.</param>
/// <param name="OrganisationId">The organisation.</param>
/// <param name="OrganisationName">Its name.</param>
/// <param name="Region">Its region.</param>
public sealed record HeldRole(string Role, Guid OrganisationId, string OrganisationName, string Region);

/// <summary>An account as others see it.</summary>
/// <param name="Id">The account.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="DisplayName">Name on screens.</param>
public sealed record AccountName(Guid Id, string UserName, string DisplayName);

/// <summary>Who somebody is, and in which roles.</summary>
public static class HeldRoleList
{
    /// <summary>The account, or null.</summary>
    public static AccountName? Account(StepTransaction transaction, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(
            "SELECT id, user_name, display_name FROM account WHERE id = @id", r => new AccountName(r.Id(0), r.Text(1), r.Text(2)), ("@id", accountId));
    }

    /// <summary>The roles of an account.</summary>
    public static IReadOnlyList<HeldRole> Of(StepTransaction transaction, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            """
            SELECT r.role, r.organisation_id, o.name, o.region FROM account_role r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.account_id = @id ORDER BY o.name, r.role
            """,
            r => new HeldRole(r.Text(0), r.Id(1), r.Text(2), r.Text(3)),
            ("@id", accountId));
    }

    /// <summary>Who holds a role in an organisation: the colleagues to whom a task can be given.</summary>
    public static IReadOnlyList<AccountName> Colleagues(StepTransaction transaction, Guid organisationId, string role)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            """
            SELECT a.id, a.user_name, a.display_name FROM account a JOIN account_role r ON r.account_id = a.id
            WHERE r.organisation_id = @organisation AND r.role = @role ORDER BY a.display_name
            """,
            r => new AccountName(r.Id(0), r.Text(1), r.Text(2)),
            ("@organisation", organisationId), ("@role", role));
    }

    /// <summary>Name of an organisation, or null.</summary>
    public static string? Organisation(StepTransaction transaction, Guid organisationId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First("SELECT name FROM organisation WHERE id = @id", r => r.Text(0), ("@id", organisationId));
    }

    /// <summary>The organisation with this name or id, or null.</summary>
    public static Guid? FindOrganisation(StepTransaction transaction, string nameOrId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First(
            "SELECT id FROM organisation WHERE lower(name) = lower(@name) OR id = @id ORDER BY name LIMIT 1",
            r => (Guid?)r.Id(0),
            ("@name", nameOrId), ("@id", Guid.TryParse(nameOrId, out var id) ? id : Guid.Empty));
    }

    /// <summary>Municipalities that take part, by name.</summary>
    public static IReadOnlyList<string> Municipalities(StepTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query("SELECT name FROM municipality WHERE is_bare = 0 ORDER BY name", r => r.Text(0));
    }
}
