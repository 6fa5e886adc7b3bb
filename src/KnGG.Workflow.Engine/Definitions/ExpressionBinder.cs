using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Expressions;
using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Definitions;

/// <summary>Compiles the expressions of a definition.</summary>
internal static class ExpressionBinder
{
    public static BoundExpression Bind(ActivityInput input) => input.ExpressionType switch
    {
        "Literal" or "Object" => new BoundExpression.Constant(Value.FromJson(input.Value)),
        "Json" => Json(input.Value),
        "Variable" => Variable(input.Value),
        "Input" => Named(input.Value) is { } name ? new BoundExpression.Input(name) : Nameless("invoer"),
        "Output" => Output(input.Value),
        "JavaScript" => Script(Text(input.Value) ?? ""),
        _ => new BoundExpression.Refused($"Expressies van het soort '{input.ExpressionType}' worden hier niet uitgevoerd.", 1, 1),
    };

    private static BoundExpression Script(string text)
    {
        var result = JavaScriptExpression.Compile(text);
        if (result.IsCompiled)
        {
            return new BoundExpression.Script(result.Expression);
        }

        var first = result.Refusals[0];
        return new BoundExpression.Refused(first.Message, first.Line, first.Column);
    }

    private static BoundExpression Json(JsonNode? value)
    {
        if (Text(value) is not { } text)
        {
            return new BoundExpression.Constant(Value.FromJson(value));
        }

        try
        {
            return new BoundExpression.Constant(Value.Parse(text));
        }
        catch (JsonException exception)
        {
            return new BoundExpression.Refused("De JSON is niet leesbaar.", (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
        }
    }

    // The designer writes the variable as an object, as JSON text of it, or just its name.
    private static BoundExpression Variable(JsonNode? value)
    {
        var described = Described(value);
        var id = described?.Text("id");
        var name = described?.Text("name") ?? (described is null ? Text(value) : id);
        return string.IsNullOrEmpty(name) ? Nameless("variabele") : new BoundExpression.Variable(id, name);
    }

    private static BoundExpression Output(JsonNode? value)
    {
        var described = Described(value);
        var activity = described?.Text("activityId") ?? described?.Text("activity") ?? Text(value);
        return string.IsNullOrEmpty(activity)
            ? Nameless("uitvoer")
            : new BoundExpression.Output(activity, described?.Text("outputName") ?? described?.Text("output"));
    }

    private static string? Named(JsonNode? value)
    {
        var described = Described(value);
        var name = described is null ? Text(value) : described.Text("name");
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private static BoundExpression.Refused Nameless(string what) => new($"De expressie noemt geen {what}.", 1, 1);

    private static JsonObject? Described(JsonNode? value)
    {
        if (value is JsonObject json)
        {
            return json;
        }

        if (Text(value) is not { } text || !text.TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) ? text : null;
}
