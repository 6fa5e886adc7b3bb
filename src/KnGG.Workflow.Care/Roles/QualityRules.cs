namespace KnGG.Workflow.Care.Roles;

/// <summary>Quality registration of CZV and kinderleefstijlcoach (requirement 54): decentral, at the professional associations.</summary>
public static class QualityRules
{
    /// <summary>Id and version of this rule.</summary>
    public const string Rule = "kwaliteitsregistratie@1";

    private const string Source = "Handreiking mei 2026, H5g Kwaliteit";

    /// <summary>The registers that count for a role; empty when the role needs none.</summary>
    public static IReadOnlyList<string> RegistersFor(string role) => role switch
    {
        RoleCodes.Czv => ["V&VN", "BPSW", "BLCN"],
        RoleCodes.Klsc => ["BLCN", "KNGF", "NVKF", "NVD", "VvO", "BPSW"],
        _ => [],
    };

    /// <summary>Checks the registrations of one professional for a role on a day.</summary>
    public static QualityDecision Check(string role, IReadOnlyList<QualityRegistration> registrations, DateOnly on, QualitySeverity severity)
    {
        var registers = RegistersFor(role);
        var label = RoleCodes.LabelOf(role);
        if (registers.Count == 0)
        {
            return new QualityDecision(true, QualitySeverity.Off, null, $"Voor de rol {label} is geen registratie nodig.", Source, Rule, []);
        }

        var own = registrations.Where(r => r.Role == role && !string.IsNullOrWhiteSpace(r.Number) && registers.Contains(r.Register, StringComparer.OrdinalIgnoreCase)).ToArray();
        var valid = own.Where(r => r.ValidFrom <= on && r.ValidUntil >= on).MaxBy(r => r.ValidUntil);
        if (valid is not null)
        {
            return new QualityDecision(true, QualitySeverity.Off, valid.ValidUntil, $"De registratie bij {valid.Register} is geldig tot en met {Dutch.Date(valid.ValidUntil)}.", Source, Rule, []);
        }

        var lapsed = own.Where(r => r.ValidUntil < on).MaxBy(r => r.ValidUntil);
        var reason = lapsed is not null
            ? $"De registratie bij {lapsed.Register} is verlopen op {Dutch.Date(lapsed.ValidUntil)}."
            : $"Er is geen registratie voor de rol {label} bij {Dutch.Join(registers, "of")}.";
        return new QualityDecision(false, severity, lapsed?.ValidUntil, reason, Source, Rule, ["registration"]);
    }
}
