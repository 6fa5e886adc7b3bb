using System.Security.Claims;
using System.Text.Encodings.Web;
using KnGG.Workflow.Runtime.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KnGG.Workflow.Web.Access;

/// <summary>Signs in a program by <c>Authorization: Bearer …</c>. The account must still exist and its password must not have changed since.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tokens tokens, UserManager<Account> accounts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "bearer";

    private const string Prefix = "Bearer ";

    internal static bool IsUsedBy(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    internal static string TokenOf(HttpRequest request) => IsUsedBy(request) ? request.Headers.Authorization.ToString()[Prefix.Length..].Trim() : "";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.CheckAccess(TokenOf(Request)) is not { } identity
            || await accounts.FindByIdAsync(identity.FindFirst("sub")?.Value ?? "") is not { } account
            || account.SecurityStamp != identity.FindFirst(Tokens.StampClaim)?.Value)
        {
            return AuthenticateResult.Fail("token");
        }

        // The same claim as the cookie carries, so that pages and interface ask one question.
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()), new Claim(ClaimTypes.Name, account.UserName ?? "")], Scheme.Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Host.Problems.Write(Context, StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Host.Problems.Write(Context, StatusCodes.Status403Forbidden);
}
