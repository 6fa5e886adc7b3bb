using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Web.Studio.Definitions;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>A definition that others may use as an activity. Publishing pins its version, so the toolbox has only the published one.</summary>
/// <param name="TypeName">Under which type Studio knows it; derived from its name, as Elsa does.</param>
/// <param name="Head">The version shown.</param>
/// <param name="Descriptor">How Studio draws it.</param>
internal sealed record DefinitionAsActivity(string TypeName, DefinitionHead Head, JsonObject Descriptor)
{
    public static DefinitionAsActivity Of(DefinitionHead head, JsonObject json, IReadOnlySet<string> taken)
    {
        var type = TypeOf(head.Name, head.DefinitionId);
        for (var i = 2; taken.Contains(type); i++)
        {
            type = $"{TypeOf(head.Name, head.DefinitionId)}{i.ToString(CultureInfo.InvariantCulture)}";
        }

        var options = json["options"] as JsonObject;
        var outcomes = (json["outcomes"] as JsonArray ?? []).OfType<JsonValue>()
            .Select(o => o.TryGetValue<string>(out var text) ? text : "").Where(o => o.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (!outcomes.Contains("Done"))
        {
            outcomes.Add("Done");
        }

        var descriptor = DescriptorJson.Activity(
            type,
            "",
            type,
            head.Version,
            options?.TextOf("activityCategory") is { Length: > 0 } category ? category : "Workflows",
            head.Name,
            head.Description ?? "",
            "Action",
            [.. Arguments(json["inputs"]).Select((input, order) => (JsonNode)DescriptorJson.Input(
                new InputDescriptor
                {
                    Name = input.TextOf("name")!,
                    TypeName = input.TextOf("type") ?? "Object",
                    DisplayName = input.TextOf("displayName") is { Length: > 0 } shown ? shown : input.TextOf("name")!,
                    Description = input.TextOf("description") ?? "",
                    UiHint = input.TextOf("uiHint") is { Length: > 0 } hint ? hint : "singleline",
                },
                order,
                _ => []))],
            [.. Arguments(json["outputs"]).Select((output, order) => (JsonNode)DescriptorJson.Output(
                output.TextOf("name")!, output.TextOf("type") ?? "Object", output.TextOf("displayName") ?? output.TextOf("name")!, output.TextOf("description") ?? "", order))],
            [.. outcomes.Select(outcome => (JsonNode)DescriptorJson.Port(outcome, "Flow"))],
            new JsonObject
            {
                ["WorkflowDefinitionId"] = head.DefinitionId,
                ["WorkflowDefinitionVersionId"] = head.Id,
                ["LatestAvailablePublishedVersion"] = head.Version,
                ["LatestAvailablePublishedVersionId"] = head.Id,
            },
            head.IsPublished);
        descriptor["customProperties"] = new JsonObject
        {
            ["RootType"] = "WorkflowDefinitionActivity",
            ["WorkflowDefinitionId"] = head.DefinitionId,
            ["WorkflowDefinitionVersionId"] = head.Id,
            ["DisplayName"] = head.Name,
        };
        return new DefinitionAsActivity(type, head, descriptor);
    }

    /// <summary>Points an activity in a graph at the version that Studio has a descriptor for.</summary>
    public void Bind(JsonObject activity)
    {
        activity["type"] = TypeName;
        activity["version"] = Head.Version;
        activity["workflowDefinitionVersionId"] = Head.Id;
        activity["latestAvailablePublishedVersion"] = Head.Version;
        activity["latestAvailablePublishedVersionId"] = Head.Id;
    }

    private static IEnumerable<JsonObject> Arguments(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().Where(a => a.TextOf("name") is { Length: > 0 });

    private static string TypeOf(string name, string definitionId)
    {
        var type = new StringBuilder();
        var upper = true;
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                upper = true;
                continue;
            }

            type.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return type.Length == 0 ? definitionId : type.ToString();
    }
}
