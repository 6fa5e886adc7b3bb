using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Absences;
using KnGG.Workflow.Runtime.Clock;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Invariants;
using KnGG.Workflow.Runtime.Mail;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Stuck;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Chain;
using KnGG.Workflow.Runtime.Tests.Mail;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Stuck;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;

namespace KnGG.Workflow.Runtime.Tests.Handovers;

/// <summary>
/// A handover does not know who is away; tasks, lists and escalation do. So the courses are taken in the real database, with people: one of the sender and
/// one of the receiver is there, is away with a deputy, is away with a colleague of the same role, or is away while nobody else is there either. In each of
/// these every course of a few moves is taken by a trajectory of its own, and half of the receivers had taken the task before they went away.
/// </summary>
public sealed class When_people_are_away_during_a_handover(ITestOutputHelper output)
{
    private const string Asked = "Overdracht beantwoorden";
    private const string OtherReceiver = "Andere ontvanger?";
    private static readonly string[] Moves = ["ja", "nee", "gezien", "wachttijd", "niets", "intrekken", "sluiten"];
    private static readonly HashSet<string> OfHandover =
        [Asked, OtherReceiver, "Overdracht: laten weten of u aanneemt", "Mag dit gedeeld worden?", "Overdracht klaarzetten", "Contact tussen de professionals", "Eerste contact met het gezin"];

    private static bool IsLong => Environment.GetEnvironmentVariable("KNGG_LONG") == "1";

    /// <summary>KNGG_LONG=1 takes all sixteen and two moves; else those in which most happens, and one move of each.</summary>
    public static TheoryData<string, string> Patterns()
    {
        string[] all = ["aanwezig", "met vervanger", "met collega", "niemand"];
        var data = new TheoryData<string, string>();
        foreach (var (sender, receiver) in all.SelectMany(s => all.Select(r => (s, r))).Where(p => IsLong || p is ("met vervanger", "met vervanger") or ("met collega", "niemand") or ("niemand", "met collega")))
        {
            data.Add(sender, receiver);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task There_is_one_case_owner_and_who_is_there_has_the_tasks(string sender, string receiver)
    {
        var courses = Moves.SelectMany(first => IsLong ? Moves.Select(second => (string[])[first, second]) : [[first]]).ToList();
        using var scene = await Scene.Make(courses.Count);
        var start = DutchTime.ToLocalDate(scene.Runtime.Clock.Now);
        scene.SendAway(scene.Anna, scene.Bert, sender, start.AddDays(1));
        scene.SendAway(scene.Carla, scene.Daan, receiver, start.AddDays(1));
        await scene.At(start.AddDays(1));
        for (var move = 0; move < courses[0].Length; move++)
        {
            for (var i = 0; i < courses.Count; i++)
            {
                scene.Do(i, courses[i][move], sender);
                scene.Check(i);
            }

            // Long enough for every term of the handover to pass, with its reminders and escalation.
            for (var week = 0; week < 3; week++)
            {
                await scene.At(DutchTime.ToLocalDate(scene.Runtime.Clock.Now).AddDays(7));
                scene.CheckAll();
            }
        }

        scene.ComeBack();
        await scene.At(DutchTime.ToLocalDate(scene.Runtime.Clock.Now).AddDays(1));
        scene.CheckAll(everybodyIsBack: true);
        output.WriteLine($"gever {sender}, ontvanger {receiver}: {courses.Count} verlopen, {scene.Done} taken gedaan, {scene.ByDeputy} door een vervanger of collega, {scene.Declined} afgewezen, {scene.Left} keer was er niemand.");
        Assert.True(scene.Declined > 0 || receiver == "niemand", "Niemand wees af: dan is er niets beproefd.");
        Assert.True(sender != "met vervanger" || receiver != "met vervanger" || scene.ByDeputy > 0, "Geen vervanger deed iets.");
        Assert.True(receiver != "niemand" || scene.Left > 0, "Er was altijd iemand.");
    }

    private sealed class Scene : IDisposable
    {
        // What makes the talk of step 1 lead to a handover to the CZV.
        private static readonly Dictionary<string, object> Known = new()
        {
            ["heightCm"] = 130.0, ["weightKg"] = 45.0, ["risk"] = new[] { "none" }, ["psychosocial"] = "no", ["ggr"] = "sterk", ["status"] = "confirmed", ["referrerRole"] = "jeugdarts", ["clothed"] = "no",
        };

        private readonly FormCatalog _forms;
        private readonly List<Guid> _trajectories = [];
        private readonly List<Guid> _absences = [];

        private Scene(TestRuntime runtime, FormCatalog forms) => (Runtime, _forms) = (runtime, forms);

        public TestRuntime Runtime { get; }

        public Guid Anna { get; private set; }

        public Guid Bert { get; private set; }

        public Guid Carla { get; private set; }

        public Guid Daan { get; private set; }

        public int Done { get; private set; }

        public int ByDeputy { get; private set; }

        public int Declined { get; private set; }

        public int Left { get; private set; }

        private DateOnly Today => DutchTime.ToLocalDate(Runtime.Clock.Now);

        public static async Task<Scene> Make(int trajectories)
        {
            var forms = StuckScene.Forms;
            var scene = new Scene(await CareRuntime.Make(null, forms, s => s.AddSingleton<IMailSender>(new RecordingSender())), forms);
            var runtime = scene.Runtime;
            runtime.AddAccounts();
            await scene.At(new DateOnly(2026, 1, 5));
            for (var i = 0; i < trajectories; i++)
            {
                scene._trajectories.Add(Assert.IsType<SignalResult.Received>(runtime.Signal(CareRuntime.Girl("W-" + i))).TrajectoryId!.Value);
            }

            runtime.RunAll();
            scene.Offer();
            runtime.Database.Write(t => t.Execute("DELETE FROM account_role WHERE role IN ('jgz', 'czv')"));
            (scene.Anna, _) = runtime.Person("anna", "jgz", StuckScene.Jgz);
            (scene.Bert, _) = runtime.Person("bert", "jgz", StuckScene.Jgz);
            (scene.Carla, _) = runtime.Person("carla", "czv", StuckScene.Czv);
            (scene.Daan, _) = runtime.Person("daan", "czv", StuckScene.Czv);
            foreach (var task in scene._trajectories.Where((_, i) => i % 2 == 0).SelectMany(scene.TasksOf).Where(t => t.Title == Asked))
            {
                Assert.IsType<TaskResult.Done>(runtime.Get<TaskDesk>().Claim(new ClaimTask(task.Id, scene.Carla)));
            }

            return scene;
        }

        public void SendAway(Guid person, Guid other, string how, DateOnly from)
        {
            if (how != "aanwezig")
            {
                Plan(person, how == "met vervanger" ? other : null);
            }

            if (how == "niemand")
            {
                Plan(other, deputy: null);
            }

            void Plan(Guid who, Guid? deputy) =>
                _absences.Add(Assert.IsType<AbsenceResult.Done>(Runtime.Get<AbsenceDesk>().Plan(new PlanAbsence(who, from, null, deputy), who)).Id);
        }

        public void ComeBack()
        {
            foreach (var absence in _absences)
            {
                Assert.IsType<AbsenceResult.Done>(Runtime.Get<AbsenceDesk>().End(absence, StuckScene.Id("beheerder")));
            }
        }

        public Task At(DateOnly day)
        {
            // Leases and back-off go by real time, which goes along.
            Runtime.Time.Advance(TimeSpan.FromDays(1));
            return Runtime.Get<SimulatedClock>().MoveTo(DutchTime.ToInstant(day, new TimeOnly(12, 0)));
        }

        /// <summary>Somebody who is there and has the task makes the move; when nobody has it, nothing happens.</summary>
        public void Do(int number, string move, string sender)
        {
            var trajectory = _trajectories[number];
            if (move is "intrekken" or "sluiten")
            {
                if (new[] { Anna, Bert }.Except(Away()).FirstOrDefault() is var owner && owner != Guid.Empty)
                {
                    var desk = Runtime.Get<TrajectoryDesk>();
                    Assert.IsType<TrajectoryResult.Accepted>(move == "sluiten" ? desk.Close(trajectory, owner, "verhuisd") : desk.WithdrawConsent(trajectory, owner, "czv"));
                    Runtime.RunAll();
                }

                return;
            }

            foreach (var task in TasksOf(trajectory).Where(t => OfHandover.Contains(t.Title)).Take(1))
            {
                if (OutcomeOf(task, move) is not { } outcome)
                {
                    continue;
                }

                if (People().Except(Away()).Where(p => Has(p, task)).Select(p => (Guid?)p).FirstOrDefault() is not { } person)
                {
                    Left++;
                    continue;
                }

                Complete(task, person, outcome);
                Done++;
                ByDeputy += task.ClaimedBy is { } first && first != person ? 1 : 0;
                if (outcome == "Afwijzen")
                {
                    Declined++;
                    var next = Assert.Single(TasksOf(trajectory), t => t.Title == OtherReceiver);
                    Assert.True(next.DueAt <= DutchTime.ToInstant(WorkCalendar.National.AddWorkingDays(Today, 1).Date, new TimeOnly(17, 0)), $"De gever heeft tot {next.DueAt}.");
                    Assert.True(sender == "niemand" || People().Except(Away()).Any(p => Has(p, next)), $"Na de afwijzing heeft niemand van de gever de taak (gever {sender}).");
                }
            }
        }

        public void CheckAll(bool everybodyIsBack = false)
        {
            for (var i = 0; i < _trajectories.Count; i++)
            {
                Check(i, everybodyIsBack);
            }

            var broken = Runtime.Database.Read(t => Runtime.Get<InvariantCheck>().Run(t));
            Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(10)));
        }

        /// <summary>One case owner; and each task of the handover is with somebody who is there, or has a term that still runs, or is explained as stuck.</summary>
        public void Check(int number, bool everybodyIsBack = false)
        {
            var id = _trajectories[number];
            var file = Runtime.File(id);
            Assert.Equal(file.IsOpen ? 1 : 0, file.Process.Team.Count(m => m is { IsOwner: true, Until: null }));
            var here = People().Except(Away()).ToList();
            foreach (var task in TasksOf(id).Where(t => OfHandover.Contains(t.Title)))
            {
                var isStuck = Runtime.Get<StuckList>().Of(id, StuckScene.Administrator) is { Cause: not null, Actions.Count: > 0 };
                Assert.True(
                    here.Exists(p => Has(p, task)) || (!everybodyIsBack && (task.DueAt > Runtime.Clock.Now || isStuck)),
                    $"'{task.Title}' van verloop {number} is bij niemand die er is, te laat en niet uitgelegd.");
            }
        }

        public void Dispose() => Runtime.Dispose();

        private static string? OutcomeOf(TaskRow task, string move)
        {
            var outcomes = TaskRows.OutcomesOf(task);
            return move switch
            {
                "ja" => outcomes[0],
                "nee" => outcomes.Contains("Afwijzen") ? "Afwijzen" : outcomes[^1],
                "gezien" => outcomes.FirstOrDefault(o => o.StartsWith("Gezien", StringComparison.Ordinal)),
                "wachttijd" => outcomes.FirstOrDefault(o => o == "Aannemen met wachttijd"),
                _ => null,
            };
        }

        // Everything up to the question to the receiver, by the professional of the demo region.
        private void Offer()
        {
            for (var round = 0; round < 12; round++)
            {
                foreach (var task in _trajectories.SelectMany(TasksOf).Where(t => t.Title != Asked && t.Role is "jgz" or "jeugdarts").ToList())
                {
                    Complete(task, CareRuntime.JgzAccount, TaskRows.OutcomesOf(task)[0]);
                }
            }

            Assert.All(_trajectories, t => Assert.Contains(TasksOf(t), k => k.Title == Asked));
        }

        private void Complete(TaskRow task, Guid person, string outcome)
        {
            var random = new Random(1);
            var fields = Value.Of(ValueMap.From((_forms.Find(task.Form)?.Fields ?? [])
                .Where(f => f.Name != "organisatie" && (f.Name != "declineReason" || outcome == "Afwijzen") && (f.Name != "startsOn" || outcome == "Aannemen met wachttijd"))
                .Select(f => (f.Name, Value: Known.GetValueOrDefault(f.Name) ?? (f.Name == "declineReason" ? "vol" : f.Name == "startsOn" ? Today.AddDays(14) : AnyAnswer.To(f, random, Today, () => []))))
                .Where(f => f.Value is not null)
                .Select(f => new KeyValuePair<string, Value>(f.Name, AnyAnswer.ToValue(f.Value!)))));
            var result = Runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, person, outcome, fields));
            Assert.True(result is TaskResult.Done, $"'{task.Title}: {outcome}': {(result is TaskResult.Invalid wrong ? string.Join("; ", wrong.Errors.Select(e => e.Key + ": " + e.Value)) : result.ToString())}");
            Runtime.RunAll();
        }

        private IEnumerable<TaskRow> TasksOf(Guid trajectory) => Runtime.Database.Read(t => TaskRows.OfTrajectory(t, trajectory)).Where(t => t.State is TaskState.Open or TaskState.Claimed);

        private bool Has(Guid person, TaskRow task) => Runtime.Get<TaskInbox>().Mine(person, pageSize: 200).Items.Any(t => t.Id == task.Id);

        private List<Guid> People() => Runtime.Database.Read(t => t.Query("SELECT DISTINCT account_id FROM account_role WHERE role IN ('jgz', 'czv', 'werkverdeler') ORDER BY account_id", r => r.Id(0)));

        private List<Guid> Away() => Runtime.Database.Read(t => t.Query(
            "SELECT id FROM account WHERE absent_from <= @today AND (absent_until IS NULL OR absent_until >= @today)", r => r.Id(0), ("@today", Today)));
    }
}
