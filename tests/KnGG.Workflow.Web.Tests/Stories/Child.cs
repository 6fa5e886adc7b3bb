using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>
/// One child's trajectory as its professionals see it over HTTP: each task is found in the list of the account that has its role, and
/// answered with its form. After each answer everything that follows from it has been done.
/// </summary>
internal sealed class Child
{
    private static readonly string[] Professionals = ["jgz", "czv", "huisarts", "aanbieder", "klsc"];

    private readonly SimulatedRegion _region;

    private Child(SimulatedRegion region, string? trajectory)
    {
        _region = region;
        Trajectory = trajectory ?? "";
    }

    internal string Trajectory { get; }

    /// <summary>Who answered which task, in order.</summary>
    internal List<(string User, string Title, string Outcome)> Answered { get; } = [];

    private RunningHost Host => _region.Host;

    /// <summary>
    /// Somebody gives a signal. What is said about the child is marked, so that the log can be searched for it. The age is that of today:
    /// stories come in any order, and each leaves the clock where it ended.
    /// </summary>
    internal static async Task<Child> Signalled(SimulatedRegion region, string key, (int Years, int Months) age, (double HeightCm, double WeightKg)? measured = null, string source = "jgz")
    {
        var birth = DutchTime.ToLocalDate(await region.Host.Now()).AddYears(-age.Years).AddMonths(-age.Months).AddDays(-3);
        var name = "Proefkind" + key.Replace("-", "", StringComparison.Ordinal);
        region.Host.Mark([name, key, birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), birth.ToString("d-M-yyyy", CultureInfo.InvariantCulture)]);
        var body = new JsonObject
        {
            ["child"] = new JsonObject { ["ref"] = key, ["birthDate"] = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["sex"] = "female", ["municipality"] = "Zaanstad", ["givenName"] = name },
            ["source"] = source,
        };
        if (measured is { } m)
        {
            region.Host.Mark(Spellings(m.HeightCm));
            body["measurement"] = new JsonObject { ["on"] = await Text(region.Host), ["heightCm"] = m.HeightCm, ["weightKg"] = m.WeightKg };
        }

        using var answer = await region.Host.Send("jgz", HttpMethod.Post, "/api/v1/signals", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        var child = new Child(region, JsonDocument.Parse(text).RootElement.TryGetProperty("trajectoryId", out var id) ? id.GetString() : null);
        await child.Settle();
        return child;
    }

    /// <summary>The local date.</summary>
    internal async Task<DateOnly> Today() => DutchTime.ToLocalDate(await Host.Now());

    /// <summary>The trajectory as an account sees it.</summary>
    internal Task<JsonElement> SeenBy(string user) => Host.Get(user, "/api/v1/trajectories/" + Trajectory);

    /// <summary>Whether the trajectory is there for an account: by its address, and in its list.</summary>
    internal async Task<bool> IsSeenBy(string user)
    {
        using var one = await Host.Send(user, HttpMethod.Get, "/api/v1/trajectories/" + Trajectory);
        using var journal = await Host.Send(user, HttpMethod.Get, $"/api/v1/trajectories/{Trajectory}/journal");
        Assert.Equal(one.StatusCode, journal.StatusCode);
        if (one.StatusCode != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.NotFound, one.StatusCode);
        }

        return one.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Titles of the open tasks in the list of an account.</summary>
    internal async Task<IReadOnlyList<string>> TasksOf(string user) => [.. (await Mine(user)).Select(t => t.GetProperty("name").GetString()!)];

    /// <summary>Titles of every open task of the trajectory.</summary>
    internal async Task<IReadOnlyList<string>> OpenTasks() => [.. (await SeenBy("beheerder")).GetProperty("openTasks").EnumerateArray().Select(t => t.GetProperty("name").GetString()!)];

    /// <summary>The sentences of the journal.</summary>
    internal async Task<IReadOnlyList<string>> Journal(string user = "jgz") =>
        [.. (await Host.Get(user, $"/api/v1/trajectories/{Trajectory}/journal")).GetProperty("items").EnumerateArray().Select(l =>
            $"{l.GetProperty("at").GetString()![..10]} {l.GetProperty("text").GetString()}{(l.TryGetProperty("by", out var by) ? $" ({by.GetString()})" : "")}")];

    /// <summary>The account in whose list the task stands answers it.</summary>
    internal async Task<Child> Answer(string title, string outcome, params (string Name, object Value)[] fields)
    {
        foreach (var user in Professionals)
        {
            if ((await Mine(user)).FirstOrDefault(t => t.GetProperty("name").GetString() == title) is { ValueKind: JsonValueKind.Object } task)
            {
                await Complete(user, task, outcome, fields);
                Answered.Add((user, title, outcome));
                await Settle();
                return this;
            }
        }

        Assert.Fail($"Op {await Today()} heeft niemand de taak '{title}'; open: {string.Join("; ", await OpenTasks())}\n{string.Join('\n', (await Journal()).TakeLast(12))}");
        return this;
    }

    /// <summary>The same, as often as such a task is open.</summary>
    internal async Task<Child> AnswerAll(string title, string outcome, params (string Name, object Value)[] fields)
    {
        while ((await OpenTasks()).Contains(title))
        {
            await Answer(title, outcome, fields);
        }

        return this;
    }

    /// <summary>Time passes from due moment to due moment until a task with this title is open.</summary>
    internal async Task<Child> PassUntil(string title, int months = 30)
    {
        var last = (await Host.Now()).AddMonths(months);
        while (!(await OpenTasks()).Contains(title))
        {
            var now = await Host.Now();
            var next = (await SeenBy("beheerder")).GetProperty("nextDates").EnumerateArray()
                .Select(d => DateTimeOffset.Parse(d.GetString()!, CultureInfo.InvariantCulture)).Where(d => d > now).DefaultIfEmpty(last.AddDays(1)).Min();
            Assert.True(next <= last, $"Binnen {months} maanden na {now} opent geen taak '{title}': {await SeenBy("beheerder")}\n{string.Join('\n', (await Journal()).TakeLast(12))}");
            await Host.MoveTo(next);
        }

        return this;
    }

    /// <summary>Some days pass.</summary>
    internal async Task<Child> Pass(int days)
    {
        await Host.MoveTo((await Host.Now()).AddDays(days));
        return this;
    }

    /// <summary>A measurement that the log may not contain.</summary>
    internal (string, object)[] Measurement(DateOnly on, double heightCm, double weightKg)
    {
        Host.Mark(Spellings(heightCm));
        return [("on", on), ("heightCm", heightCm), ("weightKg", weightKg), ("clothed", "no")];
    }

    /// <summary>Everything that is due now has been done.</summary>
    internal async Task Settle() => await Host.MoveTo(await Host.Now());

    private static string[] Spellings(double value) => [value.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture).Replace('.', ',')];

    private static async Task<string> Text(RunningHost host) => DutchTime.ToLocalDate(await host.Now()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<JsonElement>> Mine(string user)
    {
        var found = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var list = await Host.Get(user, $"/api/v1/tasks?mine=true&pageSize=200&page={page}");
            found.AddRange(list.GetProperty("items").EnumerateArray().Where(t => t.TryGetProperty("trajectoryId", out var id) && id.GetString() == Trajectory));
            if (page * 200 >= list.GetProperty("total").GetInt64())
            {
                return found;
            }
        }
    }

    private async Task Complete(string user, JsonElement task, string outcome, (string Name, object Value)[] fields)
    {
        var form = task.TryGetProperty("form", out var f) ? f.GetString() : null;
        using var answer = await Host.Send(user, HttpMethod.Post, $"/api/v1/tasks/{task.GetProperty("id").GetString()}/complete",
            new JsonObject { ["outcome"] = outcome, ["fields"] = FormFilling.Fill(form, await Today(), fields) });
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{user}, '{task.GetProperty("name").GetString()}: {outcome}': {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
