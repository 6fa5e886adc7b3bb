using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnGG.Workflow.Runtime.Bench;
using KnGG.Workflow.Runtime.Bench.Growth;
using KnGG.Workflow.Web.Commands;

namespace KnGG.Workflow.Web.Rules;

/// <summary>JSON of the contract, with the code that writes it made at build time: a verb must answer at once.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ClassifyAnswer))]
[JsonSerializable(typeof(RouteAnswer))]
[JsonSerializable(typeof(PayerAnswer))]
[JsonSerializable(typeof(WorkdayAnswer))]
[JsonSerializable(typeof(CheckVerb.CheckAnswer))]
[JsonSerializable(typeof(InvariantsVerb.InvariantsAnswer))]
[JsonSerializable(typeof(ToPostgresVerb.ToPostgresAnswer))]
[JsonSerializable(typeof(BackupVerb.BackupAnswer))]
[JsonSerializable(typeof(RestoreVerb.RestoreAnswer))]
[JsonSerializable(typeof(RehearseVerb.RehearseAnswer))]
[JsonSerializable(typeof(MigrateVerb.PreviewAnswer))]
[JsonSerializable(typeof(MigrateVerb.BatchAnswer))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(ScalingReport))]
[JsonSerializable(typeof(GrowthReport))]
internal sealed partial class ContractJson : JsonSerializerContext;

/// <summary>Writes the contract's JSON for people's and programs' eyes: Dutch texts go out as they are read, and never inside HTML.</summary>
internal static class ContractWriter
{
    private static readonly ContractJson Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Context);
}
