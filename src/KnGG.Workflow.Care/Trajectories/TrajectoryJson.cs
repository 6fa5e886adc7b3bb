using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Trajectories;

/// <summary>
/// Stored form of a file: one compact JSON document for each zone, with a version number and codes of our own. Fields may be added;
/// a reader for every version stays. What a newer program wrote is refused, never half understood.
/// </summary>
public static class TrajectoryJson
{
    /// <summary>Version that is written.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyAndComputed } },
        Converters =
        {
            new CodeConverter<Sex>(CareCodes.ToCode),
            new CodeConverter<WeightClass>(CareCodes.ToCode),
            new CodeConverter<Ggr>(CareCodes.ToCode),
            new CodeConverter<Answer>(CareCodes.ToCode),
            new CodeConverter<Route>(CareCodes.ToCode),
            new CodeConverter<HandoverState>(HandoverStates.Code),
        },
    };

    /// <summary>The process zone as JSON.</summary>
    public static string Write(ProcessZone zone) => Wrap(zone);

    /// <summary>The health zone as JSON.</summary>
    public static string Write(HealthZone zone) => Wrap(zone);

    /// <summary>The social zone as JSON.</summary>
    public static string Write(SocialZone zone) => Wrap(zone);

    /// <summary>The whole file in one document, for a recorded step.</summary>
    public static string Write(TrajectoryFile file) => Wrap(file);

    /// <summary>Reads a process zone.</summary>
    public static ProcessZone ReadProcess(string json) => Unwrap<ProcessZone>(json);

    /// <summary>Reads a health zone.</summary>
    public static HealthZone ReadHealth(string json) => Unwrap<HealthZone>(json);

    /// <summary>Reads a social zone.</summary>
    public static SocialZone ReadSocial(string json) => Unwrap<SocialZone>(json);

    /// <summary>Reads a whole file.</summary>
    public static TrajectoryFile ReadFile(string json) => Unwrap<TrajectoryFile>(json);

    private static string Wrap<T>(T zone) => JsonSerializer.Serialize(new Envelope<T>(Version, zone), Options);

    private static T Unwrap<T>(string json)
    {
        var envelope = JsonSerializer.Deserialize<Envelope<T>>(json, Options) ?? throw new JsonException("The zone is empty.");
        return envelope.V is >= 1 and <= Version
            ? envelope.Zone ?? throw new JsonException("The zone has no content.")
            : throw new JsonException($"The zone was written in version {envelope.V}; this program reads up to {Version}.");
    }

    // Lists are mostly empty in a young trajectory and computed members are no data: both stay out of the row. What was left out is empty
    // again when it is read, also where it is a parameter of a constructor, which would be null.
    private static void LeaveOutEmptyAndComputed(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith("KnGG.", StringComparison.Ordinal) != true)
        {
            return;
        }

        List<(JsonPropertyInfo Property, object Empty)> lists = [];
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            var member = type.Type.GetProperty(((System.Reflection.MemberInfo?)property.AttributeProvider)?.Name ?? "");
            if (member is { CanWrite: false })
            {
                type.Properties.RemoveAt(i);
                continue;
            }

            if (typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
            {
                property.ShouldSerialize = static (_, value) => value is System.Collections.IEnumerable items && items.GetEnumerator().MoveNext();
                if (!property.IsSetNullable && property.Set is not null)
                {
                    lists.Add((property, EmptyOf(property.PropertyType)));
                }
            }
        }

        if (lists.Count > 0)
        {
            type.OnDeserialized = read =>
            {
                foreach (var (property, empty) in lists)
                {
                    if (property.Get!(read) is null)
                    {
                        property.Set!(read, empty);
                    }
                }
            };
        }
    }

    // Shared by every file that is read: the types are read-only.
    private static object EmptyOf(Type type) => JsonSerializer.Deserialize(
        type.GetInterfaces().Append(type).Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) ? "{}" : "[]", type)!;

    private sealed record Envelope<T>(int V, T? Zone);

    /// <summary>Writes an enumeration by codes that we own; an unknown code is an error, never a default.</summary>
    private sealed class CodeConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly (string Code, T Value)[] _codes;

        internal CodeConverter(Func<T, string> codeOf) => _codes = [.. Enum.GetValues<T>().Select(v => (codeOf(v), v))];

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var code = reader.GetString();
            foreach (var (known, value) in _codes)
            {
                if (known == code)
                {
                    return value;
                }
            }

            throw new JsonException($"Unknown code '{code}' for {typeof(T).Name}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            foreach (var (code, known) in _codes)
            {
                if (EqualityComparer<T>.Default.Equals(known, value))
                {
                    writer.WriteStringValue(code);
                    return;
                }
            }

            throw new JsonException($"No code for {typeof(T).Name}.{value}.");
        }
    }
}
