using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KnGG.Workflow.Runtime.Storage.Migrations.Postgres
{
    /// <summary>
    /// Written by hand (ADR 0047): EF knows no partitions. Each table is renamed, the divided one made with the same columns and one more, its rows
    /// copied in the order in which they were written, and the old one dropped; all in the transaction of the migration.
    /// </summary>
    public partial class JournalByTime : Migration
    {
        // The first of October 2026: what is older lies together.
        private const string First = "1790812800000";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Divide(
                migrationBuilder, "audit_named_file", ", at bigint NOT NULL", "at", "file_id, chain_id, number",
                "SELECT o.*, coalesce(a.at, 0) FROM audit_named_file_undivided o LEFT JOIN audit a ON a.chain_id = o.chain_id AND a.number = o.number");
            Divide(migrationBuilder, "audit", "", "at", "chain_id, number", "SELECT o.* FROM audit_undivided o");
            Divide(
                migrationBuilder, "step", ", started bigint NOT NULL", "started", "instance_id, number",
                "SELECT o.*, coalesce(i.created_at, o.at) FROM step_undivided o LEFT JOIN instance i ON i.id = o.instance_id ORDER BY o.rowid");
            Continue(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            Join(migrationBuilder, "audit_named_file", "at", "file_id, chain_id, number");
            Join(migrationBuilder, "audit", null, "chain_id, number");
            Join(migrationBuilder, "step", "started", "instance_id, number");
            Continue(migrationBuilder);
        }

        private static void Divide(MigrationBuilder migrationBuilder, string table, string more, string column, string key, string rows) => migrationBuilder.Sql(
            $"""
            ALTER TABLE {table} RENAME TO {table}_undivided;
            CREATE TABLE {table} (LIKE {table}_undivided INCLUDING DEFAULTS INCLUDING IDENTITY{more}) PARTITION BY RANGE ({column});
            CREATE TABLE {table}_earlier PARTITION OF {table} (PRIMARY KEY ({key})) FOR VALUES FROM (MINVALUE) TO ({First});
            CREATE TABLE {table}_later PARTITION OF {table} (PRIMARY KEY ({key})) FOR VALUES FROM ({First}) TO (MAXVALUE);
            INSERT INTO {table} OVERRIDING SYSTEM VALUE {rows};
            DROP TABLE {table}_undivided;
            """);

        private static void Join(MigrationBuilder migrationBuilder, string table, string column, string key)
        {
            migrationBuilder.Sql(
                $"""
                ALTER TABLE {table} RENAME TO {table}_divided;
                CREATE TABLE {table} (LIKE {table}_divided INCLUDING DEFAULTS INCLUDING IDENTITY);
                INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {table}_divided;
                DROP TABLE {table}_divided;
                ALTER TABLE {table} ADD CONSTRAINT "PK_{table}" PRIMARY KEY ({key});
                """);
            if (column is not null)
            {
                migrationBuilder.Sql($"ALTER TABLE {table} DROP COLUMN {column};");
            }
        }

        // New steps are numbered after the last one.
        private static void Continue(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("SELECT setval(pg_get_serial_sequence('step', 'rowid'), coalesce(max(rowid), 0) + 1, false) FROM step;");
    }
}
