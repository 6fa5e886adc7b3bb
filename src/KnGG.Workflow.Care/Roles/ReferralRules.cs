namespace KnGG.Workflow.Care.Roles;

/// <summary>Signal or referral (requirements 22 and 23, A13): anyone may signal, an authorised professional refers, and a referral made once is enough.</summary>
public static class ReferralRules
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "verwijzing@1";

    private const string Source = "Handreiking mei 2026, H1b onder 1 en H5c (verwijzingen wederzijds erkend)";

    /// <summary>Decides whether there is a valid referral to the CZV.</summary>
    public static ReferralDecision Decide(ReferralInput input)
    {
        bool Authorised(string role) => input.AuthorisedReferrers.Contains(role, StringComparer.Ordinal);
        var label = RoleCodes.LabelOf(input.Role).ToLowerInvariant();
        if (input.EarlierReferralBy is { } earlier && Authorised(earlier))
        {
            return new ReferralDecision(true, [], $"Er is al een geldige verwijzing door {RoleCodes.LabelOf(earlier).ToLowerInvariant()}; een tweede is niet nodig.", Source, Rule, [], input);
        }

        return Authorised(input.Role)
            ? new ReferralDecision(true, [], $"Een {label} mag in deze regio naar de CZV verwijzen.", Source, Rule, [], input)
            : new ReferralDecision(false, input.AuthorisedReferrers, $"Dit is een signaal en nog geen verwijzing; bekrachtiging door {Dutch.Join([.. input.AuthorisedReferrers.Select(r => RoleCodes.LabelOf(r).ToLowerInvariant())], "of")} is nodig.", Source, Rule, [], input);
    }
}
