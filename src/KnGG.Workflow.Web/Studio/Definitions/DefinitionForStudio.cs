using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Web.Studio.Descriptors;

namespace KnGG.Workflow.Web.Studio.Definitions;

/// <summary>
/// Turns stored JSON into what Studio can draw, and back. One activity type without descriptor, one missing version or one null in a
/// connection blanks the whole canvas without a message, so everything that Studio cannot take is replaced here and put back on saving.
/// </summary>
internal static class DefinitionForStudio
{
    public const string NotFoundType = "Elsa.NotFoundActivity";

    /// <summary>Under this name Studio carries, unseen, which content it loaded; it comes back with every save.</summary>
    public const string RevisionKey = "knggRevision";

    /// <summary>Studio reads the tool version as a number of four parts.</summary>
    private const string ToolVersion = "3.8.2.0";

    private const string OriginalKey = "originalActivityJson";

    /// <summary>The full definition as Studio reads it. Changes the JSON it is given.</summary>
    public static JsonObject Write(DefinitionHead head, JsonObject json, IStudioTypes types, JsonNode links)
    {
        Identify(head, json);
        var root = json["root"] as JsonObject ?? EmptyRoot();
        json["root"] = root;
        MakeDrawable(root, types);
        ActivityJson.SetNodeIds(root);
        foreach (var name in new[] { "options", "customProperties" })
        {
            if (json[name] is not JsonObject)
            {
                json[name] = new JsonObject();
            }
        }

        foreach (var name in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            if (json[name] is not JsonArray)
            {
                json[name] = new JsonArray();
            }
        }

        json["customProperties"]![RevisionKey] = head.Revision;
        json["links"] = links;
        return json;
    }

    /// <summary>The definition as a file for another Elsa server: what is stored, and nothing of ours.</summary>
    public static JsonObject Export(DefinitionHead head, JsonObject json)
    {
        Identify(head, json);
        if (json["root"] is JsonObject root)
        {
            ActivityJson.SetNodeIds(root);
        }

        json.Remove("$schema");
        json.Insert(0, "$schema", "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
        return json;
    }

    /// <summary>What Studio sent, ready to be stored: originals put back, the server's own members taken out. Refuses what has no shape.</summary>
    public static JsonObject Read(JsonObject model, IStudioTypes types)
    {
        if (model["root"] is not JsonObject)
        {
            throw new StudioRefusal("De definitie heeft geen 'root': er is niets om op te slaan.");
        }

        var json = model.DeepClone().AsObject();
        foreach (var own in new[] { "links", "isLatest", "isPublished", "$schema", "tenantId" })
        {
            json.Remove(own);
        }

        (json["customProperties"] as JsonObject)?.Remove(RevisionKey);
        var root = json["root"]!.AsObject();
        if (root.TextOf("id") is null or "")
        {
            root["id"] = "flowchart";
        }

        if (root.TextOf("type") is null)
        {
            throw new StudioRefusal("De startactiviteit ('root') heeft geen 'type'.");
        }

        PutOriginalsBack(root);
        foreach (var activity in ActivityJson.All(root))
        {
            if ((activity["activities"] as JsonArray)?.FirstOrDefault(a => !ActivityJson.IsActivity(a)) is not null || (activity["activities"] as JsonArray)?.Contains(null) == true)
            {
                throw new StudioRefusal("Elke activiteit in 'activities' heeft een 'id' en een 'type' nodig.");
            }

            MakeDatesPlain(activity, types.Find(activity.TextOf("type")!));
        }

        ActivityJson.SetNodeIds(root);
        return json;
    }

    /// <summary>The revision that the sender had loaded, or null when it does not say so.</summary>
    public static string? LoadedRevision(JsonObject model) => (model["customProperties"] as JsonObject)?.TextOf(RevisionKey);

    private static void Identify(DefinitionHead head, JsonObject json)
    {
        json["id"] = head.Id;
        json["definitionId"] = head.DefinitionId;
        json["name"] = head.Name;
        json["description"] = head.Description;
        json["version"] = head.Version;
        json["createdAt"] = head.CreatedAt.ToString("O", CultureInfo.InvariantCulture);
        json["toolVersion"] = json.TextOf("toolVersion") is { } version && Version.TryParse(version, out _) ? version : ToolVersion;
        json["isLatest"] = head.IsLatest;
        json["isPublished"] = head.IsPublished;
        json["isReadonly"] = false;
        json["isSystem"] = false;
    }

    private static JsonObject EmptyRoot() => new() { ["id"] = "flowchart", ["type"] = ActivityJson.Flowchart, ["version"] = 1, ["name"] = "Flowchart1" };

    private static void MakeDrawable(JsonObject activity, IStudioTypes types)
    {
        if (activity.TextOf("workflowDefinitionId") is { } used)
        {
            types.Used(used)?.Bind(activity);
        }

        var type = types.Find(activity.TextOf("type") ?? "");
        if (type is not null)
        {
            if (!ActivityJson.IsNumber(activity["version"]))
            {
                activity["version"] = type.Version;
            }

            WrapBareInputs(activity, type);
        }

        foreach (var name in new[] { "metadata", "customProperties" })
        {
            if (activity.ContainsKey(name) && activity[name] is not JsonObject)
            {
                activity.Remove(name);
            }
        }

        if (activity["activities"] is JsonArray listed)
        {
            listed.RemoveAll(a => !ActivityJson.IsActivity(a));
        }

        RepairConnections(activity);
        foreach (var inner in ActivityJson.Inside(activity).ToList())
        {
            MakeDrawable(inner.Activity, types);
            if (!types.Knows(inner.Activity.TextOf("type")!, inner.Activity["version"]))
            {
                inner.Replace(NotFound(inner.Activity));
            }
        }
    }

    // Studio's panel stops on an input that is a bare value where it expects an expression.
    private static void WrapBareInputs(JsonObject activity, ActivityDescriptor type)
    {
        foreach (var input in type.Inputs.Where(i => i.IsWrapped))
        {
            var name = ActivityJson.CamelCase(input.Name);
            if (activity[name] is JsonValue or JsonArray)
            {
                var value = activity[name]!.DeepClone();
                activity[name] = new JsonObject
                {
                    ["typeName"] = input.TypeName,
                    ["expression"] = value is JsonArray
                        ? new JsonObject { ["type"] = "Object", ["value"] = value.ToJsonString(StudioJson.Options) }
                        : new JsonObject { ["type"] = "Literal", ["value"] = value },
                };
            }
        }
    }

    // Studio's date field writes as people write dates in the browser's language; stored is what every machine reads the same.
    private static void MakeDatesPlain(JsonObject activity, ActivityDescriptor? type)
    {
        foreach (var input in type?.Inputs.Where(i => i.UiHint == "datetime-picker") ?? [])
        {
            if ((activity[ActivityJson.CamelCase(input.Name)] as JsonObject)?["expression"] is not JsonObject expression
                || expression.TextOf("type") != "Literal" || expression.TextOf("value") is not { Length: > 0 } text)
            {
                continue;
            }

            foreach (var culture in (ReadOnlySpan<string>)["nl-NL", "en-US"])
            {
                var format = CultureInfo.GetCultureInfo(culture);
                if (DateTime.TryParseExact(text, [format.DateTimeFormat.ShortDatePattern + " " + format.DateTimeFormat.LongTimePattern, format.DateTimeFormat.ShortDatePattern], format, DateTimeStyles.AllowWhiteSpaces, out var date))
                {
                    expression["value"] = date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
                    break;
                }
            }
        }
    }

    private static void RepairConnections(JsonObject activity)
    {
        if (activity["connections"] is not JsonArray connections)
        {
            activity.Remove("connections");
            return;
        }

        var repaired = new JsonArray();
        foreach (var connection in connections.OfType<JsonObject>())
        {
            if (End(connection, "source") is not { } source || End(connection, "target") is not { } target)
            {
                continue;
            }

            var clean = new JsonObject { ["source"] = source, ["target"] = target };
            if (connection["vertices"] is JsonArray vertices)
            {
                clean["vertices"] = vertices.DeepClone();
            }

            repaired.Add(clean);
        }

        activity["connections"] = repaired;
    }

    private static JsonObject? End(JsonObject connection, string name)
    {
        var (activity, port) = connection[name] is JsonObject end
            ? (end.TextOf("activity") ?? end.TextOf("activityId"), end.TextOf("port"))
            : (connection.TextOf(name), connection.TextOf(name + "Port"));
        return activity is null ? null : new JsonObject { ["activity"] = activity, ["port"] = port is null or "" ? name == "source" ? "Done" : "In" : port };
    }

    private static JsonObject NotFound(JsonObject original)
    {
        var json = new JsonObject
        {
            ["id"] = original.TextOf("id"),
            ["name"] = original.TextOf("name"),
            ["type"] = NotFoundType,
            ["version"] = 1,
            ["missingTypeName"] = original.TextOf("type"),
            ["missingTypeVersion"] = ActivityJson.IsNumber(original["version"]) ? original["version"]!.DeepClone() : 1,
            [OriginalKey] = original.ToJsonString(StudioJson.Options),
        };
        foreach (var name in new[] { "metadata", "customProperties" })
        {
            if (original[name] is JsonObject part)
            {
                json[name] = part.DeepClone();
            }
        }

        return json;
    }

    private static void PutOriginalsBack(JsonObject activity)
    {
        foreach (var inner in ActivityJson.Inside(activity).ToList())
        {
            if (inner.Activity.TextOf("type") == NotFoundType && inner.Activity.TextOf(OriginalKey) is { } text)
            {
                if (StudioJson.Parse(System.Text.Encoding.UTF8.GetBytes(text)) is not JsonObject original || !ActivityJson.IsActivity(original))
                {
                    throw new StudioRefusal($"De onbekende activiteit '{inner.Activity.TextOf("id")}' kan niet worden gelezen.");
                }

                // Moved on the canvas while it was unknown: keep the place.
                original["id"] = inner.Activity.TextOf("id");
                if (inner.Activity["metadata"] is JsonObject metadata)
                {
                    original["metadata"] = metadata.DeepClone();
                }

                inner.Replace(original);
            }
            else
            {
                PutOriginalsBack(inner.Activity);
            }
        }
    }
}

/// <summary>The activity types that Studio has a descriptor for.</summary>
internal interface IStudioTypes
{
    /// <summary>The descriptor of a type that runs in C#, or null.</summary>
    ActivityDescriptor? Find(string type);

    /// <summary>The definition of that id as an activity, or null when it is not there or may not be used so.</summary>
    DefinitionAsActivity? Used(string definitionId);

    /// <summary>Whether there is a descriptor of this type and version.</summary>
    bool Knows(string type, JsonNode? version);
}
