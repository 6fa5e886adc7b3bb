namespace KnGG.Workflow.Care.Offers;

/// <summary>An entry of the offer catalogue.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name as families know it.</param>
/// <param name="Category">Category.</param>
/// <param name="Provider">Id of the organisation.</param>
/// <param name="HomeMunicipality">Municipality where it takes place.</param>
/// <param name="Catchment">All municipalities whose families can reach it, the own one included.</param>
public sealed record Offer(string Id, string Name, OfferCategory Category, string Provider, string HomeMunicipality, IReadOnlyList<string> Catchment)
{
    /// <summary>Days between a request and the first possible start; null when nobody recorded it.</summary>
    public int? WaitingDays { get; init; }

    /// <summary>Free places; null when there is no limit or nobody recorded it.</summary>
    public int? FreePlaces { get; init; }

    /// <summary>Recognition.</summary>
    public Recognition Recognition { get; init; }

    /// <summary>Id in the national source that the entry came from, or null.</summary>
    public string? SourceId { get; init; }

    /// <summary>Lowest age in completed years.</summary>
    public int FromYears { get; init; }

    /// <summary>Highest age in completed years, included.</summary>
    public int ToYears { get; init; } = 18;

    /// <summary>First day on which it can be used, or null.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day on which it can be used, or null.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether the category is one of the five of the social domain.</summary>
    public bool IsSocial => Category <= OfferCategory.SocialEmotional;

    /// <summary>Whether families of a municipality can use it on a day.</summary>
    public bool Reaches(string municipality, DateOnly on) =>
        (ValidFrom is null || ValidFrom <= on) && (ValidUntil is null || ValidUntil >= on)
        && (string.Equals(HomeMunicipality, municipality, StringComparison.OrdinalIgnoreCase) || Catchment.Contains(municipality, StringComparer.OrdinalIgnoreCase));
}
