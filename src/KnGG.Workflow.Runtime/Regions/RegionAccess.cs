using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>A region that somebody has to do with.</summary>
/// <param name="Code">Region code.</param>
/// <param name="MayChange">Whether the person sets agreements and terms there: coordinator or regional coordinator.</param>
/// <param name="MayChangeOffers">Whether the person keeps the offers there: those two, and the municipality.</param>
public sealed record RegionRight(string Code, bool MayChange, bool MayChangeOffers);

/// <summary>A place for which something can be set.</summary>
/// <param name="Id">Scope as stored: name of a municipality or id of an organisation.</param>
/// <param name="Name">Name on screens.</param>
public sealed record RegionPlace(string Id, string Name);

/// <summary>Who may look at and change what is agreed in a region. Rights come from roles in organisations of that region, never from another one.</summary>
public static class RegionAccess
{
    /// <summary>Kind of an organisation that is a health insurer.</summary>
    internal const string InsurerKind = "verzekeraar";

    private static readonly string[] Looks = [RoleCodes.Coordinator, RoleCodes.Regio, RoleCodes.Beheerder, RoleCodes.Gemeente];

    /// <summary>The regions whose agreements an account may see.</summary>
    public static IReadOnlyList<RegionRight> Of(StepTransaction transaction, Guid accountId) =>
        [.. RolesByRegion(transaction, accountId).Where(g => g.Any(r => Looks.Contains(r.Role))).Select(Right)];

    /// <summary>The regions in which an account has any role: whoever makes plans may see the offers.</summary>
    public static IReadOnlyList<RegionRight> OfAnyRole(StepTransaction transaction, Guid accountId) => [.. RolesByRegion(transaction, accountId).Select(Right)];

    /// <summary>Municipalities of a region.</summary>
    public static IReadOnlyList<RegionPlace> Municipalities(StepTransaction transaction, string region)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query("SELECT name FROM municipality WHERE region = @region ORDER BY name", r => new RegionPlace(r.Text(0), r.Text(0)), ("@region", region));
    }

    /// <summary>Organisations of a region.</summary>
    public static IReadOnlyList<RegionPlace> Organisations(StepTransaction transaction, string region)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT id, name FROM organisation WHERE region = @region ORDER BY name", r => new RegionPlace(r.Id(0).ToString("D"), r.Text(1)), ("@region", region));
    }

    /// <summary>Insurers of a region: organisations of that kind, whose own limits stand in the settings of their organisation.</summary>
    public static IReadOnlyList<RegionPlace> Insurers(StepTransaction transaction, string region)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT id, name FROM organisation WHERE region = @region AND kind = @kind ORDER BY name",
            r => new RegionPlace(r.Id(0).ToString("D"), r.Text(1)), ("@region", region), ("@kind", InsurerKind));
    }

    private static RegionRight Right(IGrouping<string, (string Region, string Role)> roles) => new(
        roles.Key,
        roles.Any(r => r.Role is RoleCodes.Coordinator or RoleCodes.Regio),
        roles.Any(r => r.Role is RoleCodes.Coordinator or RoleCodes.Regio or RoleCodes.Gemeente));

    private static IEnumerable<IGrouping<string, (string Region, string Role)>> RolesByRegion(StepTransaction transaction, Guid accountId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT o.region, r.role FROM account_role r JOIN organisation o ON o.id = r.organisation_id WHERE r.account_id = @account AND o.region <> '' ORDER BY o.region",
            r => (Region: r.Text(0), Role: r.Text(1)), ("@account", accountId)).GroupBy(r => r.Region, StringComparer.Ordinal);
    }
}

/// <summary>How a change of what a region has agreed ended. A closed family: every caller handles each.</summary>
public abstract record RegionResult
{
    private RegionResult()
    {
    }

    /// <summary>It is written.</summary>
    public sealed record Done : RegionResult;

    /// <summary>There is no such thing, or not for this person.</summary>
    public sealed record NotFound : RegionResult;

    /// <summary>The person may look and not change.</summary>
    /// <param name="Why">Dutch sentence.</param>
    public sealed record NotAllowed(string Why) : RegionResult;

    /// <summary>What was given is not right.</summary>
    /// <param name="Errors">Dutch sentences by field.</param>
    public sealed record Invalid(IReadOnlyList<Care.FieldError> Errors) : RegionResult;
}
