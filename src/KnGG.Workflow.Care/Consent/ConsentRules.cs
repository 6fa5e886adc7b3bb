using KnGG.Workflow.Care.Measurements;

namespace KnGG.Workflow.Care.Consent;

/// <summary>Consent by age and purpose. The right changes on the birthday itself; withdrawal works at once.</summary>
public static class ConsentRules
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "toestemming@1";

    private const string Source = "WGBO en Jeugdwet (toestemming van minderjarigen); Handreiking mei 2026, H8";

    /// <summary>The age group on a day.</summary>
    public static ConsentAge AgeOn(DateOnly birthDate, DateOnly on) => Age.InYears(birthDate, on) switch
    {
        < 12 => ConsentAge.Under12,
        < 16 => ConsentAge.From12To15,
        _ => ConsentAge.From16,
    };

    /// <summary>The next birthday (12th or 16th) after a day on which rights change, or null from 16.</summary>
    public static DateOnly? NextSwitch(DateOnly birthDate, DateOnly after)
    {
        var twelve = Age.Birthday(birthDate, 12);
        var sixteen = Age.Birthday(birthDate, 16);
        return after < twelve ? twelve : after < sixteen ? sixteen : null;
    }

    /// <summary>Who must agree on a day. Of several parents with authority all must; whether a parent has authority is asked, never assumed.</summary>
    public static ConsentDecision WhoDecides(ConsentSituation situation, DateOnly on)
    {
        var age = AgeOn(situation.BirthDate, on);
        string[] parents = age == ConsentAge.From16 ? [] : [.. situation.Guardians.Where(g => g.HasAuthority == true).Select(g => g.Id)];
        string[] deciders = age == ConsentAge.Under12 ? parents : [situation.ChildId, .. parents];
        var unknown = age != ConsentAge.From16 && (parents.Length == 0 || situation.Guardians.Any(g => g.HasAuthority is null));
        var several = parents.Length > 1;
        var both = several ? "alle ouders met gezag" : "de ouder met gezag";
        var reason = age switch
        {
            _ when unknown => "Het is nog niet bekend wie gezag heeft, dus nog niet wie toestemming geeft; vraag dit eerst na.",
            ConsentAge.Under12 => $"Onder de 12 jaar {(several ? "geven" : "geeft")} {both} toestemming; het kind heeft recht op uitleg.",
            ConsentAge.From12To15 => $"Van 12 tot en met 15 jaar geven het kind en {both} samen toestemming.",
            _ => "Vanaf 16 jaar beslist de jongere alleen, ook tegenover de ouders.",
        };
        return new ConsentDecision(age, deciders, age == ConsentAge.Under12, reason, Source, Rule, unknown ? ["authority"] : [], situation, on);
    }

    /// <summary>
    /// Whether something may be shared on a day: everybody who must agree has agreed to this recipient, purpose and these zones, and did not withdraw.
    /// An agreement from before a birthday that changed the rights counts only when the region chose <see cref="AfterBirthday.Continue"/>.
    /// </summary>
    public static SharingDecision MayShare(SharingRequest request, ConsentSituation situation, IReadOnlyList<ConsentGiven> given, AfterBirthday afterBirthday = AfterBirthday.Stop)
    {
        var who = WhoDecides(situation, request.On);
        var fitting = given.Where(c => Fits(c, request)).ToArray();
        var sameAge = fitting.Where(c => AgeOn(situation.BirthDate, c.GivenOn) == who.Age).Select(c => c.By).ToHashSet(StringComparer.Ordinal);
        var ask = who.Deciders.Where(d => !sameAge.Contains(d)).ToArray();
        var older = fitting.Where(c => AgeOn(situation.BirthDate, c.GivenOn) < who.Age).ToArray();
        var coveredBefore = older.Length > 0 && CoveredBefore(situation, older);
        var complete = who.Missing.Count == 0 && ask.Length == 0;
        var withdrawn = who.Deciders.Any(d => SaidNo(d, request, given));
        var may = complete || (afterBirthday == AfterBirthday.Continue && coveredBefore && !withdrawn);
        var askAnew = !complete && coveredBefore && !withdrawn;
        var reason = !complete && withdrawn ? "Iemand die mee beslist heeft de toestemming ingetrokken, dus er wordt niet gedeeld."
            : complete ? "Iedereen die moet instemmen heeft ingestemd met dit doel en deze ontvanger."
            : may ? "De eerdere toestemming loopt in deze regio door tot het nieuwe antwoord na de verjaardag; vraag haar opnieuw."
            : askAnew ? "Door de verjaardag beslist nu iemand anders mee, dus de toestemming moet opnieuw worden gevraagd."
            : who.Missing.Count > 0 ? who.Reason
            : "Nog niet iedereen die moet instemmen heeft ingestemd, dus er wordt niet gedeeld.";
        return new SharingDecision(may, ask, askAnew, reason, Source, Rule, who.Missing, who, request);
    }

    // Was it complete by the rules of the day on which the last of the older agreements was given, and still not withdrawn by any of those persons?
    private static bool CoveredBefore(ConsentSituation situation, ConsentGiven[] older)
    {
        var then = WhoDecides(situation, older.Max(c => c.GivenOn));
        return then.Missing.Count == 0 && then.Deciders.All(d => older.Any(c => c.By == d));
    }

    // A later yes of the same person undoes an earlier withdrawal; a no is stored as an agreement that was withdrawn on its own day.
    private static bool SaidNo(string person, SharingRequest request, IReadOnlyList<ConsentGiven> given) =>
        given.Any(c => c.By == person && c.Recipient == request.Recipient && c.Purpose == request.Purpose && c.WithdrawnOn is { } day && day <= request.On
            && !given.Any(later => later.By == person && later.GivenOn >= day && Fits(later, request)));

    private static bool Fits(ConsentGiven consent, SharingRequest request) =>
        string.Equals(consent.Recipient, request.Recipient, StringComparison.Ordinal)
        && string.Equals(consent.Purpose, request.Purpose, StringComparison.Ordinal)
        && request.Zones.All(consent.Zones.Contains)
        && consent.GivenOn <= request.On
        && (consent.ValidUntil is null || consent.ValidUntil >= request.On)
        && (consent.WithdrawnOn is null || consent.WithdrawnOn > request.On);
}
