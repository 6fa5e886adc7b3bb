namespace KnGG.Workflow.Care.Configuration;

/// <summary>A setting that exists, with its national default.</summary>
/// <param name="Key">Key, for example <c>overdracht.aannemen</c>.</param>
/// <param name="Label">Dutch label.</param>
/// <param name="Kind">What a value may be.</param>
/// <param name="Value">The national default in invariant notation.</param>
/// <param name="SourceLabel">How well the default is founded.</param>
/// <param name="Basis">Dutch text of the basis: which source, or that there is none.</param>
public sealed record SettingDefinition(string Key, string Label, SettingKind Kind, string Value, SourceLabel SourceLabel, string Basis)
{
    /// <summary>Allowed values of a choice or list; empty when anything of the kind goes.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a list of terms may be empty, which is written as <see cref="Setting.None"/>.</summary>
    public bool MayBeNone { get; init; }

    /// <summary>Whether it is an agreement that people keep: it is shown with its source, and nothing in the service acts on it.</summary>
    public bool IsForPeople { get; init; }

    /// <summary>Whether an organisation may set it for itself; what holds for the families of a place is set by region or municipality.</summary>
    public bool IsOfOrganisation => Kind is not (SettingKind.ForWhom or SettingKind.Groups or SettingKind.Counted or SettingKind.Core);

    /// <summary>Whether it is for the municipality itself to say, in its own place (requirement 19).</summary>
    public bool IsOfMunicipality => Kind == SettingKind.ForWhom;

    /// <summary>Whether one value holds for the whole service, so that no region, municipality or organisation sets its own.</summary>
    public bool IsServiceWide { get; init; }
}
