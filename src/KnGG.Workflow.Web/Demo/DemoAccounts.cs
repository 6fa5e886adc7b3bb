using System.Security.Cryptography;
using KnGG.Workflow.Runtime;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Identity;

namespace KnGG.Workflow.Web.Demo;

/// <summary>Accounts to try the service with; only in demo mode, all with one password.</summary>
internal static class DemoAccounts
{
    internal const string PasswordVariable = "KNGG_DEMO_PASSWORD";

    internal const string PasswordFile = "demo-wachtwoord.txt";

    internal static readonly IReadOnlyList<(string Name, string DisplayName, string Role, string Organisation)> All =
    [
        ("coordinator", "Ketencoördinator", "coordinator", DemoRegion.Region),
        ("jgz", "Jeugdverpleegkundige", "jgz", DemoRegion.YouthHealth),
        ("czv", "Centrale zorgverlener", "czv", DemoRegion.Care),
        ("klsc", "Kinderleefstijlcoach", "klsc", DemoRegion.Lifestyle),
        ("aanbieder", "Buurtsportcoach", "aanbieder", DemoRegion.Sport),
        ("huisarts", "Huisarts", "huisarts", DemoRegion.GeneralPractice),
        ("gemeente", "Beleidsmedewerker", "gemeente", DemoRegion.Municipality),
        ("regio", "Regiocoördinator", "regio", DemoRegion.Region),
        ("beheerder", "Beheerder", "beheerder", DemoRegion.Region),
    ];

    internal static IReadOnlyList<string> Names { get; } = [.. All.Select(a => a.Name)];

    /// <summary>Makes the accounts that are not there. Returns the password when it was made now, so that it can be printed once.</summary>
    internal static async Task<string?> Make(IServiceProvider services, ServiceSettings settings, DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        var given = Environment.GetEnvironmentVariable(PasswordVariable);
        var (password, isNew) = given is { Length: > 0 } ? (given, false) : Kept(settings.DataDirectory);
        foreach (var (name, displayName, role, organisation) in All)
        {
            var account = await accounts.FindByNameAsync(name);
            if (account is null)
            {
                account = new Account { Id = Ids.New(now), UserName = name, DisplayName = displayName, Email = name + "@demo.example", LockoutEnabled = true };
                account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
                Require(await accounts.CreateAsync(account));
                await DemoRegion.GiveRole(db, account.Id, role, organisation, stop);
            }
            else if (given is { Length: > 0 } && !await accounts.CheckPasswordAsync(account, given))
            {
                // Whoever sets the variable expects it to work, also on a database of an earlier start.
                account.PasswordHash = accounts.PasswordHasher.HashPassword(account, given);
                Require(await accounts.UpdateSecurityStampAsync(account));
            }
        }

        return isNew ? password : null;
    }

    private static (string Password, bool IsNew) Kept(string folder)
    {
        var file = Path.Combine(folder, PasswordFile);
        if (File.Exists(file))
        {
            return (File.ReadAllText(file).Trim(), false);
        }

        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14);
        File.WriteAllText(file, password + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return (password, true);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("Een demo-account kan niet worden gemaakt: " + string.Join(" ", result.Errors.Select(e => e.Description)));
        }
    }
}
