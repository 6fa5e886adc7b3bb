using System.Security.Cryptography;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Identity;

namespace KnGG.Workflow.Web.Demo;

/// <summary>Accounts to try the service with; only in demo mode, all with one password.</summary>
internal static class DemoAccounts
{
    internal const string PasswordVariable = "KNGG_DEMO_PASSWORD";

    internal const string PasswordFile = "demo-wachtwoord.txt";

    internal static IReadOnlyList<string> Names { get; } = [.. DemoRegion.Accounts.Select(a => a.UserName)];

    /// <summary>Makes the accounts that are not there. Returns the password when it was made now, so that it can be printed once.</summary>
    internal static async Task<string?> Make(IServiceProvider services, ServiceSettings settings)
    {
        var made = services.GetRequiredService<StepDatabase>().Read(t => t.Query("SELECT id, password_hash FROM account", row => (Id: row.Id(0), Hash: row.TextOrNull(1)))).ToDictionary(a => a.Id, a => a.Hash);
        if (DemoRegion.Accounts.All(a => made.ContainsKey(a.Id)) && KeepsPassword(made[DemoRegion.Accounts[0].Id]))
        {
            return null;
        }

        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var given = Environment.GetEnvironmentVariable(PasswordVariable);
        var (password, isNew) = given is { Length: > 0 } ? (given, false) : Kept(settings.DataDirectory);
        foreach (var demo in DemoRegion.Accounts)
        {
            var account = await accounts.FindByNameAsync(demo.UserName);
            if (account is null)
            {
                account = new Account { Id = demo.Id, UserName = demo.UserName, DisplayName = demo.DisplayName, Email = demo.UserName + "@demo.example", LockoutEnabled = true };
                account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
                Require(await accounts.CreateAsync(account));
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

    // All have one password: looking at one of them spares a start the time of hashing it for each.
    private static bool KeepsPassword(string? hash) =>
        Environment.GetEnvironmentVariable(PasswordVariable) is not { Length: > 0 } given
        || (hash is not null && new PasswordHasher<Account>().VerifyHashedPassword(new Account(), hash, given) == PasswordVerificationResult.Success);

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
