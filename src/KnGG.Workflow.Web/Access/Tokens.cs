using System.Security.Claims;
using KnGG.Workflow.Runtime.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KnGG.Workflow.Web.Access;

/// <summary>
/// Makes and checks tokens for programs. Times are real time, also when the service lives by a simulated clock: a token must end.
/// </summary>
internal sealed class Tokens(SymmetricSecurityKey key)
{
    internal const string StampClaim = "stamp";

    private const string Issuer = "kngg-workflow";
    private const string AccessUse = "kngg-workflow-api";
    private const string RefreshUse = "kngg-workflow-refresh";

    private static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromHours(12);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly SigningCredentials _credentials = new(key, SecurityAlgorithms.HmacSha256);

    internal (string Access, string Refresh) For(Account account) => (Make(account, AccessUse, AccessLife), Make(account, RefreshUse, RefreshLife));

    internal Task<ClaimsIdentity?> CheckAccess(string token) => Check(token, AccessUse);

    internal Task<ClaimsIdentity?> CheckRefresh(string token) => Check(token, RefreshUse);

    private string Make(Account account, string use, TimeSpan life)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = use,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = account.Id.ToString(),
                ["name"] = account.UserName ?? "",
                [StampClaim] = account.SecurityStamp ?? "",
            },
            SigningCredentials = _credentials,
        });
    }

    private async Task<ClaimsIdentity?> Check(string token, string use)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = use,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            NameClaimType = "name",
            ClockSkew = TimeSpan.FromSeconds(5),
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
