using System.Globalization;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Chain;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Regions;

/// <summary>
/// A year of a whole region in the real database, by the simulated clock: children come in, and professionals who are made up do the tasks
/// on working days, quickly or late, now and then saying no. The same seed gives the same year.
/// </summary>
internal sealed class RegionYear : IDisposable
{
    private const int Colleagues = 10;

    // Of each team these have an address: enough to see that everybody is mailed as agreed.
    private const int Mailed = 3;
    private const int Intake = 90;

    // What ends a course is rare, else the year says little about what follows.
    private static readonly HashSet<string> Ends =
        ["Nee", "Afsluiten", "Geen traject nodig", "Gezin stopt", "Stoppen", "Niet delen", "Voorstel: afsluiten", "Rust tot volgend JGZ-contact", "Traject stopt", "Niet bereikt"];

    private static readonly string[] Places = ["Zaanstad", "Arnhem", "Maastricht", "Smallingerland"];

    private readonly Random _random;
    private readonly double _declined;
    private readonly Dictionary<(Guid Organisation, string Role), List<Guid>> _people = [];
    private readonly HashSet<Guid> _absent = [];

    // Ids differ from run to run; the order in which children came does not.
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly FormCatalog _forms;

    private RegionYear(TestRuntime runtime, FormCatalog forms, YearMail mail, int seed, double declined) =>
        (Runtime, _forms, Mail, _random, _declined) = (runtime, forms, mail, new Random(seed), declined);

    public TestRuntime Runtime { get; }

    /// <summary>Every mail of the year, and what must never stand in one.</summary>
    public YearMail Mail { get; }

    /// <summary>The children's trajectories.</summary>
    public IReadOnlyList<Guid> Trajectories => Runtime.Database.Read(t => t.Query("SELECT id FROM trajectory ORDER BY id", r => r.Id(0)));

    /// <summary>How many tasks were done.</summary>
    public int Done { get; private set; }

    /// <summary>How many handovers were declined.</summary>
    public int Declined { get; private set; }

    /// <summary>Lives the year.</summary>
    /// <param name="children">How many children come in.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="absent">Share of the professionals who are away from April on, without a deputy.</param>
    /// <param name="declined">Share of the handovers that is declined.</param>
    /// <param name="outage">Day of the year on which the mail server goes down for two weeks, or null.</param>
    public static async Task<RegionYear> Live(int children, int seed, double absent, double declined, int? outage = null)
    {
        var forms = FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));
        var mail = new YearMail();
        var year = new RegionYear(await CareRuntime.Make(definition: null, forms, s => s.AddSingleton<IMailSender>(mail.Sender)), forms, mail, seed, declined);
        mail.Watch(year.Runtime);
        year.Employ(absent);
        var clock = year.Runtime.Get<SimulatedClock>();
        var start = DutchTime.ToLocalDate(year.Runtime.Clock.Now);
        var came = 0;
        for (var day = 0; day < 365; day++)
        {
            var today = start.AddDays(day);

            // Back-off and leases go by real time, which goes along.
            mail.Sender.Down = outage is { } down && day >= down && day < down + 14;
            year.Runtime.Time.Advance(TimeSpan.FromDays(1));
            await clock.MoveTo(DutchTime.ToInstant(today, new TimeOnly(12, 0)));
            for (; came < children * (day + 1) / Intake && came < children; came++)
            {
                year.SignalOf(came, today);
            }

            if (today.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                year.Work(today);
            }
        }

        await clock.MoveTo(DutchTime.ToInstant(start.AddDays(365), new TimeOnly(12, 0)));
        return year;
    }

    /// <summary>How far the children came: step and phase of those who are under way, reason of those who ended.</summary>
    public IReadOnlyList<(string Stage, long Children, long Cycles)> Funnel() => Runtime.Database.Read(t => t.Query(
        """
        SELECT CASE WHEN is_open = 1 THEN 'stap ' || step || ', ' || phase ELSE 'afgesloten: ' || closed_reason END AS stage, count(*), sum(cycle)
        FROM trajectory GROUP BY stage ORDER BY min(CASE WHEN is_open = 1 THEN step ELSE 9 END), stage
        """,
        r => (r.Text(0), r.Number(1), r.Number(2))));

    public void Dispose() => Runtime.Dispose();

    // Each role of each organisation has a team; somebody of it takes each task.
    private void Employ(double absent)
    {
        using var scope = Runtime.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        var teams = Runtime.Database.Read(t => t.Query("SELECT DISTINCT organisation_id, role FROM role_coverage ORDER BY organisation_id, role", r => (r.Id(0), r.Text(1))));
        var number = 0;
        foreach (var (organisation, role) in teams)
        {
            var team = _people[(organisation, role)] = [];
            for (var i = 0; i < Colleagues; i++)
            {
                var id = new Guid(0xAC, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number++);
                team.Add(id);
                var away = _random.NextDouble() < absent;
                db.Add(new Account
                {
                    Id = id, UserName = "r" + number, DisplayName = "Professional " + number, Email = i < Mailed ? $"r{number}@voorbeeld.example" : null,
                    AbsentFrom = away ? new DateOnly(2026, 4, 1) : null,
                });
                db.Add(new AccountRole { AccountId = id, OrganisationId = organisation, Role = role });
                if (away)
                {
                    _absent.Add(id);
                }
            }
        }

        db.SaveChanges();
    }

    private void SignalOf(int number, DateOnly today)
    {
        var birth = today.AddDays(-(4 * 365) - _random.Next(13 * 365));
        var years = (today.DayNumber - birth.DayNumber) / 365.25;
        var height = Math.Round(100 + ((years - 4) * 5.6), 1);
        var bmi = 19 + (years * 0.45) + (_random.NextDouble() * 8);
        string[] answers = ["no", "no", "no", "yes", "suspected", "unknown"];
        Mail.Forbid($"J-{number}", $"Voornaam{number}", birth, height, Math.Round(bmi * height * height / 10_000, 1));
        var result = Runtime.Signal(string.Create(CultureInfo.InvariantCulture, $$"""
            { "child": { "ref": "J-{{number}}", "givenName": "Voornaam{{number}}", "birthDate": "{{birth:yyyy-MM-dd}}", "sex": "{{(_random.Next(2) == 0 ? "female" : "male")}}", "municipality": "{{Places[_random.Next(4)]}}" },
              "measurement": { "on": "{{today:yyyy-MM-dd}}", "heightCm": {{height}}, "weightKg": {{Math.Round(bmi * height * height / 10_000, 1)}} },
              "source": "jgz", "psychosocial": "{{answers[_random.Next(6)]}}", "socioeconomic": "{{answers[_random.Next(6)]}}", "risk": "{{(_random.Next(2) == 0 ? "none" : "unknown")}}" }
            """));
        if (Assert.IsType<SignalResult.Received>(result).TrajectoryId is { } trajectory)
        {
            _numbers[trajectory] = number;
        }
    }

    private void Work(DateOnly today)
    {
        var now = Runtime.Clock.Now;
        var open = Runtime.Database.Read(t => t.Query(
            TaskRows.Columns + " WHERE state < 2 AND (opens_at IS NULL OR opens_at <= @now)", TaskRows.Read, ("@now", now)))
            .Select(t => (Task: t, Key: $"{_numbers[t.TrajectoryId!.Value]:0000} {t.Title} {t.Role} {t.CreatedAt:O}"))
            .OrderBy(t => t.Key, StringComparer.Ordinal);
        foreach (var (task, key) in open)
        {
            // Most take a few days; one in twenty is left until it is late.
            var forgotten = key.Aggregate(0, (sum, letter) => ((sum * 31) + letter) % 10_007) % 20 == 0 && !(task.DueAt < now);
            if (!forgotten && _random.Next(3) == 0 && WhoDoes(task, now) is { } person)
            {
                Answer(task, person, today);
            }
        }

        Runtime.RunAll();
    }

    // Who took it stays with it; who is away does nothing, until it was escalated to somebody else.
    private Guid? WhoDoes(TaskRow task, DateTimeOffset now)
    {
        if (task.OrganisationId is not { } organisation || !_people.TryGetValue((organisation, task.Role), out var team))
        {
            return null;
        }

        var chosen = task.ClaimedBy ?? team[_random.Next(team.Count)];
        if (task.ClaimedBy is null)
        {
            Runtime.Get<TaskDesk>().Claim(new ClaimTask(task.Id, chosen));
        }

        return IsAway(chosen, now)
            ? task is { EscalatedRole: { } role, EscalatedOrganisationId: { } other } && _people.TryGetValue((other, role), out var help) ? help.Find(p => !IsAway(p, now)) : null
            : chosen;
    }

    private bool IsAway(Guid person, DateTimeOffset now) => _absent.Contains(person) && DutchTime.ToLocalDate(now) >= new DateOnly(2026, 4, 1);

    private void Answer(TaskRow task, Guid person, DateOnly today)
    {
        var outcomes = TaskRows.OutcomesOf(task);
        var outcome = outcomes[_random.Next(4) == 0 ? _random.Next(outcomes.Count) : 0];
        if (Ends.Contains(outcome) && _random.Next(4) > 0)
        {
            outcome = outcomes.FirstOrDefault(o => !Ends.Contains(o)) ?? outcome;
        }

        if (outcomes.Contains("Afwijzen"))
        {
            outcome = _random.NextDouble() < _declined ? "Afwijzen" : "Aannemen";
            Declined += outcome == "Afwijzen" ? 1 : 0;
        }

        var file = Runtime.File(task.TrajectoryId!.Value);
        var fields = Value.Of(ValueMap.From((_forms.Find(task.Form)?.Fields ?? [])
            .Select(f => (f.Name, Value: AnyAnswer.To(f, _random, today, () => People.Items(file, DemoRegion.Organisations[6].Id))))
            .Where(f => f.Value is not null)
            .Select(f => new KeyValuePair<string, Value>(f.Name, AnyAnswer.ToValue(f.Value!)))));
        var result = Runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, person, outcome, fields));
        Assert.True(
            result is TaskResult.Done or TaskResult.AlreadyDone,
            $"'{task.Title}: {outcome}': {(result is TaskResult.Invalid wrong ? string.Join("; ", wrong.Errors.Select(e => e.Key + ": " + e.Value)) : result.ToString())}");
        Done++;
    }
}
