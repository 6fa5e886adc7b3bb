using KnGG.Workflow.Engine.Values;

namespace KnGG.Workflow.Engine.Expressions;

/// <summary>Values as they appear in messages.</summary>
internal static class Describe
{
    public static string Value(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => $"De waarde {ValueFormat.JavaScript(value)}",
        ValueKind.Number => $"Het getal {ValueFormat.JavaScript(value)}",
        ValueKind.Text => $"De tekst '{Short(value.AsText)}'",
        ValueKind.List => "Een lijst",
        _ => "Een object",
    };

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
