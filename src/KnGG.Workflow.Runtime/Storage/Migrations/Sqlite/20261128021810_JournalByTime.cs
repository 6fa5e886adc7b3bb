using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JournalByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "started",
                table: "step",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "at",
                table: "audit_named_file",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql("UPDATE step SET started = coalesce((SELECT created_at FROM instance WHERE id = instance_id), at)");
            migrationBuilder.Sql(
                "UPDATE audit_named_file SET at = coalesce((SELECT at FROM audit a WHERE a.chain_id = audit_named_file.chain_id AND a.number = audit_named_file.number), 0)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "started",
                table: "step");

            migrationBuilder.DropColumn(
                name: "at",
                table: "audit_named_file");
        }
    }
}
