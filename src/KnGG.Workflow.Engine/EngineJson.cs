using System.Text.Encodings.Web;
using System.Text.Json;

namespace KnGG.Workflow.Engine;

/// <summary>How the engine writes JSON: compact, with letters outside ASCII readable.</summary>
public static class EngineJson
{
    /// <summary>Compact, relaxed escaping: the JSON is stored and shown, never put into a page unescaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
