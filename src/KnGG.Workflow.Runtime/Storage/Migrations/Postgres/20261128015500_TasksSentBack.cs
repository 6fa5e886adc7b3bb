using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TasksSentBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "corrects_id",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "follows_id",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "given_by",
                table: "task",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "given_reason",
                table: "task",
                type: "text",
                nullable: true,
                collation: "C");
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
