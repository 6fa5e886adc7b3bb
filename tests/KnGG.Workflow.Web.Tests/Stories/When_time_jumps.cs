using System.Globalization;
using KnGG.Workflow.Care.Calendar;

namespace KnGG.Workflow.Web.Tests.Stories;

public sealed class When_time_jumps : IDisposable
{
    private const string Start = "2026-01-05T09:00:00+01:00";

    private readonly string _data = Directory.CreateTempSubdirectory("kngg-clock-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Ten_years_and_twenty_summer_time_switches_lose_and_double_nothing()
    {
        var begin = DateTimeOffset.Parse(Start, CultureInfo.InvariantCulture);
        var end = begin.AddYears(10);
        var expected = new Dictionary<Guid, List<DateTimeOffset>>();
        await using var database = await PreparedDatabase.Open(_data, Start);

        // Every Sunday, also those on which the clock is moved: 2:30 is skipped in March and comes twice in October.
        foreach (var (hour, minute) in ((int, int)[])[(2, 30), (9, 0), (2, 59), (3, 0)])
        {
            var id = $"zondag-{hour}-{minute}";
            var instance = database.Start(id, Definition(id, Loop(Activity("c", "Elsa.Cron", "cronExpression", $"0 {minute} {hour} * * 0"))));
            expected[instance] = [.. Sundays(begin, end).Select(d => WallClock(d, new TimeOnly(hour, minute))).Where(i => i > begin && i <= end)];
        }

        foreach (var (days, hours) in ((int, int)[])[(7, 0), (30, 1), (400, 0)])
        {
            var id = $"om-de-{days}";
            var length = new TimeSpan(days, hours, 0, 0);
            var instance = database.Start(id, Definition(id, Loop(Activity("d", "Elsa.Delay", "timeSpan", length.ToString("c", CultureInfo.InvariantCulture)))));
            expected[instance] = [.. Enumerable.Range(1, 1000).Select(n => begin + (n * length)).TakeWhile(i => i <= end)];
        }

        await using (var host = await RunningHost.Start(_data, ["--no-demo", "--simulated-clock", Start]))
        {
            await host.MoveTo(begin.AddDays(83));
            await host.MoveTo(begin.AddDays(84));
            await host.MoveTo(end);
            Assert.Equal(end, await host.Now());
        }

        foreach (var (instance, moments) in expected)
        {
            Assert.Equal(moments.Select(m => m.UtcDateTime), database.Lines(instance).Select(l => l.At.UtcDateTime));
        }

        var found = await BuiltProgram.Run("invariants", "--replay", "--data", _data, "--json");
        Assert.True(found.Exit == 0, found.Out + found.Error);
    }

    private static IEnumerable<DateOnly> Sundays(DateTimeOffset begin, DateTimeOffset end)
    {
        for (var day = DutchTime.ToLocalDate(begin); day <= DutchTime.ToLocalDate(end); day = day.AddDays(1))
        {
            if (day.DayOfWeek == DayOfWeek.Sunday)
            {
                yield return day;
            }
        }
    }

    // Written out by hand: the switches are at 1:00 UTC on the last Sunday of March and October.
    private static DateTimeOffset WallClock(DateOnly day, TimeOnly time)
    {
        var spring = LastSunday(day.Year, 3).ToDateTime(new TimeOnly(1, 0));
        var autumn = LastSunday(day.Year, 10).ToDateTime(new TimeOnly(1, 0));
        var local = day.ToDateTime(time);
        var asSummer = local.AddHours(-2);
        var asWinter = local.AddHours(-1);
        var utc = asSummer >= spring && asSummer < autumn ? asSummer : asWinter >= spring && asWinter < autumn ? spring : asWinter;
        return new DateTimeOffset(utc, TimeSpan.Zero);
    }

    private static DateOnly LastSunday(int year, int month)
    {
        var day = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return day.AddDays(-(int)day.DayOfWeek);
    }

    private static string Loop(string wait) =>
        "{\"id\":\"lus\",\"type\":\"Elsa.While\",\"version\":1,\"condition\":" + Input("Boolean", "true")
        + ",\"body\":{\"id\":\"binnen\",\"type\":\"Elsa.Sequence\",\"version\":1,\"activities\":[" + wait + "," + Activity("l", "Elsa.WriteLine", "text", "gewekt")
        + "," + "{\"id\":\"if\",\"type\":\"Elsa.If\",\"version\":1,\"condition\":{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"getVariable('Stop') == true\"}},\"then\":{\"id\":\"b\",\"type\":\"Elsa.Break\",\"version\":1}}" + "]}}";

    private static string Activity(string id, string type, string input, string value) => $"{{\"id\":\"{id}\",\"type\":\"{type}\",\"version\":1,\"{input}\":{Input("String", "\"" + value + "\"")}}}";

    private static string Input(string type, string value) => $"{{\"typeName\":\"{type}\",\"expression\":{{\"type\":\"Literal\",\"value\":{value}}}}}";

    private static string Definition(string id, string root) =>
        $"{{\"definitionId\":\"{id}\",\"name\":\"{id}\",\"variables\":[{{\"id\":\"v\",\"name\":\"Stop\",\"typeName\":\"Boolean\"}}],\"inputs\":[],\"outputs\":[],\"root\":{root}}}";
}
