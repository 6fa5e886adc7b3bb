using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>
/// The setting that publishing takes two people, and who they may be. Every region of a service runs the same definitions, so only its
/// national value counts; the administrator sets it, so that whoever designs does not open the lock alone.
/// </summary>
internal static class FourEyes
{
    public const string Key = "publiceren.vierOgen";

    private const string Yes = "ja";

    public static bool IsOn(StepTransaction transaction, DateTimeOffset now)
    {
        var configuration = CareConfiguration.From(SettingRows.National(transaction, Key), out _);
        return configuration.Resolve(Key, null, null, null, DutchTime.ToLocalDate(now)).Value == Yes;
    }

    public static void Switch(StepTransaction transaction, bool on, string by, DateTimeOffset now) => SettingRows.Add(
        transaction,
        region: "",
        new SettingValue(Key, SettingLevel.National, null, DutchTime.ToLocalDate(now), on ? Yes : "nee", SourceLabel.Regional, "Gezet door de beheerder van deze service"),
        by,
        now);

    public static bool IsCoordinator(StepTransaction transaction, Guid account) => Holds(transaction, account, RoleCodes.Coordinator);

    public static bool IsAdministrator(StepTransaction transaction, Guid account) => Holds(transaction, account, RoleCodes.Beheerder);

    /// <summary>How many coordinators there are beside these two.</summary>
    public static int Others(StepTransaction transaction, string asked, string changed) =>
        transaction.Query("SELECT DISTINCT account_id FROM account_role WHERE role = @role", r => r.Id(0).ToString(), ("@role", RoleCodes.Coordinator))
            .Count(id => id != asked && id != changed);

    private static bool Holds(StepTransaction transaction, Guid account, string role) => HeldRoleList.Of(transaction, account).Any(r => r.Role == role);
}
