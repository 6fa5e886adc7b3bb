using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Consent;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Trajectories;

namespace KnGG.Workflow.Runtime.Trajectories;

/// <summary>A snapshot as it lies beside a recorded step: the file, and of settings, agreements and coverage only what applied.</summary>
internal static class SnapshotJson
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(CareSnapshot snapshot) => JsonSerializer.Serialize(
        new Stored(
            Version,
            snapshot.File is { } file ? new JsonText(TrajectoryJson.Write(file)) : new JsonText("null"),
            Some(snapshot.Configuration.Values),
            Some(snapshot.Agreements.Agreements),
            Some(snapshot.Coverage),
            Some(snapshot.Tasks),
            Some(snapshot.Guardians),
            snapshot.Home),
        Options);

    public static CareSnapshot Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Options) ?? throw new JsonException("The snapshot is empty.");
        if (stored.V is < 1 or > Version)
        {
            throw new JsonException($"The snapshot was written in version {stored.V}; this program reads up to {Version}.");
        }

        return new CareSnapshot
        {
            File = stored.File.Text is null or "null" ? null : TrajectoryJson.ReadFile(stored.File.Text),
            Configuration = CareConfiguration.From(stored.Settings ?? [], out _),
            Agreements = new PayerAgreements(stored.Agreements ?? []),
            Coverage = stored.Coverage ?? [],
            Tasks = stored.Tasks ?? [],
            Guardians = stored.Guardians ?? [],
            Home = stored.Home,
        };
    }

    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T> items) => items.Count > 0 ? items : null;

    private sealed record Stored(
        int V, JsonText File, IReadOnlyList<SettingValue>? Settings, IReadOnlyList<PayerAgreement>? Agreements, IReadOnlyList<Coverage>? Coverage, IReadOnlyList<TaskNote>? Tasks,
        IReadOnlyList<Guardian>? Guardians = null, NewHome? Home = null);
}
