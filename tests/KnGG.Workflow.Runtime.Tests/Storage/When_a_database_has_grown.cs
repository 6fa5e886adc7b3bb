using System.Text.RegularExpressions;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.Audit;
using KnGG.Workflow.Runtime.Families;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Incidents;
using KnGG.Workflow.Runtime.Jobs;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Offers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Steps;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Regions;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Storage;

/// <summary>
/// No statement of a page or loop reads from end to end what grows. A small region lives a year and every list is asked for; each statement that the service
/// ran is then explained by the database. SQLite chooses its plans without looking at what the tables hold, so a small database says as much as a full one.
/// </summary>
public sealed partial class When_a_database_has_grown(ITestOutputHelper output)
{
    private static readonly HashSet<string> Growing =
    [
        "trajectory", "child", "trajectory_health", "trajectory_social", "team_member", "handover", "instance", "step", "stimulus", "event_wait", "task", "task_answer", "mail", "incident",
        "signal", "stuck_sign", "audit", "audit_named_file", "family_child", "family_adult", "migration_item", "repair_item", "job_run",
    ];

    // What is read whole on purpose: a part of an index that holds only what is open, or an answer that is the whole.
    private static readonly (string Plan, string Why)[] Allowed =
    [
        ("SCAN [a-z]+ USING (COVERING )?INDEX ix_incident_at", "only open incidents"),
        ("SCAN [a-z]+ USING (COVERING )?INDEX ix_migration_item_(refused|pending)", "only what was refused or waits"),
        ("SCAN [a-z]+ USING (COVERING )?INDEX ix_stimulus_due_at_seq", "in order of what is due, and stops at the first"),
        ("SCAN [a-z]+ USING (COVERING )?INDEX ix_mail_(due_at_id|waiting_for_person|created_at)", "only what waits, or the newest few"),
        ("(SCAN|SEARCH) t USING COVERING INDEX (sqlite_autoindex_trajectory_1|ix_trajectory_[a-z_]+)", "how many there are in all, or the newest few, from an index alone"),
        ("SCAN instance USING (COVERING INDEX|INDEX sqlite_autoindex_instance_1$)", "how many instances there are in all, for Studio, and the newest few"),
        ("SCAN job_run$", "three rows a night"),
    ];

    [Fact]
    public async Task No_statement_of_a_page_or_loop_reads_all_of_what_grows()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "PostgreSQL chooses its plan by what the tables hold.");
        using var year = await RegionYear.Live(12, 11, absent: 0.1, declined: 0.33, outage: 89);
        var runtime = year.Runtime;
        Ask(runtime, year.Trajectories);
        var statements = ((SqliteStepDatabase)runtime.Database).Statements.Where(s => Explained().IsMatch(s) && !Everything().IsMatch(s)).ToList();
        Assert.True(statements.Count > 120, $"Slechts {statements.Count} opdrachten: dan is er bijna niets gevraagd.");
        var scans = new List<string>();
        foreach (var statement in statements)
        {
            var aliases = Tables().Matches(statement).DistinctBy(m => m.Groups[2].Value).ToDictionary(m => m.Groups[2].Value is { Length: > 0 } alias ? alias : m.Groups[1].Value, m => m.Groups[1].Value, StringComparer.Ordinal);
            foreach (var line in runtime.Database.Read(t => t.Query("EXPLAIN QUERY PLAN " + statement, r => r.Text(3))))
            {
                if (Scan().Match(line) is { Success: true } scan && (scan.Groups[1].Value + scan.Groups[2].Value) is var alias && Growing.Contains(aliases.GetValueOrDefault(alias, alias))
                    && !Array.Exists(Allowed, a => Regex.IsMatch(line, "^" + a.Plan)) && !NewestFirst().IsMatch(statement))
                {
                    scans.Add($"{line}: {statement.ReplaceLineEndings(" ")}");
                }
            }
        }

        output.WriteLine($"{statements.Count} opdrachten bekeken.");
        Assert.True(scans.Count == 0, string.Join(Environment.NewLine, scans.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_statement_that_reads_a_growing_table_is_noticed()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "PostgreSQL chooses its plan by what the tables hold.");
        using var runtime = await TestRuntime.Make();
        var plan = runtime.Database.Read(t => t.Query("EXPLAIN QUERY PLAN SELECT count(*) FROM mail m WHERE m.reply IS NULL", r => r.Text(3)));
        Assert.Contains(plan, l => Scan().Match(l) is { Success: true } scan && scan.Groups[1].Value == "m" && !Array.Exists(Allowed, a => Regex.IsMatch(l, "^" + a.Plan)));
    }

    private static void Ask(TestRuntime runtime, IReadOnlyList<Guid> trajectories)
    {
        var jgz = CareRuntime.JgzAccount;
        var who = new Actor(jgz.ToString("D"), "jgz", null);
        var one = trajectories[0];
        var (list, stuck) = (runtime.Get<TrajectoryList>(), runtime.Get<StuckList>());
        TrajectoryFilter[] filters =
        [
            new(), new() { Step = 2 }, new() { Municipality = "Zaanstad" }, new() { Ggr = "sterk" }, new() { Search = "an" }, new() { Stuck = true }, new() { Stuck = false }, new() { IsOpen = true },
            new() { Stuck = true, Municipality = "Zaanstad", Step = 1 },
        ];
        foreach (var filter in filters)
        {
            list.Mine(jgz, who, filter, 1, 25);
            list.Process(filter, 1, 25);
        }

        list.Children(jgz, who, trajectories, "proef");
        Assert.True(list.Municipalities().Count > 1);
        runtime.Get<TaskInbox>().Mine(jgz);
        runtime.Get<HandoverDesk>().List(jgz);
        runtime.Get<TrajectoryQuery>().Find(one, jgz, who, seesProcess: true, "proef");
        runtime.Get<TrajectoryQuery>().Story(one, jgz, who, seesProcess: true);
        runtime.Get<FamilyDesk>().Of(one, jgz, who);
        stuck.Page(new StuckFilter(), 1, 25);
        stuck.Counts(new StuckFilter());
        stuck.Of(one, StuckScene.Administrator);
        runtime.Get<OfferDesk>().Report(DemoRegion.Accounts.Single(a => a.UserName == "regio").Id, "demo");
        runtime.Database.Read(t =>
        {
            InstanceListQuery.Page(t, new InstanceListFilter(), 0, 25);
            InstanceListQuery.Count(t, new InstanceListFilter());
            MailRows.Newest(t, 50);
            IncidentRows.Open(t);
            JobRows.Newest(t, 20);
            AuditLog.WhoSaw(t, one);
            return 0;
        });
        foreach (var work in runtime.Services.GetServices<IDueWork>())
        {
            work.NextDue();
            work.RunDue(default).GetAwaiter().GetResult();
        }

        foreach (var job in runtime.Services.GetServices<IRecurringJob>().Where(j => j.Code != "invariants"))
        {
            job.Run(runtime.Clock.Now);
        }
    }

    [GeneratedRegex(@"^\s*(SELECT|WITH|UPDATE|DELETE)", RegexOptions.IgnoreCase)]
    private static partial Regex Explained();

    // Asked by this test itself, about everything.
    [GeneratedRegex(@"^SELECT id FROM trajectory ORDER BY id$|FROM task WHERE state < 2 AND \(opens_at")]
    private static partial Regex Everything();

    [GeneratedRegex(@"(?:FROM|JOIN|UPDATE|INTO)\s+([a-z_]+)(?:\s+(?!ON\b|WHERE\b|JOIN\b|LEFT\b|CROSS\b|SET\b|GROUP\b|ORDER\b|UNION\b|LIMIT\b)([a-z]\w*))?")]
    private static partial Regex Tables();

    // Walks along an index that has the newest first, and stops when the page is full.
    [GeneratedRegex(@"SELECT t\.id FROM trajectory t WHERE 1 = 1.*? ORDER BY t\.(opened_at|id) DESC[^)]* LIMIT", RegexOptions.Singleline)]
    private static partial Regex NewestFirst();

    // As good as a scan: all that is open (or closed), and all that has a trajectory.
    [GeneratedRegex(@"^(?:SCAN (\w+)|SEARCH (\w+) USING .*\((?:is_open=\?|trajectory_id>\?)\))")]
    private static partial Regex Scan();
}
