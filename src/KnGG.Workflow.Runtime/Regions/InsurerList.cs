using KnGG.Workflow.Runtime.Steps;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>The insurers of a region: organisations whose own limits stand in the settings of their organisation.</summary>
public static class InsurerList
{
    /// <summary>Kind of an organisation that is a health insurer.</summary>
    public const string Kind = "verzekeraar";

    /// <summary>Insurers of a region by name.</summary>
    public static IReadOnlyList<RegionPlace> Of(StepTransaction transaction, string region)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Query(
            "SELECT id, name FROM organisation WHERE region = @region AND kind = @kind ORDER BY name",
            r => new RegionPlace(r.Id(0).ToString("D"), r.Text(1)), ("@region", region), ("@kind", Kind));
    }

    /// <summary>Name of an insurer, or null when it is not known.</summary>
    public static string? NameOf(StepTransaction transaction, Guid insurer)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.First("SELECT name FROM organisation WHERE id = @id", r => r.Text(0), ("@id", insurer));
    }
}
