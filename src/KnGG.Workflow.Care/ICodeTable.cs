using System.Text.Json.Serialization;

namespace KnGG.Workflow.Care;

/// <summary>A code table of any enumeration.</summary>
internal interface ICodeTable
{
    /// <summary>Writes and reads the enumeration by its codes.</summary>
    JsonConverter Json { get; }
}
