using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StuckAndRepairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_task_claimed_by",
                table: "task");

            migrationBuilder.DropIndex(
                name: "ix_task_person_id",
                table: "task");

            migrationBuilder.AddColumn<string>(
                name: "consent_for",
                table: "task",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "repair_batch",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    looking_since = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repair_batch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repair_item",
                columns: table => new
                {
                    batch_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    trajectory_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    look = table.Column<int>(type: "INTEGER", nullable: false),
                    look_reason = table.Column<string>(type: "TEXT", nullable: true),
                    looked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_repair_item", x => new { x.batch_id, x.trajectory_id });
                });

            migrationBuilder.CreateTable(
                name: "stuck_sign",
                columns: table => new
                {
                    trajectory_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    subject = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stuck_sign", x => new { x.trajectory_id, x.number });
                });

            migrationBuilder.CreateIndex(
                name: "ix_task_claimed_by",
                table: "task",
                column: "claimed_by",
                filter: "claimed_by IS NOT NULL AND state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_task_person_id",
                table: "task",
                column: "person_id",
                filter: "person_id IS NOT NULL AND state < 2");

            migrationBuilder.CreateIndex(
                name: "ix_migration_item_refused",
                table: "migration_item",
                column: "instance_id",
                filter: "state = 3");

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
                name: "ix_stuck_sign_since",
                table: "stuck_sign",
                column: "since");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "repair_batch");

            migrationBuilder.DropTable(
                name: "repair_item");

            migrationBuilder.DropTable(
                name: "stuck_sign");

            migrationBuilder.DropIndex(
                name: "ix_task_claimed_by",
                table: "task");

            migrationBuilder.DropIndex(
                name: "ix_task_person_id",
                table: "task");

            migrationBuilder.DropIndex(
                name: "ix_migration_item_refused",
                table: "migration_item");

            migrationBuilder.DropColumn(
                name: "consent_for",
                table: "task");

            migrationBuilder.CreateIndex(
                name: "ix_task_claimed_by",
                table: "task",
                column: "claimed_by",
                filter: "claimed_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_task_person_id",
                table: "task",
                column: "person_id",
                filter: "person_id IS NOT NULL");
        }
    }
}
