using KnGG.Workflow.Care.Risk;

namespace KnGG.Workflow.Care.Offers;

/// <summary>Finding an offer, gaps and waiting (Handreiking mei 2026, H4c; requirements 37 to 43).</summary>
public static class OfferRules
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "aanbod@1";

    private const string Source = "Handreiking mei 2026, H4c Aanbod sociaal domein";
    private const string SourceMunicipality = "Handreiking mei 2026, H2 Doelgroepafbakening (beleidsruimte van gemeenten)";
    private const string SourceGli = "Handreiking mei 2026, H4d Kinder-GLI";

    private static readonly OfferCategory[] Social =
        [OfferCategory.Debts, OfferCategory.Parenting, OfferCategory.Sport, OfferCategory.Food, OfferCategory.SocialEmotional];

    /// <summary>The five categories that each municipality must have within reach, in the order of H4c.</summary>
    public static IReadOnlyList<OfferCategory> SocialCategories => Social;

    /// <summary>
    /// The offers that fit, in this order: direct start, shortest waiting time (unknown last), recognised before local before unknown, own municipality, name.
    /// A kinder-GLI is only shown from a moderately raised GGR.
    /// </summary>
    /// <param name="need">The need.</param>
    /// <param name="catalogue">The offers.</param>
    /// <param name="municipalRules">When the municipality uses a social category; without a rule it always does.</param>
    public static OfferRanking Rank(OfferNeed need, IReadOnlyList<Offer> catalogue, IReadOnlyList<MunicipalRule>? municipalRules = null)
    {
        var rules = municipalRules?.Where(r => r.IsAbout(need)).ToArray() ?? [];
        if (rules.Length > 0 && !rules.Any(r => r.Allows(need)))
        {
            return new OfferRanking([], $"De gemeente {need.Municipality} zet {NameOf(need.Category)} voor deze situatie niet in ({rules[0].Basis}).", SourceMunicipality, Rule, [], need) { IsUnused = true };
        }

        if (need.Category == OfferCategory.KinderGli && need.Ggr is null or < Ggr.Matig)
        {
            var unknown = need.Ggr is null;
            return new OfferRanking([], unknown
                ? "Een kinder-GLI kan pas worden gekozen als het GGR is vastgesteld."
                : "Onder een matig verhoogd GGR is een kinder-GLI niet mogelijk; kies leefstijlaanbod in het sociaal domein.", SourceGli, Rule, unknown ? ["ggr"] : [], need);
        }

        var fitting = catalogue
            .Where(o => o.Category == need.Category && o.Reaches(need.Municipality, need.On) && need.AgeYears >= o.FromYears && need.AgeYears <= o.ToYears)
            .OrderByDescending(StartsDirectly)
            .ThenBy(o => o.FreePlaces == 0)
            .ThenBy(o => o.WaitingDays ?? int.MaxValue)
            .ThenByDescending(o => o.Recognition)
            .ThenByDescending(o => InOwn(o, need))
            .ThenBy(o => o.Name, StringComparer.Ordinal)
            .ThenBy(o => o.Id, StringComparer.Ordinal)
            .Select(o => new RankedOffer(o, Remarks(o, need), StartsDirectly(o)))
            .ToArray();
        var direct = fitting.Count(o => o.StartsDirectly);
        var reason = fitting.Length == 0 ? $"Er is voor {NameOf(need.Category)} geen passend aanbod bereikbaar vanuit {need.Municipality}; dit wordt een signaal aan de gemeente."
            : direct == 0 ? $"Er is {NameOf(need.Category)} bereikbaar, maar nergens is zeker dat het gezin direct kan starten."
            : $"Het gezin kan kiezen uit {fitting.Length} keer {NameOf(need.Category)}, waarvan {direct} direct kan starten.";
        return new OfferRanking(fitting, reason, need.Category == OfferCategory.KinderGli ? SourceGli : Source, Rule, [], need);
    }

    /// <summary>Every social category that a municipality can not reach on a day, in the order given.</summary>
    public static IReadOnlyList<OfferGap> Gaps(IReadOnlyList<string> municipalities, IReadOnlyList<Offer> catalogue, DateOnly on) =>
        [.. municipalities.SelectMany(municipality => Social
            .Where(category => !catalogue.Any(o => o.Category == category && o.Reaches(municipality, on)))
            .Select(category => new OfferGap(municipality, category, $"In {municipality} is geen aanbod bereikbaar voor {NameOf(category)}.")))];

    /// <summary>Every social offer with a waiting time above the norm (requirement 39, A15); above the tolerance it blocks.</summary>
    /// <param name="catalogue">The offers.</param>
    /// <param name="normDays">Norm in days (setting <c>sociaal.wachttijd</c>).</param>
    /// <param name="toleranceDays">Days that give no blocking signal yet (setting <c>sociaal.wachttijd.tolerantie</c>).</param>
    public static IReadOnlyList<WaitingSignal> WaitingSignals(IReadOnlyList<Offer> catalogue, int normDays, int toleranceDays) =>
        [.. catalogue.Where(o => o.IsSocial && o.WaitingDays > normDays).OrderByDescending(o => o.WaitingDays).ThenBy(o => o.Id, StringComparer.Ordinal)
            .Select(o => new WaitingSignal(
                o, o.WaitingDays!.Value, o.WaitingDays > toleranceDays,
                [.. o.Catchment.Append(o.HomeMunicipality).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
                $"Voor '{o.Name}' ({NameOf(o.Category)}) wacht een gezin {Days(o.WaitingDays.Value)}, terwijl aanbod in het sociaal domein direct toegankelijk hoort te zijn.", Source, Rule))];

    /// <summary>The Dutch name of a category, as used inside a sentence.</summary>
    public static string NameOf(OfferCategory category) => category switch
    {
        OfferCategory.Debts => "schuldhulp en bestaanszekerheid",
        OfferCategory.Parenting => "opvoedondersteuning",
        OfferCategory.Sport => "sport en bewegen",
        OfferCategory.Food => "gezonde voeding",
        OfferCategory.SocialEmotional => "sociaal-emotionele ontwikkeling",
        OfferCategory.Care => "zorg",
        OfferCategory.KinderGli => "kinder-GLI",
        _ => "inloop",
    };

    private static bool StartsDirectly(Offer offer) => offer.WaitingDays == 0 && offer.FreePlaces != 0;

    private static bool InOwn(Offer offer, OfferNeed need) => string.Equals(offer.HomeMunicipality, need.Municipality, StringComparison.OrdinalIgnoreCase);

    private static string[] Remarks(Offer offer, OfferNeed need)
    {
        var remarks = new List<string>();
        remarks.Add(offer.FreePlaces == 0 ? "Geen plaats vrij"
            : offer.WaitingDays switch { null => "Wachttijd niet bekend", 0 => "Kan direct starten", { } days => $"Wachttijd {Days(days)}" });
        if (offer.Recognition == Recognition.Recognised)
        {
            remarks.Add("Erkend");
        }

        if (InOwn(offer, need))
        {
            remarks.Add("In de eigen gemeente");
        }

        return [.. remarks];
    }

    private static string Days(int days) => days == 1 ? "1 dag" : $"{Dutch.Number(days)} dagen";
}
