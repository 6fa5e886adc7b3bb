using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Archive : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "trajectory",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "archived_instance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    definition_version_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    start_correlation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_instance_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parent_bookmark_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    sub_status = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    fact_count = table.Column<long>(type: "bigint", nullable: false),
                    incident_count = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_archived_instance", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archived_part",
                columns: table => new
                {
                    trajectory_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_archived_part", x => new { x.trajectory_id, x.part });
                });

            migrationBuilder.CreateTable(
                name: "archived_set",
                columns: table => new
                {
                    set_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_archived_set", x => x.set_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_trajectory_to_archive",
                table: "trajectory",
                column: "closed_at",
                filter: "closed_at IS NOT NULL AND archived_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_trajectory_id",
                table: "mail",
                column: "trajectory_id",
                filter: "trajectory_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_archived_instance_set_id_created_at_id",
                table: "archived_instance",
                columns: new[] { "set_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_instance_trajectory_id",
                table: "archived_instance",
                column: "trajectory_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "archived_instance");

            migrationBuilder.DropTable(
                name: "archived_part");

            migrationBuilder.DropTable(
                name: "archived_set");

            migrationBuilder.DropIndex(
                name: "ix_trajectory_to_archive",
                table: "trajectory");

            migrationBuilder.DropIndex(
                name: "ix_mail_trajectory_id",
                table: "mail");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "trajectory");
        }
    }
}
