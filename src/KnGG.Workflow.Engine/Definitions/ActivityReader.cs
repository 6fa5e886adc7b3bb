using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Reads one activity and everything inside it.</summary>
internal static class ActivityReader
{
    public static ActivityNode Read(JsonObject json, string parentNodeId)
    {
        var id = json.Text("id") ?? json.Text("name") ?? json.Text("type") ?? "";
        var nodeId = NodeIds.Of(parentNodeId, id);
        var inputs = new Dictionary<string, ActivityInput>(StringComparer.OrdinalIgnoreCase);
        var outputs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var children = new List<EmbeddedActivity>();
        var cases = new List<SwitchCase>();
        foreach (var (name, value) in json)
        {
            ReadPart(name, value, nodeId, inputs, outputs, children, cases);
        }

        var metadata = json["metadata"] as JsonObject;
        var custom = json["customProperties"] as JsonObject;
        return new ActivityNode
        {
            Id = id,
            NodeId = nodeId,
            Name = json.Text("name"),
            Type = json.Text("type") ?? "",
            Version = json.Whole("version") ?? 1,
            DisplayName = metadata?.Text("displayText") ?? json.Text("name") ?? id,
            Inputs = inputs,
            OutputBindings = outputs,
            Children = children,
            Connections = Connections(json["connections"]),
            Cases = cases,
            Variables = Variables(json["variables"]),
            CanStartWorkflow = json.Truth("canStartWorkflow") == true || custom?.Truth("canStartWorkflow") == true,
            WorkflowDefinitionId = json.Text("workflowDefinitionId"),
            Json = json,
        };
    }

    public static VariableDefinition[] Variables(JsonNode? json)
    {
        if (json is not JsonArray list)
        {
            return [];
        }

        var variables = new List<VariableDefinition>();
        foreach (var item in list)
        {
            if (item is JsonObject variable && variable.Text("name") is { } name)
            {
                variables.Add(new VariableDefinition(
                    variable.Text("id") ?? name,
                    name,
                    variable.Text("typeName") ?? "Object",
                    variable.Truth("isArray") ?? false,
                    Value.FromJson(variable["value"])));
            }
        }

        return [.. variables];
    }

    /// <summary>An expression as {"type","value"}, or bare text, which is a literal.</summary>
    public static ActivityInput Expression(string name, JsonNode? json) => json is JsonObject expression
        ? new ActivityInput(name, expression.Text("type") ?? "Literal", expression["value"])
        : new ActivityInput(name, "Literal", json);

    private static void ReadPart(
        string name,
        JsonNode? value,
        string nodeId,
        Dictionary<string, ActivityInput> inputs,
        Dictionary<string, string> outputs,
        List<EmbeddedActivity> children,
        List<SwitchCase> cases)
    {
        switch (value)
        {
            case JsonObject when name is "metadata" or "customProperties" or "variable":
                break;
            case JsonObject wrapped when wrapped["expression"] is { } expression:
                inputs[name] = Expression(name, expression);
                break;
            case JsonObject bound when bound["memoryReference"] is JsonObject reference && reference.Text("id") is { } id:
                outputs[name] = id;
                break;
            case JsonObject activity when IsActivity(activity):
                children.Add(new EmbeddedActivity(name, false, Read(activity, nodeId)));
                break;
            case JsonArray list when name == "cases":
                ReadCases(list, nodeId, children, cases);
                break;
            case JsonArray list when name is not ("connections" or "variables"):
                foreach (var item in list)
                {
                    if (item is JsonObject listed && IsActivity(listed))
                    {
                        children.Add(new EmbeddedActivity(name, true, Read(listed, nodeId)));
                    }
                }

                break;
            default:
                break;
        }
    }

    private static void ReadCases(JsonArray list, string nodeId, List<EmbeddedActivity> children, List<SwitchCase> cases)
    {
        foreach (var item in list)
        {
            if (item is not JsonObject @case)
            {
                continue;
            }

            ActivityNode? activity = null;
            if (@case["activity"] is JsonObject inner && IsActivity(inner))
            {
                activity = Read(inner, nodeId);
                children.Add(new EmbeddedActivity("cases", true, activity));
            }

            var label = @case.Text("label") ?? $"Case {cases.Count + 1}";
            cases.Add(new SwitchCase(label, Expression(label, @case["condition"]), activity));
        }
    }

    // An expression has a type too, but no id; a variable has an id, but no type.
    private static bool IsActivity(JsonObject json) => json.Text("type") is not null && json.Text("id") is not null;

    private static Connection[] Connections(JsonNode? json)
    {
        if (json is not JsonArray list)
        {
            return [];
        }

        var connections = new List<Connection>();
        foreach (var item in list)
        {
            if (item is JsonObject connection
                && End(connection, "source") is { Activity: { } source } from
                && End(connection, "target") is { Activity: { } target } to)
            {
                connections.Add(new Connection(source, from.Port ?? "Done", target, to.Port ?? "In"));
            }
        }

        return [.. connections];
    }

    private static (string? Activity, string? Port) End(JsonObject connection, string name) =>
        connection[name] is JsonObject end
            ? (end.Text("activity") ?? end.Text("activityId"), NotEmpty(end.Text("port")))
            : (connection.Text(name), NotEmpty(connection.Text(name + "Port")));

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
