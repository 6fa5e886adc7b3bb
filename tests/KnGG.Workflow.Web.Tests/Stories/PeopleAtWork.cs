using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnGG.Workflow.Care;
using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Web.Tests.Stories;

/// <summary>People who answer tasks over HTTP while hosts die, and what they were told was done.</summary>
internal sealed class PeopleAtWork
{
    private int _refusals;

    /// <summary>What a host said was done, before it died.</summary>
    internal ConcurrentDictionary<Guid, string> Promised { get; } = new();

    /// <summary>How often somebody else, or a timer, was first.</summary>
    internal int Refusals => _refusals;

    /// <summary>The date that people write on forms; the real one unless told otherwise.</summary>
    internal DateOnly Today { get; init; } = RealToday;

    private static DateOnly RealToday => DutchTime.ToLocalDate(TimeProvider.System.GetUtcNow());

    /// <summary>Somebody of the JGZ who takes whatever lies on top, until the host is gone.</summary>
    internal async Task Work(RunningHost host, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var list = await host.Get("jgz", $"/api/v1/tasks?mine=true&pageSize=20&page={random.Next(1, 4)}");
                foreach (var task in list.GetProperty("items").EnumerateArray())
                {
                    await Answer(host, task, random);
                }
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            // The host died under the request: nothing was promised.
        }
    }

    /// <summary>Answers a task; what the host says was done is kept.</summary>
    internal async Task Answer(RunningHost host, JsonElement task, Random random)
    {
        var outcomes = task.GetProperty("outcomes").EnumerateArray().Select(o => o.GetString()!).ToArray();
        var outcome = outcomes[random.Next(2) == 0 ? 0 : random.Next(outcomes.Length)];
        var form = task.TryGetProperty("form", out var f) ? f.GetString() : null;
        (string, object)[] given = form is "plan" or "plan-bijstellen" ? [("items", new JsonArray())] : [];
        using var answer = await host.Send("jgz", HttpMethod.Post, $"/api/v1/tasks/{task.GetProperty("id").GetString()}/complete",
            new JsonObject { ["outcome"] = outcome, ["fields"] = FormFilling.Fill(form, Today, given) });
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Promised[task.GetProperty("id").GetGuid()] = outcome;
        }
        else
        {
            // The other one was first, or a timer of the task.
            Interlocked.Increment(ref _refusals);
            Assert.True(answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"'{task.GetProperty("name")}: {outcome}': {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
        }
    }

    /// <summary>A file of measurements, about half of them of children with overweight.</summary>
    internal static async Task<string> WriteFile(string folder, Random random, int number, int rows, DateOnly? today = null)
    {
        var csv = new StringBuilder("child_ref,municipality,sex,birth_date,measured_on,height_cm,weight_kg,psychosocial\n");
        for (var i = 0; i < rows; i++)
        {
            var measured = (today ?? RealToday).AddDays(-random.Next(1, 60));
            var birth = measured.AddDays(-random.Next(5 * 365, 16 * 365));
            var height = 105 + (5.5 * ((measured.DayNumber - birth.DayNumber) / 365.25 - 5)) + random.Next(-6, 7);
            var weight = (14 + random.Next(0, 13)) * height * height / 10_000;
            csv.Append(CultureInfo.InvariantCulture, $"KILL-{number}-{i},{(random.Next(2) == 0 ? "Zaanstad" : "Maastricht")},{(random.Next(2) == 0 ? "female" : "male")},{CareCodes.ToCode(birth)},{CareCodes.ToCode(measured)},{height:0.0},{weight:0.0},{(random.Next(3) == 0 ? "yes" : "unknown")}\n");
        }

        var file = Path.Combine(folder, $"metingen-{number}.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        return file;
    }
}
