using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace KnGG.Workflow.Web.Access;

/// <summary>Sign-in with a local account. Five wrong passwords lock the account for a quarter of an hour.</summary>
[AllowAnonymous]
internal sealed class SignInPage(SignInManager<Account> signIn, ServiceSettings settings) : PageModel
{
    internal string? Error { get; private set; }

    internal string UserName { get; private set; } = "";

    internal string ReturnTo { get; private set; } = "/";

    internal IReadOnlyList<string> DemoNames => settings.Demo ? Demo.DemoAccounts.Names : [];

    public IActionResult OnGet(string? terug)
    {
        ReturnTo = Local(terug);
        return User.Identity?.IsAuthenticated == true ? LocalRedirect(ReturnTo) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? naam, string? wachtwoord, string? terug)
    {
        ReturnTo = Local(terug);
        UserName = naam?.Trim() ?? "";
        var result = await signIn.PasswordSignInAsync(UserName, wachtwoord ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            return LocalRedirect(ReturnTo);
        }

        // One sentence for both, so that nobody learns which names exist.
        Error = result.IsLockedOut
            ? "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over een kwartier opnieuw."
            : "De gebruikersnaam of het wachtwoord klopt niet.";
        Response.StatusCode = StatusCodes.Status200OK;
        return Page();
    }

    private string Local(string? address) => Url.IsLocalUrl(address) ? address : "/";
}
