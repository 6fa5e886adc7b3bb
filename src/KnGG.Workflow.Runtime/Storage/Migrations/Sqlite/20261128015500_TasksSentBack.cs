using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TasksSentBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "corrects_id",
                table: "task",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "follows_id",
                table: "task",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "given_by",
                table: "task",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "given_reason",
                table: "task",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "corrects_id",
                table: "task");

            migrationBuilder.DropColumn(
                name: "follows_id",
                table: "task");

            migrationBuilder.DropColumn(
                name: "given_by",
                table: "task");

            migrationBuilder.DropColumn(
                name: "given_reason",
                table: "task");
        }
    }
}
