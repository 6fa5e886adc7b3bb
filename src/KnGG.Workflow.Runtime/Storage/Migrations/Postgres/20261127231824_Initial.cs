using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    last_day = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    absent_from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    absent_until = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email_confirmed = table.Column<int>(type: "integer", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    security_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number_confirmed = table.Column<int>(type: "integer", nullable: false),
                    two_factor_enabled = table.Column<int>(type: "integer", nullable: false),
                    lockout_end = table.Column<long>(type: "bigint", nullable: true),
                    lockout_enabled = table.Column<int>(type: "integer", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_role",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_role", x => new { x.account_id, x.organisation_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "agreement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    parties = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_until = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    review_on = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    set_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_agreement", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    chain_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    organisation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    what = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    purpose = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => new { x.chain_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "audit_named_file",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chain_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_named_file", x => new { x.file_id, x.chain_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "care_setting",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, defaultValue: "", collation: "C"),
                    set_by = table.Column<string>(type: "text", nullable: false, defaultValue: "", collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_care_setting", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "child",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ref_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    @ref = table.Column<string>(name: "ref", type: "text", nullable: false, collation: "C"),
                    given_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    birth_date = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sex = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_child", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    now = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definition_set",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    root_definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    root_version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version_ids = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_set", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_wait",
                columns: table => new
                {
                    bookmark_id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_wait", x => x.bookmark_id);
                });

            migrationBuilder.CreateTable(
                name: "family_adult",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    family_id = table.Column<Guid>(type: "uuid", nullable: false),
                    relation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    has_authority = table.Column<int>(type: "integer", nullable: true),
                    household = table.Column<int>(type: "integer", nullable: false),
                    set_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_family_adult", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "family_child",
                columns: table => new
                {
                    child_id = table.Column<Guid>(type: "uuid", nullable: false),
                    family_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_family_child", x => x.child_id);
                });

            migrationBuilder.CreateTable(
                name: "handover",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from_role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    to_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decline_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    starts_on = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    offered_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_role",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incident",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    node_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    owner_role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stimulus_seq = table.Column<long>(type: "bigint", nullable: true),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    resolution = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    start_correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parent_bookmark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    sub_status = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    fact_count = table.Column<long>(type: "bigint", nullable: false),
                    incident_count = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instance", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    job = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    lease_until = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    missed = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => new { x.job, x.due_at });
                });

            migrationBuilder.CreateTable(
                name: "kept_event",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payload = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_event", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unique_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    template = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    refusals = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    for_digest = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    digest_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_on = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_server",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    down_since = table.Column<long>(type: "bigint", nullable: true),
                    pause_until = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_server", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_batch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    renamed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_migration_batch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_item",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    to_set_id = table.Column<long>(type: "bigint", nullable: false),
                    from_set_id = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    taken_at = table.Column<long>(type: "bigint", nullable: true),
                    look = table.Column<int>(type: "integer", nullable: false),
                    look_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    looked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_migration_item", x => new { x.batch_id, x.instance_id });
                });

            migrationBuilder.CreateTable(
                name: "municipality",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_bare = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_municipality", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "node",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    steps = table.Column<long>(type: "bigint", nullable: false),
                    clock_ahead_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_node", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    category = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    home_municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    catchment = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    waiting_days = table.Column<int>(type: "integer", nullable: true),
                    free_places = table.Column<int>(type: "integer", nullable: true),
                    recognition = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from_years = table.Column<int>(type: "integer", nullable: false),
                    to_years = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_until = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    set_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offer", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payer_agreement",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    anamnesis_payer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    jgz_payer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_until = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    agreed_on = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signatories = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_by = table.Column<string>(type: "text", nullable: false, defaultValue: "", collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payer_agreement", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "publish_approval",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    asked_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    published_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publish_approval", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quality_registration",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    register = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valid_until = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quality_registration", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quality_warning",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    warned_on = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quality_warning", x => new { x.account_id, x.role, x.warned_on });
                });

            migrationBuilder.CreateTable(
                name: "region_signal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raised_on = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_region_signal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repair_batch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    looking_since = table.Column<long>(type: "bigint", nullable: true),
                    done_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repair_batch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repair_item",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    taken_at = table.Column<long>(type: "bigint", nullable: true),
                    look = table.Column<int>(type: "integer", nullable: false),
                    look_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    looked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repair_item", x => new { x.batch_id, x.trajectory_id });
                });

            migrationBuilder.CreateTable(
                name: "role_coverage",
                columns: table => new
                {
                    municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_coverage", x => new { x.municipality, x.role, x.organisation_id });
                });

            migrationBuilder.CreateTable(
                name: "service_key",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_key", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "signal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_on = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "step",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bookmark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    id_seed = table.Column<Guid>(type: "uuid", nullable: false),
                    care = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    first_fact = table.Column<long>(type: "bigint", nullable: false),
                    fact_count = table.Column<int>(type: "integer", nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rowid = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step", x => new { x.instance_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "stimulus",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bookmark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stimulus", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "stuck_night",
                columns: table => new
                {
                    night = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    step = table.Column<int>(type: "integer", nullable: false),
                    trajectories = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stuck_night", x => new { x.night, x.cause, x.region, x.municipality, x.step });
                });

            migrationBuilder.CreateTable(
                name: "stuck_sign",
                columns: table => new
                {
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stuck_sign", x => new { x.trajectory_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "task",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    activity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    node_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_plain = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    form = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outcomes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    opens_at = table.Column<long>(type: "bigint", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    next = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    if_nothing = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    handover_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    consent_for = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    on_behalf_allowed = table.Column<int>(type: "integer", nullable: false),
                    prefill = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    claimed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    claimed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decline_count = table.Column<int>(type: "integer", nullable: false),
                    decline_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    escalation_stage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    escalated_role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    escalated_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    escalated_person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_answer",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: true),
                    form = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answered_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answered_at = table.Column<long>(type: "bigint", nullable: false),
                    said_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    said_at = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_answer", x => x.task_id);
                });

            migrationBuilder.CreateTable(
                name: "team_member",
                columns: table => new
                {
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_owner = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_member", x => new { x.trajectory_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "trajectory",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    child_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_open = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    stage_since = table.Column<long>(type: "bigint", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    ggr = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    weight_class = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    route = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    municipality = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    region = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner_role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    owner_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    root_instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    process = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trajectory", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trajectory_health",
                columns: table => new
                {
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trajectory_health", x => x.trajectory_id);
                });

            migrationBuilder.CreateTable(
                name: "trajectory_social",
                columns: table => new
                {
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trajectory_social", x => x.trajectory_id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_definition",
                columns: table => new
                {
                    version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_latest = table.Column<int>(type: "integer", nullable: false),
                    is_published = table.Column<int>(type: "integer", nullable: false),
                    was_published = table.Column<int>(type: "integer", nullable: false),
                    usable_as_activity = table.Column<int>(type: "integer", nullable: false),
                    set_id = table.Column<long>(type: "bigint", nullable: true),
                    file_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<long>(type: "bigint", nullable: true),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workflow_definition", x => x.version_id);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claim_value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_user_claim", x => x.id);
                    table.ForeignKey(
                        name: "FK_identity_user_claim_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_display_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_user_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "FK_identity_user_login_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_token",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_user_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_identity_user_token_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claim_value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_claim", x => x.id);
                    table.ForeignKey(
                        name: "FK_identity_role_claim_identity_role_role_id",
                        column: x => x.role_id,
                        principalTable: "identity_role",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_user_role",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_user_role", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "FK_identity_user_role_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_identity_user_role_identity_role_role_id",
                        column: x => x.role_id,
                        principalTable: "identity_role",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absence_account_id_first_day",
                table: "absence",
                columns: new[] { "account_id", "first_day" },
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_account_absent_from",
                table: "account",
                column: "absent_from",
                filter: "absent_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_account_deputy_id",
                table: "account",
                column: "deputy_id",
                filter: "deputy_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_role_organisation_id_role",
                table: "account_role",
                columns: new[] { "organisation_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_region",
                table: "agreement",
                column: "region");

            migrationBuilder.CreateIndex(
                name: "ix_care_setting_scope",
                table: "care_setting",
                column: "scope");

            migrationBuilder.CreateIndex(
                name: "ix_child_ref_hash",
                table: "child",
                column: "ref_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_definition_set_hash",
                table: "definition_set",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_definition_set_root_version_id",
                table: "definition_set",
                column: "root_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_wait_instance_id",
                table: "event_wait",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_wait_name_correlation_id",
                table: "event_wait",
                columns: new[] { "name", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_family_adult_family_id",
                table: "family_adult",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "ix_family_child_family_id",
                table: "family_child",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "ix_handover_from_organisation_id_from_role_state",
                table: "handover",
                columns: new[] { "from_organisation_id", "from_role", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_handover_to_organisation_id_to_role_state",
                table: "handover",
                columns: new[] { "to_organisation_id", "to_role", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_handover_trajectory_id",
                table: "handover",
                column: "trajectory_id");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "identity_role",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_role_claim_role_id",
                table: "identity_role_claim",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_claim_user_id",
                table: "identity_user_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_login_user_id",
                table: "identity_user_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_user_role_role_id",
                table: "identity_user_role",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_incident_at",
                table: "incident",
                column: "at",
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_incident_instance_id",
                table: "incident",
                column: "instance_id",
                filter: "instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_incident_trajectory_id",
                table: "incident",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instance_definition_id_status",
                table: "instance",
                columns: new[] { "definition_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_instance_incident_count",
                table: "instance",
                column: "incident_count",
                filter: "incident_count > 0");

            migrationBuilder.CreateIndex(
                name: "ix_instance_parent_bookmark_id",
                table: "instance",
                column: "parent_bookmark_id",
                filter: "parent_bookmark_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instance_parent_instance_id",
                table: "instance",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instance_trajectory_id",
                table: "instance",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_instance_updated_at",
                table: "instance",
                column: "updated_at");

            migrationBuilder.CreateIndex(
                name: "ix_kept_event_name",
                table: "kept_event",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_mail_account_id_sent_on",
                table: "mail",
                columns: new[] { "account_id", "sent_on" },
                filter: "sent_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_created_at",
                table: "mail",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_mail_digest_id",
                table: "mail",
                column: "digest_id",
                filter: "digest_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_due_at_id",
                table: "mail",
                columns: new[] { "due_at", "id" },
                filter: "state IN (0, 1, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_mail_task_id",
                table: "mail",
                column: "task_id",
                filter: "task_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_unique_key",
                table: "mail",
                column: "unique_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_waiting_for_person",
                table: "mail",
                columns: new[] { "account_id", "due_at" },
                filter: "state IN (0, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_migration_batch_running",
                table: "migration_batch",
                column: "state",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_migration_batch_started_at",
                table: "migration_batch",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_migration_item_pending",
                table: "migration_item",
                columns: new[] { "batch_id", "number" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_migration_item_refused",
                table: "migration_item",
                column: "instance_id",
                filter: "state = 3");

            migrationBuilder.CreateIndex(
                name: "ix_offer_region_category",
                table: "offer",
                columns: new[] { "region", "category" });

            migrationBuilder.CreateIndex(
                name: "ix_payer_agreement_region",
                table: "payer_agreement",
                column: "region");

            migrationBuilder.CreateIndex(
                name: "ix_publish_approval_asked_at",
                table: "publish_approval",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_publish_approval_version_id_content_hash",
                table: "publish_approval",
                columns: new[] { "version_id", "content_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_registration_account_id",
                table: "quality_registration",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_region_signal_region_kind",
                table: "region_signal",
                columns: new[] { "region", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_repair_batch_at_work",
                table: "repair_batch",
                column: "state",
                filter: "state IN (0, 2)");

            migrationBuilder.CreateIndex(
                name: "ix_repair_batch_started_at",
                table: "repair_batch",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_repair_item_pending",
                table: "repair_item",
                columns: new[] { "batch_id", "number" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_signal_key_hash",
                table: "signal",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signal_received_on",
                table: "signal",
                column: "received_on");

            migrationBuilder.CreateIndex(
                name: "ix_signal_trajectory_id",
                table: "signal",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stimulus_bookmark_id",
                table: "stimulus",
                column: "bookmark_id",
                filter: "bookmark_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stimulus_due_at_seq",
                table: "stimulus",
                columns: new[] { "due_at", "seq" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_stimulus_instance_id",
                table: "stimulus",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_stuck_sign_since",
                table: "stuck_sign",
                column: "since");

            migrationBuilder.CreateIndex(
                name: "ix_task_claimed_by",
                table: "task",
                column: "claimed_by",
                filter: "claimed_by IS NOT NULL AND state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_task_due_at",
                table: "task",
                column: "due_at",
                filter: "state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_task_escalated_organisation_id_escalated_role",
                table: "task",
                columns: new[] { "escalated_organisation_id", "escalated_role" },
                filter: "escalated_organisation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_task_escalated_person_id",
                table: "task",
                column: "escalated_person_id",
                filter: "escalated_person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_task_instance_id",
                table: "task",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_person_id",
                table: "task",
                column: "person_id",
                filter: "person_id IS NOT NULL AND state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_task_queue",
                table: "task",
                columns: new[] { "organisation_id", "role", "due_at", "person_id", "claimed_by", "id" },
                filter: "state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_task_trajectory_id",
                table: "task",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_task_answer_trajectory_id",
                table: "task_answer",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_team_member_organisation_id_role",
                table: "team_member",
                columns: new[] { "organisation_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_team_member_person_id",
                table: "team_member",
                column: "person_id",
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_trajectory_child_id_is_open",
                table: "trajectory",
                columns: new[] { "child_id", "is_open" });

            migrationBuilder.CreateIndex(
                name: "ix_trajectory_is_open_opened_at",
                table: "trajectory",
                columns: new[] { "is_open", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_trajectory_municipality_step",
                table: "trajectory",
                columns: new[] { "municipality", "step" });

            migrationBuilder.CreateIndex(
                name: "ix_trajectory_owner_organisation_id_owner_role",
                table: "trajectory",
                columns: new[] { "owner_organisation_id", "owner_role" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definition_definition_id_version",
                table: "workflow_definition",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definition_name",
                table: "workflow_definition",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ux_workflow_definition_published",
                table: "workflow_definition",
                column: "definition_id",
                unique: true,
                filter: "is_published = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "account_role");

            migrationBuilder.DropTable(
                name: "agreement");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_named_file");

            migrationBuilder.DropTable(
                name: "care_setting");

            migrationBuilder.DropTable(
                name: "child");

            migrationBuilder.DropTable(
                name: "clock");

            migrationBuilder.DropTable(
                name: "definition_set");

            migrationBuilder.DropTable(
                name: "event_wait");

            migrationBuilder.DropTable(
                name: "family_adult");

            migrationBuilder.DropTable(
                name: "family_child");

            migrationBuilder.DropTable(
                name: "handover");

            migrationBuilder.DropTable(
                name: "identity_role_claim");

            migrationBuilder.DropTable(
                name: "identity_user_claim");

            migrationBuilder.DropTable(
                name: "identity_user_login");

            migrationBuilder.DropTable(
                name: "identity_user_role");

            migrationBuilder.DropTable(
                name: "identity_user_token");

            migrationBuilder.DropTable(
                name: "incident");

            migrationBuilder.DropTable(
                name: "instance");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "kept_event");

            migrationBuilder.DropTable(
                name: "mail");

            migrationBuilder.DropTable(
                name: "mail_server");

            migrationBuilder.DropTable(
                name: "migration_batch");

            migrationBuilder.DropTable(
                name: "migration_item");

            migrationBuilder.DropTable(
                name: "municipality");

            migrationBuilder.DropTable(
                name: "node");

            migrationBuilder.DropTable(
                name: "offer");

            migrationBuilder.DropTable(
                name: "organisation");

            migrationBuilder.DropTable(
                name: "payer_agreement");

            migrationBuilder.DropTable(
                name: "publish_approval");

            migrationBuilder.DropTable(
                name: "quality_registration");

            migrationBuilder.DropTable(
                name: "quality_warning");

            migrationBuilder.DropTable(
                name: "region_signal");

            migrationBuilder.DropTable(
                name: "repair_batch");

            migrationBuilder.DropTable(
                name: "repair_item");

            migrationBuilder.DropTable(
                name: "role_coverage");

            migrationBuilder.DropTable(
                name: "service_key");

            migrationBuilder.DropTable(
                name: "signal");

            migrationBuilder.DropTable(
                name: "step");

            migrationBuilder.DropTable(
                name: "stimulus");

            migrationBuilder.DropTable(
                name: "stuck_night");

            migrationBuilder.DropTable(
                name: "stuck_sign");

            migrationBuilder.DropTable(
                name: "task");

            migrationBuilder.DropTable(
                name: "task_answer");

            migrationBuilder.DropTable(
                name: "team_member");

            migrationBuilder.DropTable(
                name: "trajectory");

            migrationBuilder.DropTable(
                name: "trajectory_health");

            migrationBuilder.DropTable(
                name: "trajectory_social");

            migrationBuilder.DropTable(
                name: "workflow_definition");

            migrationBuilder.DropTable(
                name: "identity_role");

            migrationBuilder.DropTable(
                name: "account");
        }
    }
}
