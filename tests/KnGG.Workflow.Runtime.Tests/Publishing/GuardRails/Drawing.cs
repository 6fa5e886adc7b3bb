using System.Text.Json.Nodes;

namespace KnGG.Workflow.Runtime.Tests.Publishing.GuardRails;

/// <summary>A definition with one flowchart, changed as a coordinator changes it in the designer.</summary>
internal sealed class Drawing(JsonObject definition)
{
    public JsonObject Json { get; } = definition;

    public JsonArray Activities => Json["root"]!["activities"]!.AsArray();

    public JsonArray Lines => Json["root"]!["connections"]!.AsArray();

    public JsonObject this[string id] => Activities.OfType<JsonObject>().First(a => (string?)a["id"] == id);

    public static JsonObject Wrapped(string type, JsonNode? value) => new()
    {
        ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value }, ["memoryReference"] = null,
    };

    /// <summary>An empty definition with a start.</summary>
    public static JsonObject Empty(string id) => new()
    {
        ["id"] = id + "-v1", ["definitionId"] = id, ["name"] = id, ["version"] = 1, ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(), ["options"] = new JsonObject { ["usableAsActivity"] = false },
        ["root"] = new JsonObject
        {
            ["id"] = "stroom", ["nodeId"] = "Workflow1:stroom", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["activities"] = new JsonArray(), ["connections"] = new JsonArray(),
        },
    };

    public Drawing Add(string id, string type, params ReadOnlySpan<(string Name, JsonNode? Value)> inputs)
    {
        var activity = new JsonObject
        {
            ["id"] = id, ["nodeId"] = "Workflow1:stroom:" + id, ["name"] = id, ["type"] = type, ["version"] = 1,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = type == "Elsa.Start" },
        };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value is JsonObject ready ? ready : Wrapped("Literal", value);
        }

        Activities.Add((JsonNode)activity);
        return this;
    }

    public Drawing Task(string id, string role = "jgz", string due = "5wd", string? form = null, params string[] outcomes)
    {
        Add(id, "KnGG.HumanTask", ("title", "Iets doen"), ("role", role), ("due", due), ("escalation", "-"));
        if (form is not null)
        {
            this[id]["form"] = Wrapped("Literal", form);
        }

        if (outcomes.Length > 0)
        {
            Outcomes(id, outcomes);
        }

        return this;
    }

    public Drawing Variable(string name)
    {
        Json["variables"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Object", ["isArray"] = false });
        return this;
    }

    public Drawing Input(string name)
    {
        Json["inputs"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = name, ["type"] = "String", ["isArray"] = false });
        return this;
    }

    public Drawing Bind(string id, string output, string variable)
    {
        this[id][output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
        return this;
    }

    /// <summary>What was drawn comes one after the other instead.</summary>
    public Drawing InSequence()
    {
        var root = Json["root"]!.AsObject();
        root["type"] = "Elsa.Sequence";
        root.Remove("connections");
        return this;
    }

    public Drawing Outcomes(string id, params string[] outcomes)
    {
        this[id]["outcomes"] = Wrapped("Object", new JsonArray([.. outcomes.Select(o => (JsonNode)o)]).ToJsonString());
        return this;
    }

    public Drawing Set(string id, string input, JsonNode? value, string type = "Literal")
    {
        this[id][input] = Wrapped(type, value);
        return this;
    }

    public Drawing Clear(string id, string input)
    {
        this[id].Remove(input);
        return this;
    }

    public Drawing Line(string from, string port, string to)
    {
        Lines.Add((JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    public Drawing Lead(string from, string port, string to)
    {
        Cut(from, port);
        return Line(from, port, to);
    }

    public Drawing Cut(string from, string? port = null)
    {
        foreach (var line in Lines.OfType<JsonObject>().Where(l => (string?)l["source"]!["activity"] == from && (port is null || (string?)l["source"]!["port"] == port)).ToArray())
        {
            Lines.Remove(line);
        }

        return this;
    }

    /// <summary>Takes an activity away; what led to it leads to another.</summary>
    public Drawing Remove(string id, string? instead = null)
    {
        Cut(id);
        foreach (var line in Lines.OfType<JsonObject>().Where(l => (string?)l["target"]!["activity"] == id).ToArray())
        {
            if (instead is null)
            {
                Lines.Remove(line);
            }
            else
            {
                line["target"]!["activity"] = instead;
            }
        }

        Activities.Remove(this[id]);
        return this;
    }

    /// <summary>Puts a new activity on the line from an outcome.</summary>
    public Drawing Insert(string from, string port, string id, string outcome)
    {
        foreach (var line in Lines.OfType<JsonObject>().Where(l => (string?)l["source"]!["activity"] == from && (string?)l["source"]!["port"] == port).ToArray())
        {
            var to = (string)line["target"]!["activity"]!;
            Lines.Remove(line);
            Line(id, outcome, to);
        }

        return Line(from, port, id);
    }
}
