using KnGG.Workflow.Runtime.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace KnGG.Workflow.Web.Access;

/// <summary>Sign-out. Opening the page does nothing; only the button does.</summary>
internal sealed class SignOutPage(SignInManager<Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/inloggen");
    }
}
