using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Backups;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Backups;

public class When_a_backup_is_put_back : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-back-").FullName;
    private readonly List<string> _databases = [];

    public static TheoryData<string> Points => [CrashPoint.BackupWritten, CrashPoint.RestoreWritten, CrashPoint.RestoreInPlace];

    private string Kept => Path.Combine(_folder, "kept");

    public void Dispose()
    {
        CrashPoint.Listen(null);
        SqliteConnection.ClearAllPools();
        _databases.ForEach(TestStore.Drop);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_work_goes_on_from_there_and_mails_of_then_wait_for_a_decision(bool send)
    {
        var sent = new RecordingSender();
        using var old = await MailScene.Make(sent);
        var (_, organisation) = old.Person("jans", "jgz");
        var (waiting, later) = (MailScene.Want(old, organisation), MailScene.Want(old, organisation));
        old.Database.Write(t => t.Execute("UPDATE mail SET due_at = @later WHERE task_id = @task", ("@later", old.Clock.Now.AddDays(3)), ("@task", later)));
        old.Publish(Sequence("w", Line("k", "een"), Delay("a", TimeSpan.FromDays(1)), Line("l", "twee")));
        Guid[] instances = [.. Enumerable.Range(0, 300).Select(_ => old.StartInstance("w"))];
        Directory.CreateDirectory(Path.Combine(old.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(old.Folder, "keys", "pseudonym.key"), "sleutel");
        await File.WriteAllTextAsync(Path.Combine(old.Folder, "demo-wachtwoord.txt"), "geheim");

        // While steps are taken.
        var working = Task.Run(old.RunAll);
        var made = await Make(old);
        Assert.Equal(300, await working);
        Assert.Empty(made.Violations!);
        Assert.Equal(["workflow.db", "demo-wachtwoord.txt", "keys/pseudonym.key"], made.Manifest.Files.Select(f => f.Name).Where(n => !n.StartsWith("mail", StringComparison.Ordinal)));
        await MailScene.Send(old);
        var first = Assert.Single(sent.Taken);

        var after = new RecordingSender();
        var restored = await PutBack(old, "there");
        Assert.Equal(1, restored.Outcome.HeldMails);
        using var there = TestRuntime.On(restored.Options, old.Clock.Now, s => s.AddSingleton<IMailSender>(after));
        Story.MustHold(there);
        await MailScene.Send(there);
        Assert.Empty(after.Taken);
        Assert.Equal(MailState.HeldBack, MailScene.Row(there, waiting).State);
        var incident = Assert.Single(there.Database.Read(t => IncidentRows.Open(t)));
        Assert.Equal((IncidentKinds.Restore, "beheerder"), (incident.Kind, incident.OwnerRole));
        Assert.Contains("Eén mail stond toen klaar", incident.Message);
        Assert.Equal("sleutel", await File.ReadAllTextAsync(Path.Combine(there.Folder, "keys", "pseudonym.key")));
        Assert.Equal("geheim", await File.ReadAllTextAsync(Path.Combine(there.Folder, "demo-wachtwoord.txt")));

        // The administrator decides, and what was due later is nobody's question.
        var desk = there.Get<IncidentDesk>();
        Assert.Equal(RepairOutcome.Started, send ? desk.Retry(incident.Id, Actor.System) : desk.Skip(incident.Id, null, Actor.System));
        await MailScene.Send(there);
        Assert.Equal(send ? MailState.Sent : MailState.Cancelled, MailScene.Row(there, waiting).State);
        Assert.Equal(send ? [first.MessageId] : [], after.Taken.Select(m => m.MessageId));
        Assert.Empty(there.Database.Read(t => IncidentRows.Open(t)));

        // The steps go on where they stood, each once.
        there.RunAll();
        there.Time.Advance(TimeSpan.FromDays(1));
        there.RunAll();
        Assert.All(instances, i => Assert.Equal(["een", "twee"], there.LinesOf(i)));
        Assert.Equal(600, there.Count("step"));

        await MailScene.At(there, new DateOnly(2026, 1, 6), 10);
        Assert.Equal(MailState.Sent, MailScene.Row(there, later).State);
        Story.MustHold(there);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_try_that_dies_is_done_again_and_is_never_half_there(string point)
    {
        using var old = await TestRuntime.Make();
        old.Publish(Sequence("w", Line("l", "x")));
        var instance = old.StartInstance("w");
        CrashPoint.Listen(name =>
        {
            if (name == point)
            {
                throw new CrashException(name);
            }
        });
        if (point == CrashPoint.BackupWritten)
        {
            await Assert.ThrowsAsync<CrashException>(() => Make(old));
            Assert.False(Directory.Exists(Kept));
        }

        CrashPoint.Listen(point == CrashPoint.BackupWritten ? null : name =>
        {
            if (name == point)
            {
                throw new CrashException(name);
            }
        });
        await Make(old);
        var options = Place(old, "there");
        if (point != CrashPoint.BackupWritten)
        {
            await Assert.ThrowsAsync<CrashException>(() => Restore.Run(Kept, options, old.Time));
            CrashPoint.Listen(null);
        }

        if (point == CrashPoint.RestoreInPlace)
        {
            // Everything had arrived: a second time is refused, and what lay around is gone.
            await Assert.ThrowsAnyAsync<DatabaseRefusedException>(() => Restore.Run(Kept, options, old.Time));
        }
        else
        {
            await Restore.Run(Kept, options, old.Time);
        }

        Assert.False(Directory.Exists(Path.Combine(options.DataDirectory, ".terugzetten")));
        using var there = TestRuntime.On(options, old.Clock.Now);
        there.RunAll();
        Assert.Equal(["x"], there.LinesOf(instance));
        Assert.Single(there.Database.Read(t => IncidentRows.Open(t)));
        Story.MustHold(there);
    }

    [Fact]
    public async Task What_is_not_whole_not_empty_or_newer_is_refused_and_nothing_changes()
    {
        using var old = await TestRuntime.Make();
        old.Publish(Sequence("w", Line("l", "x")));
        await Make(old);
        Assert.Contains("niet leeg", (await Assert.ThrowsAsync<BackupRefusedException>(() => Make(old))).Message);
        Assert.Contains("geen back-up", (await Assert.ThrowsAsync<BackupRefusedException>(() => Restore.Run(_folder, Place(old, "x"), old.Time))).Message);

        // On top of what is there.
        await Assert.ThrowsAnyAsync<DatabaseRefusedException>(() => Restore.Run(Kept, old.Options, old.Time));
        Assert.Equal(1, old.Count("workflow_definition"));

        // A copy that broke off, and one that was changed.
        var broken = Path.Combine(_folder, "broken");
        Directory.CreateDirectory(broken);
        File.Copy(Path.Combine(Kept, "backup.json"), Path.Combine(broken, "backup.json"));
        var place = Place(old, "y");
        Assert.Contains("workflow.db ontbreekt", (await Assert.ThrowsAsync<BackupRefusedException>(() => Restore.Run(broken, place, old.Time))).Message);
        await File.WriteAllBytesAsync(Path.Combine(broken, "workflow.db"), (await File.ReadAllBytesAsync(Path.Combine(Kept, "workflow.db")))[..^1]);
        Assert.Contains("anders dan toen", (await Assert.ThrowsAsync<BackupRefusedException>(() => Restore.Run(broken, place, old.Time))).Message);
        Assert.Equal("{ dit is geen json", await Garbled(broken, place, old));

        // Of a newer program.
        old.Database.Write(t => t.Execute("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99.0.0')"""));
        var newer = Path.Combine(_folder, "newer");
        if (old.Options.Postgres is not null)
        {
            await Assert.ThrowsAsync<DatabaseTooNewException>(() => Make(old, newer));
            Assert.False(Directory.Exists(newer));
            return;
        }

        Assert.Null((await Make(old, newer)).Violations);
        await Assert.ThrowsAsync<DatabaseTooNewException>(() => Restore.Run(newer, place, old.Time));
        Assert.False(File.Exists(place.DatabaseFile));
    }

    [Fact]
    public async Task A_backup_of_an_older_schema_is_brought_up_to_date_and_the_backup_stays_as_it_was()
    {
        var options = new RuntimeOptions { DataDirectory = Path.Combine(_folder, "older"), RunLoops = false };
        Directory.CreateDirectory(options.DataDirectory);
        await using (var db = new SqliteWorkflowDb(SqliteStepDatabase.EfOptions(options.DatabaseFile)))
        {
            await db.GetService<IMigrator>().MigrateAsync("20261122101836_Initial");
        }

        SqliteConnection.ClearAllPools();
        var made = await Backup.Make(options, Kept, _ => throw new InvalidOperationException("Nothing to check with."), TimeProvider.System);
        Assert.Equal(("20261122101836_Initial", null), (made.Manifest.Schema, made.Violations));
        using var place = await TestRuntime.Make();
        var target = Place(place, "there");
        await Restore.Run(Kept, target, TimeProvider.System);
        using var there = TestRuntime.On(target, TestRuntime.Start);
        Assert.Equal(0, there.Count("task_draft"));
        Story.MustHold(there);
        BackupManifest.Read(Kept);
    }

    [Fact]
    public async Task A_backup_goes_to_the_other_database_as_well()
    {
        using var old = await TestRuntime.Make();
        old.Publish(Sequence("w", Delay("a", TimeSpan.FromDays(1)), Line("l", "x")));
        var instance = old.StartInstance("w");
        old.RunAll();
        await Make(old);
        var other = old.Options.Postgres is null ? OnServer("other") : new RuntimeOptions { DataDirectory = Path.Combine(_folder, "other"), RunLoops = false };
        await Restore.Run(Kept, other, old.Time);
        using var there = TestRuntime.On(other, old.Clock.Now.AddDays(1));
        Assert.Equal(1, there.RunAll());
        Assert.Equal(["x"], there.LinesOf(instance));
        Story.MustHold(there);
    }

    [Fact]
    public async Task A_database_that_was_put_back_by_other_means_has_its_mails_held_too()
    {
        using var runtime = await MailScene.Make(new RecordingSender());
        var (_, organisation) = runtime.Person("jans", "jgz");
        MailScene.Want(runtime, organisation);
        var restored = await Restore.AfterTheFact(runtime.Options, runtime.Time);
        Assert.Equal((null, 1), (restored.MadeAt, restored.HeldMails));
        Assert.False(await runtime.Mail.RunOnce(default));
        Story.MustHold(runtime);

        // Whoever completes the task is not mailed about it any more, whatever is decided.
        var task = MailScene.Rows(runtime)[0].TaskId!.Value;
        runtime.Database.Write(t => MailRows.DropOfTask(t, task, runtime.Clock.Now));
        Assert.Equal(MailState.Cancelled, MailScene.Row(runtime, task).State);
    }

    private static async Task<string> Garbled(string folder, RuntimeOptions place, TestRuntime old)
    {
        const string Text = "{ dit is geen json";
        await File.WriteAllTextAsync(Path.Combine(folder, "backup.json"), Text);
        Assert.Contains("niet te lezen", (await Assert.ThrowsAsync<BackupRefusedException>(() => Restore.Run(folder, place, old.Time))).Message);
        return Text;
    }

    private Task<BackupMade> Make(TestRuntime runtime, string? to = null) => Backup.Make(runtime.Options, to ?? Kept, Check, runtime.Time);

    private static async Task<IReadOnlyList<InvariantViolation>> Check(RuntimeOptions copy)
    {
        await WorkflowDatabase.Prepare(copy, TimeProvider.System);
        using var runtime = TestRuntime.On(copy, TestRuntime.Start);
        return runtime.Database.Read(t => runtime.Get<InvariantCheck>().Run(t, replay: true));
    }

    private async Task<(Restored Outcome, RuntimeOptions Options)> PutBack(TestRuntime old, string name)
    {
        var options = Place(old, name);
        return (await Restore.Run(Kept, options, old.Time), options);
    }

    // An empty place of the same kind.
    private RuntimeOptions Place(TestRuntime old, string name) =>
        old.Options.Postgres is null ? new RuntimeOptions { DataDirectory = Path.Combine(_folder, name), RunLoops = false } : OnServer(name);

    private RuntimeOptions OnServer(string name)
    {
        var connection = PostgresServer.Instance.Connection(PostgresServer.Instance.Make());
        _databases.Add(connection);
        return new RuntimeOptions { DataDirectory = Path.Combine(_folder, name), Postgres = connection, RunLoops = false };
    }
}
