using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Registrations;

/// <summary>Registration of somebody in a quality register, as it was looked up and written down. A renewal is a new row.</summary>
public sealed class QualityRegistrationRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>czv or klsc.</summary>
    public string Role { get; set; } = "";

    /// <summary>Professional association that keeps the register.</summary>
    public string Register { get; set; } = "";

    /// <summary>Registration number.</summary>
    public string Number { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last day, included.</summary>
    public DateOnly ValidUntil { get; set; }

    /// <summary>Account that wrote it down.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }
}

/// <summary>Somebody began work without a valid registration where the region chose to warn; one a day is enough. Says nothing about the child.</summary>
public sealed class QualityWarningRow
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; set; }

    /// <summary>czv or klsc.</summary>
    public string Role { get; set; } = "";

    /// <summary>Local date.</summary>
    public DateOnly On { get; set; }

    /// <summary>The rule's sentence.</summary>
    public string Reason { get; set; } = "";
}

internal sealed class RegistrationTables : IEntityTypeConfiguration<QualityRegistrationRow>, IEntityTypeConfiguration<QualityWarningRow>
{
    public void Configure(EntityTypeBuilder<QualityRegistrationRow> builder)
    {
        builder.ToTable("quality_registration").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.AccountId);
    }

    public void Configure(EntityTypeBuilder<QualityWarningRow> builder)
    {
        builder.ToTable("quality_warning").HasKey(w => new { w.AccountId, w.Role, w.On });
        builder.Property(w => w.On).HasColumnName("warned_on");
    }
}

/// <summary>Reads and adds registrations inside a transaction.</summary>
internal static class RegistrationStore
{
    public static IReadOnlyList<QualityRegistration> Of(StepTransaction transaction, Guid accountId) => transaction.Query(
        "SELECT role, register, number, valid_from, valid_until FROM quality_registration WHERE account_id = @account ORDER BY valid_until DESC, id",
        r => new QualityRegistration(r.Text(0), r.Text(1), r.Text(2), r.Date(3), r.Date(4)), ("@account", accountId));

    public static void Add(StepTransaction transaction, Guid id, Guid accountId, QualityRegistration registration, string by, DateTimeOffset at) => transaction.Execute(
        """
        INSERT INTO quality_registration (id, account_id, role, register, number, valid_from, valid_until, set_by, set_at)
        VALUES (@id, @account, @role, @register, @number, @from, @until, @by, @at) ON CONFLICT (id) DO NOTHING
        """,
        ("@id", id), ("@account", accountId), ("@role", registration.Role), ("@register", registration.Register), ("@number", registration.Number),
        ("@from", registration.ValidFrom), ("@until", registration.ValidUntil), ("@by", by), ("@at", at));
}
