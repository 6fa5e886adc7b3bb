using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Steps;

public sealed class When_ten_years_pass
{
    private const int Days = 3650;
    private static readonly int[] Restarts = [400, 1900, 3100];
    private static readonly (int From, int Until) Standstill = (1234, 1234 + 42);

    /// <summary>KNGG_LONG=1 plans 100,000 follow-ups; else a tenth.</summary>
    [Fact]
    public async Task Each_follow_up_comes_once_on_the_right_working_day_in_its_window()
    {
        var count = Environment.GetEnvironmentVariable("KNGG_LONG") == "1" ? 100_000 : 10_000;
        using var runtime = await TestRuntime.Make(more: s =>
        {
            s.AddTrajectories(FormCatalog.Empty, new ChainOptions { RootDefinition = "gewoon" });

            // A trial definition is no chain.
            s.RemoveAll<IDefinitionGuard>();
        });
        runtime.Time.MoveTo(DutchTime.ToInstant(new DateOnly(2026, 1, 1), new TimeOnly(9, 0)));
        runtime.Publish(Sequence("gewoon", FollowUp(skipSchool: false)));
        runtime.Publish(Sequence("school", FollowUp(skipSchool: true)));
        var start = DutchTime.ToLocalDate(runtime.Clock.Now);
        var planned = Plan(runtime, count, start);
        runtime.RunAll();

        for (var day = 1; day <= Days + 60; day++)
        {
            if (day > Standstill.From && day < Standstill.Until)
            {
                continue;
            }

            if (Restarts.Contains(day) || day == Standstill.Until)
            {
                runtime.Restart();
            }

            // Nine in the morning of every local day, so that a follow-up that is an hour off in summer or winter comes a day late.
            runtime.Time.MoveTo(DutchTime.ToInstant(start.AddDays(day), new TimeOnly(9, 0)));
            runtime.RunAll();
        }

        var came = runtime.Database.Read(t => t.Query("SELECT instance_id, count(*), max(at) FROM step WHERE number > 1 GROUP BY instance_id", r => (Id: r.Id(0), Times: r.Number(1), At: r.Instant(2))));
        Assert.Equal(count, came.Count);
        Assert.All(came, c => Assert.Equal(1, c.Times));
        var back = start.AddDays(Standstill.Until);
        var (late, days) = (0, new HashSet<DateOnly>());
        foreach (var (id, _, at) in came)
        {
            var (wished, school) = planned[id];
            var (right, on) = (Right(wished, school), DutchTime.ToLocalDate(at));
            var stood = right > start.AddDays(Standstill.From) && right < back;
            Assert.True(on == (stood ? back : right), $"Gepland voor {wished}, hoort op {right}, kwam op {on}.");
            Assert.True(stood || new TimeOnly(9, 0) == TimeOnly.FromDateTime(DutchTime.ToLocal(at).DateTime));
            Assert.InRange(right.DayNumber - wished.DayNumber, school ? -14 : 0, school ? 14 : 5);
            late += stood ? 1 : 0;
            days.Add(on);
        }

        // Something stood still, and every switch of the clock had follow-ups on the days around it.
        Assert.InRange(late, count / 200, count / 20);
        Assert.True(days.Count > Math.Min(2_000, count / 6), $"Slechts {days.Count} verschillende dagen.");
        Assert.Equal(0, runtime.RunAll());
        Story.MustHold(runtime);
    }

    private static Dictionary<Guid, (DateOnly Wished, bool School)> Plan(TestRuntime runtime, int count, DateOnly start)
    {
        var random = new Random(2026);
        var planned = new Dictionary<Guid, (DateOnly, bool)>(count);
        for (var done = 0; done < count; done += 500)
        {
            runtime.Database.Write(t =>
            {
                for (var i = 0; i < Math.Min(500, count - done); i++)
                {
                    var (length, school) = (1 + random.Next(Days), random.Next(2) == 0);
                    var id = runtime.Get<InstanceStarter>().Start(t, school ? "school" : "gewoon", ValueMap.Of(("na", Value.Of(length + "d"))), null, Actor.System, runtime.Clock.Now)!.Value;
                    planned.Add(id, (start.AddDays(length), school));
                }
            });
        }

        return planned;
    }

    // Said again in other words than the calendar's own; nationally there is no school region, so a visit only moves to the nearest working day.
    private static DateOnly Right(DateOnly wished, bool school)
    {
        for (var (later, sooner) = (wished, wished); ; later = later.AddDays(1), sooner = sooner.AddDays(-1))
        {
            if (WorkCalendar.National.IsWorkingDay(later))
            {
                return later;
            }

            if (school && WorkCalendar.National.IsWorkingDay(sooner))
            {
                return sooner;
            }
        }
    }

    private static System.Text.Json.Nodes.JsonObject FollowUp(bool skipSchool)
    {
        var activity = Activity("vervolg", "KnGG.FollowUpAt", ("anchor", "nu"), ("skipSchoolHolidays", skipSchool));
        activity["in"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "typeName": "String", "expression": { "type": "JavaScript", "value": "getInput('na')" } }""");
        return activity;
    }
}
