using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Runtime.Tests.Mail;
using Microsoft.Data.Sqlite;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>The drill of docs/OPERATIONS.md: back up while people work, go on, lose the machine, put back elsewhere, go on there.</summary>
public sealed class When_a_backup_is_made_at_work : IDisposable
{
    private const string Begin = "2026-03-02T09:00:00+01:00";

    private static readonly DateTimeOffset Start = DateTimeOffset.Parse(Begin, CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("kngg-drill-").FullName;
    private int _children;

    private string Here => Path.Combine(_folder, "here");

    private string There => Path.Combine(_folder, "there");

    private string Kept => Path.Combine(_folder, "kept");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_is_put_back_elsewhere_the_work_goes_on_and_no_mail_is_sent_again()
    {
        await using var server = new ScriptedSmtpServer();

        // Full mailboxes at first: mails are waiting when the backup is made.
        for (var i = 0; i < 400; i++)
        {
            server.Answers.Enqueue("452 later");
        }

        await using var host = await Run(Here, server);
        await using var database = await PreparedDatabase.Open(Here);
        await Signal(host);
        await Waiting.Until("er wachten mails op een volgende poging", () => Task.FromResult(database.Count("SELECT count(*) FROM mail WHERE state = 3") > 0));

        using var stop = new CancellationTokenSource();
        var signals = Signals(host, stop.Token);
        var made = await BuiltProgram.Run("backup", "--to", Kept, "--data", Here, "--json");
        await stop.CancelAsync();
        await signals;
        Assert.True(made.Exit == 0, made.Out + made.Error);
        Assert.True(made.Json.GetProperty("ok").GetBoolean() && made.Json.GetProperty("checked").GetBoolean());

        // What is done after the backup is gone later, but its mails have been read by people.
        server.Answers.Clear();
        database.Execute("UPDATE mail SET not_before = 0 WHERE state = 3");
        database.Execute("UPDATE mail_server SET pause_until = 0");
        await Waiting.Until("de wachtende mails zijn verstuurd", () => Task.FromResult(database.Count("SELECT count(*) FROM mail WHERE state IN (0, 1, 3) AND due_at <= (SELECT now FROM clock)") == 0));
        Assert.NotEmpty(server.Taken);
        await host.MoveTo(Start.AddHours(3));
        var token = (await host.As("jgz")).DefaultRequestHeaders.Authorization!.Parameter;
        await host.Kill();
        var before = Ids(server);

        var restored = await BuiltProgram.Run("restore", "--from", Kept, "--data", There, "--json");
        Assert.True(restored.Exit == 0, restored.Out + restored.Error);
        Assert.True(restored.Json.GetProperty("heldMails").GetInt32() > 0);
        var replayed = await BuiltProgram.Run("invariants", "--replay", "--data", There, "--json");
        Assert.True(replayed.Exit == 0, replayed.Out + replayed.Error);

        await using var other = await Run(There, server);
        await using var rows = await PreparedDatabase.Open(There);
        Assert.Equal(restored.Json.GetProperty("heldMails").GetInt32(), rows.Count("SELECT count(*) FROM mail WHERE state = 7"));

        // Who was signed in still is, and finds the tasks whose mails are held.
        using var still = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tasks");
        still.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (var answer = await other.Send(still))
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        var people = new PeopleAtWork { Today = DutchTime.ToLocalDate(Start) };
        var task = (await other.Get("jgz", "/api/v1/tasks?pageSize=50")).GetProperty("items").EnumerateArray().First();
        await people.Answer(other, task, new Random(1));
        Assert.Single(people.Promised);
        using (var page = await other.Send("beheerder", HttpMethod.Get, "/storingen"))
        {
            var text = await page.Content.ReadAsStringAsync();
            Assert.Contains("zij worden vastgehouden", text, StringComparison.Ordinal);
            Assert.Contains("Mails alsnog versturen", text, StringComparison.Ordinal);
        }

        // New work is mailed as always, and nothing that was waiting then.
        await Signal(other);
        await other.MoveTo(Start.AddDays(2));
        await other.Settled(rows);
        await other.Kill();
        var after = Ids(server).Skip(before.Count).ToList();
        Assert.NotEmpty(after);
        Assert.Empty(after.Intersect(before));
        var found = await BuiltProgram.Run("invariants", "--replay", "--data", There, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_children} children, {before.Count} mails before, {restored.Json.GetProperty("heldMails").GetInt32()} held, {after.Count} mails after"));
    }

    private static Task<RunningHost> Run(string data, ScriptedSmtpServer server) =>
        RunningHost.Start(data, ["--demo", "--simulated-clock", Begin, "--smtp", server.Address.ToString()]);

    private static List<string> Ids(ScriptedSmtpServer server) =>
        [.. server.Taken.ToArray().Select(m => m.Split('\n').First(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase)).Trim())];

    private async Task Signals(RunningHost host, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Signal(host);
        }
    }

    private async Task Signal(RunningHost host)
    {
        using var answer = await host.Send("jgz", HttpMethod.Post, "/api/v1/signals", new JsonObject
        {
            ["child"] = new JsonObject { ["ref"] = "OEFENING-" + (++_children).ToString(CultureInfo.InvariantCulture), ["birthDate"] = "2016-01-10", ["sex"] = "male", ["municipality"] = "Zaanstad", ["givenName"] = "Proefkind" },
            ["source"] = "jgz",
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
