namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>What the lists need to know of one version of a definition, without its JSON.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="DefinitionId">Id of the definition.</param>
/// <param name="Version">Number, from 1.</param>
/// <param name="Name">Name.</param>
/// <param name="Description">Description, or null.</param>
/// <param name="IsLatest">Whether it is the newest version.</param>
/// <param name="IsPublished">Whether it is the version that new instances run.</param>
/// <param name="UsableAsActivity">Whether other definitions may use it as an activity.</param>
/// <param name="CreatedAt">When the version was made.</param>
/// <param name="Revision">Fingerprint of its content: another content has another one.</param>
internal sealed record DefinitionHead(
    string Id,
    string DefinitionId,
    int Version,
    string Name,
    string? Description,
    bool IsLatest,
    bool IsPublished,
    bool UsableAsActivity,
    DateTimeOffset CreatedAt,
    string Revision)
{
    /// <summary>Elsa's versionOptions: Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions or a number; nothing means all.</summary>
    public bool Fits(string? versionOptions) => versionOptions?.ToUpperInvariant() switch
    {
        null or "" or "ALLVERSIONS" or "ALL" => true,
        "LATEST" => IsLatest,
        "PUBLISHED" => IsPublished,
        "LATESTORPUBLISHED" => IsLatest || IsPublished,
        "LATESTANDPUBLISHED" => IsLatest && IsPublished,
        "DRAFT" => !IsPublished,
        var number => int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version == Version
            : throw new StudioRefusal($"'{versionOptions}' is geen versiekeuze: gebruik Latest, Published, LatestOrPublished, Draft, AllVersions of een nummer."),
    };
}
