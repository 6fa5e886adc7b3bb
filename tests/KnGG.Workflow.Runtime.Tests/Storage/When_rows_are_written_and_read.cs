using KnGG.Workflow.Runtime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Storage;

public class When_rows_are_written_and_read
{
    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Database.Write(t => t.Execute(TestStore.IsPostgres
            ? "CREATE TABLE probe (id uuid, at bigint, d TEXT, s TEXT, e TEXT, n bigint, r float8, b bytea, eb bytea, f integer, z TEXT)"
            : "CREATE TABLE probe (id BLOB, at INTEGER, d TEXT, s TEXT, e TEXT, n INTEGER, r REAL, b BLOB, eb BLOB, f INTEGER, z TEXT)"));
        var id = Ids.New(TestRuntime.Start);
        var text = new string('é', 400) + " \u0001 €";
        runtime.Database.Write(t => t.Execute(
            "INSERT INTO probe VALUES (@id, @at, @d, @s, @e, @n, @r, @b, @eb, @f, @z)",
            ("@id", id), ("@at", TestRuntime.Start), ("@d", new DateOnly(2026, 2, 28)), ("@s", text), ("@e", ""), ("@n", long.MaxValue), ("@r", 0.1),
            ("@b", new byte[] { 0, 1, 255 }), ("@eb", Array.Empty<byte>()), ("@f", true), ("@z", null)));
        var read = runtime.Database.Read(t => t.First("SELECT * FROM probe", r => (
            r.Id(0), r.Instant(1), r.Date(2), r.Text(3), r.TextOrNull(4), r.Number(5), r.Real(6), Bytes: r.Bytes(7), Empty: r.IsNull(8) ? null : r.Bytes(8), r.Flag(9), r.TextOrNull(10))));
        Assert.Equal((id, TestRuntime.Start, new DateOnly(2026, 2, 28), text, "", long.MaxValue, 0.1), (read.Item1, read.Item2, read.Item3, read.Item4, read.Item5, read.Item6, read.Item7));
        Assert.Equal([0, 1, 255], read.Bytes);
        Assert.Empty(read.Empty ?? [1]);
        Assert.True(read.Item10);
        Assert.Null(read.Item11);
    }

    [Fact]
    public async Task Both_paths_see_the_same_row()
    {
        using var runtime = await TestRuntime.Make();
        var (account, organisation) = runtime.Person("anna", "jgz");
        Assert.Equal("anna", runtime.Database.Read(t => t.First(
            "SELECT a.user_name FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.organisation_id = @o", r => r.Text(0), ("@o", organisation))));
        using var scope = runtime.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        Assert.Equal("anna", (await db.Users.SingleAsync(u => u.Id == account)).UserName);
    }

    [Fact]
    public async Task Work_that_throws_leaves_nothing_and_the_next_can_go_on()
    {
        using var runtime = await TestRuntime.Make();
        Assert.Throws<InvalidOperationException>(() => runtime.Database.Write(t =>
        {
            t.Execute("INSERT INTO kept_event (name, payload, at, expires_at) VALUES ('x', '{}', 0, 0)");
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, runtime.Count("kept_event"));
        runtime.Database.Write(t => t.Execute("INSERT INTO kept_event (name, payload, at, expires_at) VALUES ('x', '{}', 0, 0)"));
        Assert.Equal(1, runtime.Count("kept_event"));
    }

    [Fact]
    public async Task A_second_transaction_inside_the_first_is_refused_instead_of_waiting_for_ever()
    {
        using var runtime = await TestRuntime.Make();
        Assert.Throws<InvalidOperationException>(() => runtime.Database.Write(_ => runtime.Database.Write(_ => 1)));
    }

    [Fact]
    public async Task Preparing_twice_changes_nothing_and_two_at_once_wait_for_each_other()
    {
        using var runtime = await TestRuntime.Make();
        runtime.Person("anna", "jgz");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WorkflowDatabase.Prepare(runtime.Options, TimeProvider.System))));
        Assert.Equal(1, runtime.Count("account"));
    }
}
