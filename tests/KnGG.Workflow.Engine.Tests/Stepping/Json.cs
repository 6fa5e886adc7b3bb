using System.Text.Json;

namespace KnGG.Workflow.Engine.Tests.Stepping;

/// <summary>Short ways to write definitions as the JSON that Elsa reads.</summary>
internal static class Json
{
    public static string Text(string text) => JsonSerializer.Serialize(text);

    public static string Literal(string value) => Wrapped("Literal", Text(value));

    public static string Js(string script) => Wrapped("JavaScript", Text(script));

    public static string Object(string json) => Wrapped("Object", Text(json));

    public static string Wrapped(string type, string value) =>
        $$"""{"typeName":null,"expression":{"type":"{{type}}","value":{{value}} },"memoryReference":null}""";

    public static string Activity(string id, string type, params string[] parts) =>
        "{" + string.Join(",", [$"\"id\":{Text(id)}", $"\"type\":{Text(type)}", "\"version\":1", .. parts]) + "}";

    public static string Line(string id, string? text = null) => Activity(id, "Elsa.WriteLine", $"\"text\":{Literal(text ?? id)}");

    public static string LineJs(string id, string script) => Activity(id, "Elsa.WriteLine", $"\"text\":{Js(script)}");

    public static string Delay(string id, string length) => Activity(id, "Elsa.Delay", $"\"timeSpan\":{Literal(length)}");

    public static string Event(string id, string name, string? boundTo = null) =>
        Activity(id, "Elsa.Event", [$"\"eventName\":{Literal(name)}", .. Bound("result", boundTo)]);

    public static string Task(string id, string name, string? boundTo = null) =>
        Activity(id, "Elsa.RunTask", [$"\"taskName\":{Literal(name)}", .. Bound("result", boundTo)]);

    public static string Publish(string id, string name, bool local = true, string? payload = null) =>
        Activity(id, "Elsa.PublishEvent", [$"\"eventName\":{Literal(name)}", $"\"isLocalEvent\":{Literal(local ? "True" : "False")}", .. payload is null ? Array.Empty<string>() : [$"\"payload\":{Js(payload)}"]]);

    public static string Set(string id, string variable, string value) =>
        Activity(id, "Elsa.SetVariable", $$"""
            "variable":{"id":"var-{{variable}}","name":"{{variable}}","typeName":"Object"}
            """, $"\"value\":{value}");

    public static string SetOutput(string id, string name, string script) =>
        Activity(id, "Elsa.SetOutput", $"\"outputName\":{Literal(name)}", $"\"outputValue\":{Js(script)}");

    public static string Decision(string id, string script) => Activity(id, "Elsa.FlowDecision", $"\"condition\":{Js(script)}");

    public static string Fork(string id, params string[] branches) =>
        Activity(id, "Elsa.FlowFork", $"\"branches\":{Object(JsonSerializer.Serialize(branches))}");

    public static string Join(string id, string? mode) =>
        Activity(id, "Elsa.FlowJoin", mode is null ? [] : [$"\"mode\":{Literal(mode)}"]);

    public static string Sequence(string id, params string[] activities) => Sequence(id, null, activities);

    public static string Sequence(string id, string? variables, string[] activities) =>
        Activity(id, "Elsa.Sequence", [.. variables is null ? Array.Empty<string>() : [$"\"variables\":[{variables}]"], $"\"activities\":[{string.Join(",", activities)}]"]);

    public static string If(string id, string condition, string? then = null, string? @else = null) => Activity(
        id,
        "Elsa.If",
        [$"\"condition\":{Js(condition)}", .. then is null ? Array.Empty<string>() : [$"\"then\":{then}"], .. @else is null ? Array.Empty<string>() : [$"\"else\":{@else}"]]);

    public static string Loop(string id, string type, string inputs, string body) => Activity(id, type, inputs, $"\"body\":{body}");

    public static string ForEach(string id, string items, string body, string type = "Elsa.ForEach") =>
        Loop(id, type, $"\"items\":{Js(items)}", body);

    /// <summary>A flowchart; each line is "a -> b" or "a.Port -> b".</summary>
    public static string Flow(string id, string[] activities, params string[] lines) =>
        Activity(id, "Elsa.Flowchart", $"\"activities\":[{string.Join(",", activities)}]", $"\"connections\":[{string.Join(",", lines.Select(Connection))}]");

    public static string Variable(string name, string value = "null", string type = "Object") =>
        $$"""{"id":"var-{{name}}","name":"{{name}}","typeName":"{{type}}","isArray":false,"value":{{value}} }""";

    public static string Argument(string name, string type = "Object") => $$"""{"type":"{{type}}","name":"{{name}}","displayName":"{{name}}"}""";

    public static string Definition(
        string root, string? variables = null, string? inputs = null, string? outputs = null, string? options = null, string id = "test", string? outcomes = null) => $$"""
        {"id":"{{id}}-v1","definitionId":"{{id}}","name":"{{id}}","version":1,
         "variables":[{{variables}}],"inputs":[{{inputs}}],"outputs":[{{outputs}}],"outcomes":[{{outcomes}}],
         "options":{{options ?? "null"}},"root":{{root}} }
        """;

    public static string Used(string id, string definition, params string[] parts) =>
        Activity(id, "Used", [$"\"workflowDefinitionId\":\"{definition}\"", .. parts]);

    public static string[] Bound(string output, string? reference) =>
        reference is null ? [] : [$$"""
            "{{output}}":{"typeName":"Object","memoryReference":{"id":"{{reference}}"} }
            """];

    private static string Connection(string line)
    {
        var ends = line.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split('.', 2);
        var port = source.Length == 2 ? source[1] : "Done";
        return $$"""{"source":{"activity":"{{source[0]}}","port":"{{port}}"},"target":{"activity":"{{ends[1]}}","port":"In"} }""";
    }
}
