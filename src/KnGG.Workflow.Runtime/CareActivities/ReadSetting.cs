using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Runtime.CareActivities;

/// <summary>Gives a number or a choice of the settings to the definition, so that no such value stands in the definition itself.</summary>
internal sealed class ReadSetting : CareActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "KnGG.ReadSetting",
        Category = Category,
        DisplayName = "Instelling lezen",
        Description = "Leest een aantal of keuze uit de instellingen van de regio, gemeente of organisatie, zoals die vandaag geldt. Termijnen vult u gewoon bij de termijn zelf in.",
        Inputs =
        [
            OneOf("Setting", "Instelling", "Welke instelling.", [.. CareConfiguration.Definitions.Where(IsReadable).Select(d => (d.Label, d.Key))], required: true),
            From("Role", "Rol", "Leest de waarde van de organisatie van deze rol; leeg: die van de regio of gemeente.", "roles"),
        ],
        Outcomes = ["Klaar"],
        Outputs = [new OutputDescriptor("Value", "Object", "Waarde", "Een getal, of de code van de keuze.")],
    };

    public override void Execute(ActivityContext context)
    {
        var care = Snapshot(context);
        var key = Text(context, "Setting");
        if (CareConfiguration.Find(key) is not { } definition || !IsReadable(definition))
        {
            context.Fault($"De instelling '{key}' bestaat niet of is geen aantal of keuze.");
            return;
        }

        var role = Text(context, "Role");
        var setting = care.Setting(key, Today(context), role.Length > 0 ? OrganisationFor(care, role) : null);
        context.SetOutput("Value", definition.Kind switch
        {
            SettingKind.Count => Value.Of(setting.AsCount()),
            SettingKind.Number => Value.Of(setting.AsNumber()),
            _ => Value.Of(setting.Value),
        });
        context.Complete("Klaar");
    }

    private static bool IsReadable(SettingDefinition definition) => definition.Kind is SettingKind.Count or SettingKind.Number or SettingKind.Choice;
}
