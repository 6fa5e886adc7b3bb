using System.Collections.Frozen;

namespace KnGG.Workflow.Care.Roles;

/// <summary>All roles with their Dutch labels (requirements 22 to 33).</summary>
public static class RoleCodes
{
    /// <summary>JGZ team or professional.</summary>
    public const string Jgz = "jgz";

    /// <summary>Jeugdarts.</summary>
    public const string Jeugdarts = "jeugdarts";

    /// <summary>Jeugdverpleegkundige.</summary>
    public const string Jeugdverpleegkundige = "jeugdverpleegkundige";

    /// <summary>Centrale zorgverlener.</summary>
    public const string Czv = "czv";

    /// <summary>Kinderleefstijlcoach.</summary>
    public const string Klsc = "klsc";

    /// <summary>Huisarts.</summary>
    public const string Huisarts = "huisarts";

    /// <summary>Kinderarts.</summary>
    public const string Kinderarts = "kinderarts";

    /// <summary>Provider of an offer.</summary>
    public const string Aanbieder = "aanbieder";

    /// <summary>Municipality.</summary>
    public const string Gemeente = "gemeente";

    /// <summary>Regional coordinator.</summary>
    public const string Regio = "regio";

    /// <summary>Designer of the chain, who changes and publishes workflow definitions.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Administrator, who sees stuck trajectories and repairs them.</summary>
    public const string Beheerder = "beheerder";

    /// <summary>Work distributor inside an organisation.</summary>
    public const string Werkverdeler = "werkverdeler";

    /// <summary>All roles in the order of a form.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [
        new(Jgz, "JGZ-professional", RoleView.Case),
        new(Jeugdarts, "Jeugdarts", RoleView.Case),
        new(Jeugdverpleegkundige, "Jeugdverpleegkundige", RoleView.Case),
        new(Czv, "Centrale zorgverlener (CZV)", RoleView.Case),
        new(Klsc, "Kinderleefstijlcoach", RoleView.Case),
        new(Huisarts, "Huisarts", RoleView.Case),
        new("poh", "Praktijkondersteuner huisarts", RoleView.Case),
        new(Kinderarts, "Kinderarts", RoleView.Case),
        new("verpleegkundige-kindergeneeskunde", "Verpleegkundige kindergeneeskunde", RoleView.Case),
        new("kinderdietist", "Kinderdiëtist", RoleView.Item),
        new("kinderfysiotherapeut", "Kinderfysiotherapeut", RoleView.Item),
        new("kinderoefentherapeut", "Kinderoefentherapeut", RoleView.Item),
        new("psycholoog", "Psycholoog of orthopedagoog", RoleView.Item),
        new("wijkteam", "Sociaal wijkteam", RoleView.Item),
        new("school", "School", RoleView.Item),
        new("buurtsportcoach", "Buurtsportcoach", RoleView.Item),
        new(Aanbieder, "Aanbieder", RoleView.Item),
        new(Werkverdeler, "Werkverdeler", RoleView.Case),
        new(Gemeente, "Gemeente", RoleView.Figures),
        new(Regio, "Regiocoördinator", RoleView.Figures),
        new("ggd", "GGD, publieke gezondheid", RoleView.Figures),
        new("verzekeraar", "Zorgverzekeraar", RoleView.Figures),
        new("projectleider", "Projectleider KnGG", RoleView.Figures),
        new("jogg-adviseur", "JOGG-adviseur", RoleView.Figures),
        new(Coordinator, "Ketenontwerper", RoleView.None),
        new(Beheerder, "Beheerder", RoleView.None),
        new("ouder", "Ouder of verzorger", RoleView.Case),
        new("kind", "Kind of jongere", RoleView.Case),
    ];

    private static readonly FrozenDictionary<string, Role> ByCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The role with this code, or null.</summary>
    public static Role? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>A role in a sentence, with its article: "de JGZ-professional", "het sociaal wijkteam".</summary>
    public static string Named(string code)
    {
        var label = LabelOf(code);
        var word = label.Length > 1 && char.IsUpper(label[0]) && !char.IsUpper(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
        return code is "wijkteam" or "kind" or "gezin" ? "het " + word : "de " + word;
    }

    /// <summary>The Dutch label of a code; an unknown code is its own label.</summary>
    public static string LabelOf(string code) => Find(code)?.Label ?? code;
}
