using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MailAbsenceAndJobs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "digest_id",
                table: "mail",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "for_digest",
                table: "mail",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "refusals",
                table: "mail",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "sent_on",
                table: "mail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    deputy_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    set_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    job = table.Column<string>(type: "TEXT", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    missed = table.Column<int>(type: "INTEGER", nullable: false),
                    failed = table.Column<bool>(type: "INTEGER", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => new { x.job, x.due_at });
                });

            migrationBuilder.CreateTable(
                name: "mail_server",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    down_since = table.Column<long>(type: "INTEGER", nullable: true),
                    pause_until = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    incident_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_server", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stuck_night",
                columns: table => new
                {
                    night = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    municipality = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    trajectories = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stuck_night", x => new { x.night, x.cause, x.region, x.municipality, x.step });
                });

            migrationBuilder.CreateIndex(
                name: "ix_mail_account_id_sent_on",
                table: "mail",
                columns: new[] { "account_id", "sent_on" },
                filter: "sent_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_digest_id",
                table: "mail",
                column: "digest_id",
                filter: "digest_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_waiting_for_person",
                table: "mail",
                columns: new[] { "account_id", "due_at" },
                filter: "state IN (0, 3)");

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
                name: "ix_absence_account_id_first_day",
                table: "absence",
                columns: new[] { "account_id", "first_day" },
                filter: "withdrawn_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "mail_server");

            migrationBuilder.DropTable(
                name: "stuck_night");

            migrationBuilder.DropIndex(
                name: "ix_mail_account_id_sent_on",
                table: "mail");

            migrationBuilder.DropIndex(
                name: "ix_mail_digest_id",
                table: "mail");

            migrationBuilder.DropIndex(
                name: "ix_mail_waiting_for_person",
                table: "mail");

            migrationBuilder.DropIndex(
                name: "ix_account_absent_from",
                table: "account");

            migrationBuilder.DropIndex(
                name: "ix_account_deputy_id",
                table: "account");

            migrationBuilder.DropColumn(
                name: "digest_id",
                table: "mail");

            migrationBuilder.DropColumn(
                name: "for_digest",
                table: "mail");

            migrationBuilder.DropColumn(
                name: "refusals",
                table: "mail");

            migrationBuilder.DropColumn(
                name: "sent_on",
                table: "mail");
        }
    }
}
