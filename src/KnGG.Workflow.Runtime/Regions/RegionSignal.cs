using KnGG.Workflow.Engine.Stepping.Intents;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Regions;

/// <summary>Tells municipality and region that something is lacking. Never says for whom (requirement 33).</summary>
/// <param name="Kind">A code of <see cref="RegionSignals"/>.</param>
/// <param name="Role">Role of which there is too little, or the component that is to be paid.</param>
/// <param name="Municipality">Where.</param>
/// <param name="Region">Region code, or empty.</param>
public sealed record RaiseRegionSignal(string Kind, string Role, string Municipality, string Region) : HostIntent;

/// <summary>Kinds of signals to a region.</summary>
public static class RegionSignals
{
    /// <summary>Too little of a role.</summary>
    public const string Capacity = "capaciteit";

    /// <summary>The handreiking contradicts itself about who pays, and the region has no agreement: for its finance contact.</summary>
    public const string Payer = "betaler";
}

/// <summary>A signal without a person: what is lacking, where, since when.</summary>
public sealed class RegionSignalRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>What is lacking.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Role of which there is too little.</summary>
    public string Role { get; set; } = "";

    /// <summary>Municipality.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>Region code, or empty.</summary>
    public string Region { get; set; } = "";

    /// <summary>Local date: an instant could be matched with a child's journal.</summary>
    public DateOnly On { get; set; }
}

internal sealed class RegionSignalTable : IEntityTypeConfiguration<RegionSignalRow>
{
    public void Configure(EntityTypeBuilder<RegionSignalRow> builder)
    {
        builder.ToTable("region_signal").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.On).HasColumnName("raised_on");
        builder.HasIndex(s => new { s.Region, s.Kind });
    }
}

/// <summary>Writes a signal in the step's commit.</summary>
public sealed class RegionSignalWriter : IIntentWriter
{
    /// <inheritdoc/>
    public Type Intent => typeof(RaiseRegionSignal);

    /// <inheritdoc/>
    public void Write(StepTransaction transaction, IntentOrigin origin, HostIntent intent)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(origin);
        var signal = (RaiseRegionSignal)intent;
        transaction.Execute(
            "INSERT INTO region_signal (id, kind, role, municipality, region, raised_on) VALUES (@id, @kind, @role, @municipality, @region, @on)",
            ("id", origin.Ids.Next()), ("kind", signal.Kind), ("role", signal.Role), ("municipality", signal.Municipality), ("region", signal.Region),
            ("on", Care.Calendar.DutchTime.ToLocalDate(origin.Now)));
    }
}
