using System.Globalization;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>A place for which a rule is asked, with the settings that hold there.</summary>
/// <param name="Region">Region code, or null for the whole country.</param>
/// <param name="Organisation">Id of an organisation, or null.</param>
/// <param name="Configuration">Settings.</param>
public sealed record FoundPlace(string? Region, string? Organisation, CareConfiguration Configuration)
{
    /// <summary>The whole country: national defaults only.</summary>
    public static FoundPlace National { get; } = new(null, null, CareConfiguration.NationalDefaults);
}

/// <summary>Finds the place that somebody names when asking a rule; nothing here is about a child.</summary>
public sealed class PlaceFinder
{
    private readonly StepDatabase _database;

    /// <summary>Made by dependency injection.</summary>
    public PlaceFinder(StepDatabase database) => _database = database;

    /// <summary>The place, or null with what is wrong at <c>region</c> or <c>organisation</c>.</summary>
    /// <param name="region">Region code, or null or empty.</param>
    /// <param name="organisation">Name or id of an organisation, or null or empty.</param>
    /// <param name="refusal">What is wrong, in Dutch; null when the place is found.</param>
    public FoundPlace? Find(string? region, string? organisation, out FieldError? refusal)
    {
        var (place, wrong) = _database.Read(transaction => Find(transaction, region?.Trim() ?? "", organisation?.Trim() ?? ""));
        refusal = wrong;
        return place;
    }

    private static (FoundPlace? Place, FieldError? Wrong) Find(StepTransaction transaction, string region, string organisation)
    {
        var known = transaction.Query("SELECT region FROM municipality WHERE region <> '' UNION SELECT region FROM organisation WHERE region <> '' ORDER BY 1", r => r.Text(0));
        var code = known.FirstOrDefault(r => string.Equals(r, region, StringComparison.OrdinalIgnoreCase));
        if (region.Length > 0 && code is null)
        {
            return (null, new FieldError("region", region, known.Count == 0 ? "Er is nog geen regio bekend." : $"De regio '{region}' is niet bekend; verwacht een van: {string.Join(", ", known)}."));
        }

        string? id = null;
        if (organisation.Length > 0)
        {
            if (HeldRoleList.FindOrganisation(transaction, organisation) is not { } found)
            {
                return (null, new FieldError("organisation", organisation, $"De organisatie '{organisation}' is niet bekend; verwacht de naam of id van een organisatie."));
            }

            var home = transaction.First("SELECT region FROM organisation WHERE id = @id", r => r.Text(0), ("@id", found)) ?? "";
            if (code is not null && !string.Equals(home, code, StringComparison.OrdinalIgnoreCase))
            {
                return (null, new FieldError("organisation", organisation, $"De organisatie '{organisation}' hoort niet bij de regio '{code}'."));
            }

            (code, id) = (home.Length == 0 ? null : home, found.ToString("D", CultureInfo.InvariantCulture));
        }

        return (code is null && id is null
            ? FoundPlace.National
            : new FoundPlace(code, id, CareConfiguration.From(SettingRows.OfRegion(transaction, code ?? "", []).Select(e => e.Value), out _)), null);
    }
}
