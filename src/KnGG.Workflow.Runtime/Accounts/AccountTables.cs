using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KnGG.Workflow.Runtime.Accounts;

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("account");
        builder.HasIndex(a => a.AbsentFrom).HasFilter("absent_from IS NOT NULL");
        builder.HasIndex(a => a.DeputyId).HasFilter("deputy_id IS NOT NULL");
    }
}

internal sealed class AccountRoleTable : IEntityTypeConfiguration<AccountRole>
{
    public void Configure(EntityTypeBuilder<AccountRole> builder)
    {
        builder.ToTable("account_role");
        builder.HasKey(r => new { r.AccountId, r.OrganisationId, r.Role });
        builder.HasIndex(r => new { r.OrganisationId, r.Role });
    }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder) => builder.ToTable("organisation").HasKey(o => o.Id);
}

internal sealed class RoleCoverageTable : IEntityTypeConfiguration<RoleCoverage>
{
    public void Configure(EntityTypeBuilder<RoleCoverage> builder)
    {
        builder.ToTable("role_coverage");
        builder.HasKey(c => new { c.Municipality, c.Role, c.OrganisationId });
    }
}

// Identity's own tables under names that sort beside "account".
internal sealed class IdentityTables :
    IEntityTypeConfiguration<IdentityRole<Guid>>,
    IEntityTypeConfiguration<IdentityUserRole<Guid>>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityRoleClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) => builder.ToTable("identity_role");

    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder) => builder.ToTable("identity_user_role");

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("identity_user_claim");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("identity_user_login");

    public void Configure(EntityTypeBuilder<IdentityRoleClaim<Guid>> builder) => builder.ToTable("identity_role_claim");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("identity_user_token");
}
