using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Web.Access;
using KnGG.Workflow.Web.Host;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace KnGG.Workflow.Web.Api;

/// <summary>Sign-in for programs, in the shape of an Elsa 3 server.</summary>
internal static class SignInEndpoints
{
    internal sealed record LoginRequest(string? Username, string? Password);

    internal sealed record LoginAnswer(bool IsAuthenticated, string? AccessToken, string? RefreshToken);

    internal static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/elsa/api/identity/login", Login).AllowAnonymous().WithTags("Inloggen");
        app.MapPost("/elsa/api/identity/refresh-token", Refresh).AllowAnonymous().WithTags("Inloggen");
    }

    private static async Task<Results<Ok<LoginAnswer>, ProblemHttpResult>> Login(LoginRequest request, SignInManager<Account> signIn, Tokens tokens)
    {
        var account = await signIn.UserManager.FindByNameAsync(request.Username?.Trim() ?? "");
        var result = account is null ? SignInResult.Failed : await signIn.CheckPasswordSignInAsync(account, request.Password ?? "", lockoutOnFailure: true);
        if (account is null || !result.Succeeded)
        {
            return Problems.Of(401, result.IsLockedOut
                ? "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over een kwartier opnieuw."
                : "De gebruikersnaam of het wachtwoord klopt niet.");
        }

        return Answer(account, tokens);
    }

    private static async Task<Results<Ok<LoginAnswer>, ProblemHttpResult>> Refresh(HttpRequest request, Tokens tokens, UserManager<Account> accounts)
    {
        var identity = await tokens.CheckRefresh(BearerHandler.TokenOf(request));
        return identity is not null
            && await accounts.FindByIdAsync(identity.FindFirst("sub")?.Value ?? "") is { } account
            && account.SecurityStamp == identity.FindFirst(Tokens.StampClaim)?.Value
            ? Answer(account, tokens)
            : Problems.Of(401);
    }

    private static Ok<LoginAnswer> Answer(Account account, Tokens tokens)
    {
        var (access, refresh) = tokens.For(account);
        return TypedResults.Ok(new LoginAnswer(true, access, refresh));
    }
}
