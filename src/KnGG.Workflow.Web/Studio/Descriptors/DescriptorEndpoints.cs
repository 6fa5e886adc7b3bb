using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Web.Studio.Access;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>What Studio offers in its panels. Only what the engine really does: an empty list leaves Studio with its own default.</summary>
internal static class DescriptorEndpoints
{
    private static readonly object[] _variableTypes =
    [
        Type("Object", "Willekeurig"), Type("String", "Tekst"), Type("Boolean", "Ja of nee"), Type("Int32", "Geheel getal"), Type("Int64", "Groot geheel getal"),
        Type("Double", "Getal"), Type("Decimal", "Decimaal getal"), Type("Guid", "Id"), Type("DateTime", "Datum en tijd"), Type("DateTimeOffset", "Tijdstip"),
        Type("TimeSpan", "Duur"), Type("ObjectDictionary", "Waarden bij naam"),
    ];

    private static readonly object[] _expressions =
    [
        Expression("Literal", "Vaste waarde", false, null), Expression("Object", "Object", false, "json"), Expression("Json", "JSON", false, "json"),
        Expression("Variable", "Variabele", true, null), Expression("Input", "Invoer", true, null), Expression("JavaScript", "JavaScript", true, "javascript"),
    ];

    private static readonly object[] _incidentStrategies =
    [
        Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Stoppen", "De hele uitvoering stopt bij een incident."),
        Strategy("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "Doorgaan", "De andere takken gaan door."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/features/installed", () => StudioJson.Items<object>([Live]));
        api.MapGet("/features/installed/{name}", (string name) => name == LiveName ? StudioJson.Ok(Live) : throw StudioRefusal.NotFound("Deze voorziening"));
        api.MapGet("/descriptors/activities", (HttpContext http, ActivityPalette palette) => palette.Send(http));
        api.MapPost("/descriptors/activities/{type}/options/{property}", Options).OnlyReads();
        api.MapGet("/descriptors/variables", () => StudioJson.Items(_variableTypes));
        api.MapGet("/descriptors/storage-drivers", () => StudioJson.Items<object>(
        [
            new { typeName = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", displayName = "Bij de uitvoering", priority = 5.0, deprecated = false },
        ]));
        api.MapGet("/descriptors/expression-descriptors", () => StudioJson.Items(_expressions));
        api.MapGet("/descriptors/incident-strategies", () => StudioJson.Items(_incidentStrategies));
        foreach (var none in new[] { "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "workflow-activation-strategies", "output-converters" })
        {
            api.MapGet($"/descriptors/{none}", () => StudioJson.Items<object>([]));
        }

        api.MapGet("/resilience/strategies", () => StudioJson.Items<object>([]));
        api.MapGet("/resilience/retries/{id}", (string id) => StudioJson.Ok(new { items = Array.Empty<object>(), totalCount = 0 }));
        api.MapGet("/secrets/descriptors", () => StudioJson.Ok(new { types = Array.Empty<object>(), stores = Array.Empty<object>() }));
        api.MapPost("/secrets/picker", () => StudioJson.Ok(new { items = Array.Empty<object>(), canCreateInline = false })).OnlyReads();
        api.MapGet("/package/version", () => StudioJson.Ok(new { packageVersion = "3.8.2" }));
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", (string definitionId, DefinitionShelf shelf) =>
            Results.Text(ScriptTypes.Of(shelf.Find(definitionId, "Latest") is { } head ? shelf.Json(head) : []), "application/javascript")).OnlyReads();
    }

    private const string LiveName = "Elsa.RealTimeWorkflowUpdates";

    private static readonly object Live = new { name = "RealTimeWorkflowUpdates", @namespace = "Elsa", fullName = LiveName, displayName = "Live meekijken", description = "Uitvoeringen worden live bijgewerkt." };

    // "Refresh" is left out of the answer: with it Studio asks again and again.
    private static IResult Options(string type, string property, ActivityPalette palette)
    {
        var input = palette.Find(type)?.Inputs.FirstOrDefault(i => string.Equals(i.Name, property, StringComparison.OrdinalIgnoreCase))
            ?? throw StudioRefusal.NotFound("Deze eigenschap");
        return StudioJson.Ok(new { items = DescriptorJson.Specifications(input, palette.Choices) ?? [] });
    }

    private static object Type(string type, string name) => new { typeName = type, displayName = name, category = "Waarden", description = (string?)null };

    private static object Strategy(string type, string name, string description) => new { typeName = type, displayName = name, description };

    private static object Expression(string type, string name, bool browsable, string? language) => new
    {
        type,
        displayName = name,
        isSerializable = true,
        isBrowsable = browsable,
        properties = language is null ? [] : new Dictionary<string, string> { ["MonacoLanguage"] = language },
    };
}
