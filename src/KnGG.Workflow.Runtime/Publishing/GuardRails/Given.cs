using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;

namespace KnGG.Workflow.Runtime.Publishing.GuardRails;

/// <summary>What a definition gives an input: nothing, a fixed text, or something to compute.</summary>
/// <param name="Expression">Expression type when it is computed, else null.</param>
/// <param name="Text">The fixed text, or the text of the expression; null when nothing is given.</param>
internal readonly record struct Given(string? Expression, string? Text)
{
    public bool IsComputed => Expression is not null;

    /// <summary>The fixed text, trimmed; null when there is none or when it is computed.</summary>
    public string? Fixed => Expression is null && Text?.Trim() is { Length: > 0 } text ? text : null;

    public bool IsEmpty => Expression is null && Fixed is null;

    /// <summary>What stands in the definition.</summary>
    public static Given Of(ActivityNode node, string name)
    {
        if (node.Inputs.TryGetValue(name, out var input))
        {
            return input.ExpressionType is "Literal" or "Object" or "Json"
                ? new Given(null, TextOf(input.Value))
                : TextOf(input.Value) is { Length: > 0 } computed ? new Given(input.ExpressionType, computed) : default;
        }

        return node.Json[char.ToLowerInvariant(name[0]) + name[1..]] is JsonValue plain ? new Given(null, TextOf(plain)) : default;
    }

    /// <summary>The same, or the default of its type when nothing is given.</summary>
    public static Given OrDefault(ActivityNode node, string name, ActivityCatalog catalog)
    {
        var given = Of(node, name);
        return given.Text is null && catalog.Find(node.Type)?.Descriptor.Inputs.FirstOrDefault(i => i.Name == name)?.Default.TextOrNull is { } fallback
            ? new Given(null, fallback)
            : given;
    }

    /// <summary>A fixed list of texts; null when it is computed or unreadable, empty when nothing is given.</summary>
    public static IReadOnlyList<string>? Texts(ActivityNode node, string name)
    {
        var given = Of(node, name);
        if (given.IsComputed)
        {
            return null;
        }

        if (given.Fixed is not { } text)
        {
            return [];
        }

        if (text[0] != '[')
        {
            return [text];
        }

        try
        {
            return [.. JsonNode.Parse(text)!.AsArray().Select(t => t?.ToString()).OfType<string>().Where(t => t.Length > 0)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a checkbox is on.</summary>
    public static bool IsOn(ActivityNode node, string name) => Of(node, name).Fixed?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private static string? TextOf(JsonNode? value) => value switch
    {
        null => null,
        JsonValue plain when plain.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
