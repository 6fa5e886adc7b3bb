using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Web.Studio.Descriptors;

/// <summary>Our activity descriptors in the shape that Studio draws. Names inside uiSpecifications are looked up exactly as written.</summary>
internal static class DescriptorJson
{
    public static JsonObject Of(ActivityDescriptor activity, Func<string, IReadOnlyList<(string Text, string Value)>> choices)
    {
        var dot = activity.Type.LastIndexOf('.');
        var construction = new JsonObject();
        foreach (var input in activity.Inputs.Where(i => i.UiHint == "dynamic-outcomes" && i.Default.Kind == ValueKind.List))
        {
            // Studio never copies defaults, and draws the ports of these from the value itself: a new activity must begin with it.
            construction[input.Name] = new JsonObject
            {
                ["typeName"] = input.TypeName,
                ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = input.Default.ToJson() },
            };
        }

        return Activity(
            activity.Type,
            dot > 0 ? activity.Type[..dot] : "",
            activity.Type[(dot + 1)..],
            activity.Version,
            activity.Category,
            activity.DisplayName,
            activity.Description,
            activity.Kind,
            [.. activity.Inputs.Select((input, order) => (JsonNode)Input(input, order, choices))],
            [.. activity.Outputs.Select((output, order) => (JsonNode)Output(output.Name, output.TypeName, output.DisplayName, output.Description, order))],
            [.. activity.EmbeddedPorts.Select(port => (JsonNode)Port(port, "Embedded")), .. activity.Outcomes.Select(outcome => (JsonNode)Port(outcome, "Flow"))],
            construction,
            activity.IsBrowsable,
            activity.IsContainer,
            activity.IsStart,
            activity.IsTerminal);
    }

    public static JsonObject Activity(
        string type,
        string space,
        string name,
        int version,
        string category,
        string displayName,
        string description,
        string kind,
        JsonArray inputs,
        JsonArray outputs,
        JsonArray ports,
        JsonObject construction,
        bool isBrowsable,
        bool isContainer = false,
        bool isStart = false,
        bool isTerminal = false) => Lean(new()
        {
            ["typeName"] = type,
            ["namespace"] = space,
            ["name"] = name,
            ["version"] = version,
            ["category"] = category,
            ["displayName"] = displayName,
            ["description"] = description,
            ["kind"] = kind,
            ["inputs"] = inputs,
            ["outputs"] = outputs,
            ["ports"] = ports,
            ["customProperties"] = new JsonObject(),
            ["constructionProperties"] = construction,
            ["isContainer"] = isContainer,
            ["isBrowsable"] = isBrowsable,
            ["isStart"] = isStart,
            ["isTerminal"] = isTerminal,
        });

    public static JsonObject Input(InputDescriptor input, int order, Func<string, IReadOnlyList<(string Text, string Value)>> choices) => Lean(new()
    {
        ["name"] = input.Name,
        ["typeName"] = input.TypeName,
        ["displayName"] = input.IsRequired ? $"{input.DisplayName} *" : input.DisplayName,
        ["description"] = input.Description,
        ["order"] = order,
        ["isBrowsable"] = true,
        ["isSerializable"] = true,
        ["isWrapped"] = input.IsWrapped,
        ["uiHint"] = input.UiHint,
        ["defaultValue"] = input.Default.IsNullish ? null : JsonNode.Parse(input.Default.ToJson()),
        ["defaultSyntax"] = input.DefaultSyntax,
        ["autoEvaluate"] = true,
        ["uiSpecifications"] = Specifications(input, choices),
    });

    public static JsonObject Output(string name, string type, string displayName, string description, int order) => new()
    {
        ["name"] = name,
        ["typeName"] = type,
        ["displayName"] = displayName,
        ["description"] = description,
        ["order"] = order,
        ["isBrowsable"] = true,
        ["isSerializable"] = true,
    };

    public static JsonObject Port(string name, string type) => new() { ["name"] = name, ["displayName"] = name, ["type"] = type, ["isBrowsable"] = true };

    // Absent means null or false to Studio, and it spends longer on reading its palette the more members there are: it does so at every open
    // and after every save.
    private static JsonObject Lean(JsonObject descriptor)
    {
        foreach (var name in (string[])["defaultValue", "uiSpecifications", "isContainer", "isStart", "isTerminal"])
        {
            // A default that is false is a value.
            if (descriptor.TryGetPropertyValue(name, out var value) && (value is null || (name != "defaultValue" && value.GetValueKind() == JsonValueKind.False)))
            {
                descriptor.Remove(name);
            }
        }

        return descriptor;
    }

    /// <summary>What an editor needs beside the value: the choices of a list, the language of a code editor.</summary>
    public static JsonObject? Specifications(InputDescriptor input, Func<string, IReadOnlyList<(string Text, string Value)>> choices)
    {
        var offered = input.Choices ?? (input.ChoicesFrom is { } source ? choices(source) : null);
        return input.UiHint switch
        {
            "dropdown" => new JsonObject
            {
                ["dropdown"] = new JsonObject
                {
                    ["selectList"] = new JsonObject { ["items"] = Items(offered), ["isFlagsEnum"] = false },
                    ["providerName"] = null,
                },
            },
            "radiolist" => new JsonObject { ["radiolist"] = new JsonObject { ["radioList"] = new JsonObject { ["items"] = Items(offered), ["isFlagsEnum"] = false } } },
            "checklist" => new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = Items(offered, isChecked: false), ["isFlagsEnum"] = false } } },
            "dynamic-outcomes" => new JsonObject { ["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray() } },
            "json-editor" => new JsonObject { ["code-editor"] = new JsonObject { ["editorHeight"] = 0, ["language"] = "json" } },
            "code-editor" => new JsonObject { ["code-editor"] = new JsonObject { ["editorHeight"] = 0, ["language"] = "javascript" } },
            _ => null,
        };
    }

    private static JsonArray Items(IReadOnlyList<(string Text, string Value)>? offered, bool? isChecked = null) =>
        [.. (offered ?? []).Select(choice =>
        {
            var item = new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value };
            if (isChecked is { } flag)
            {
                item["isChecked"] = flag;
            }

            return (JsonNode)item;
        })];
}
