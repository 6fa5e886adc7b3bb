using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;

namespace KnGG.Workflow.Care.Tests.Trajectories;

public sealed class When_a_file_is_written
{
    private static readonly DateTimeOffset At = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(2));
    private static readonly Guid Jgz = Guid.Parse("00000001-0000-7000-8000-000000000000");
    private static readonly Guid Czv = Guid.Parse("00000002-0000-7000-8000-000000000000");
    private static readonly Guid One = Guid.Parse("00000003-0000-7000-8000-000000000000");
    private static readonly Guid Two = Guid.Parse("00000004-0000-7000-8000-000000000000");

    private static TrajectoryFile Opened => TrajectoryFile.Open(
        One, new ChildFacts(Two, new DateOnly(2016, 6, 1), Sex.Female, "Zaanstad", "demo"), "jgz", Jgz, At);

    [Fact]
    public void Every_zone_comes_back_from_its_JSON()
    {
        var file = Filled();
        Assert.Equal(TrajectoryJson.Write(file.Process), TrajectoryJson.Write(TrajectoryJson.ReadProcess(TrajectoryJson.Write(file.Process))));
        Assert.Equal(TrajectoryJson.Write(file.Health), TrajectoryJson.Write(TrajectoryJson.ReadHealth(TrajectoryJson.Write(file.Health))));
        Assert.Equal(TrajectoryJson.Write(file.Social), TrajectoryJson.Write(TrajectoryJson.ReadSocial(TrajectoryJson.Write(file.Social))));
        var whole = TrajectoryJson.ReadFile(TrajectoryJson.Write(file));
        Assert.Equal(TrajectoryJson.Write(file), TrajectoryJson.Write(whole));
        Assert.Equal(file.Child, whole.Child);
        Assert.Equal(file.Owner, whole.Owner);
        Assert.Equal(file.Health.Ggr, whole.Health.Ggr);
    }

    [Fact]
    public void The_process_zone_tells_nothing_of_health_or_home()
    {
        var json = TrajectoryJson.Write(Filled().Process);
        foreach (var secret in new[] { "heightCm", "weightKg", "matig", "HYPERTENSION", "psychosocial", "schulden", "insurer", "2016-06-01" })
        {
            Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_young_file_is_small()
    {
        var file = Opened;
        Assert.True(TrajectoryJson.Write(file.Process).Length + TrajectoryJson.Write(file.Health).Length + TrajectoryJson.Write(file.Social).Length < 500);
    }

    [Fact]
    public void A_plan_without_items_can_be_revised_after_it_was_stored()
    {
        var plan = new MakePlan(new PlanVersion(0, 0, At, "czv", "none", [], null), new PlanText(0, "", new Dictionary<Guid, string>(), ""));
        var stored = TrajectoryJson.ReadFile(TrajectoryJson.Write(Opened.With(plan)));
        Assert.Empty(stored.Plan!.Items);
        Assert.Empty(stored.Social.Plans[^1].Needs);
        Assert.Equal(2, stored.With(plan).Process.Plans.Count);
    }

    [Fact]
    public void What_was_left_out_because_it_was_empty_is_empty_when_it_is_read()
    {
        var social = TrajectoryJson.ReadSocial("""{"v":1,"zone":{"routes":[{"route":"czv"}],"evaluations":[{"outcome":"x"}]}}""");
        Assert.Empty(social.Route!.Missing);
        Assert.Empty(Assert.Single(social.Evaluations).Items);
        Assert.Empty(TrajectoryJson.ReadHealth("""{"v":1,"zone":{"proposal":{"reason":"volwassen"}}}""").Proposal!.Possible);
    }

    [Fact]
    public void A_newer_version_is_refused() =>
        Assert.Throws<System.Text.Json.JsonException>(() => TrajectoryJson.ReadHealth("""{"v":2,"zone":{}}"""));

    [Fact]
    public void An_unknown_code_is_refused() =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => TrajectoryJson.ReadHealth("""{"v":1,"zone":{"verdicts":[{"ggr":"enorm"}]}}"""));

    [Fact]
    public void The_same_measurement_twice_is_one_measurement()
    {
        var measured = new RecordMeasurement(new Measurement(new DateOnly(2026, 5, 1), 140, 45, false, false, "jgz", 0, At));
        Assert.Single(Opened.With(measured).With(measured).Health.Measurements);
    }

    [Fact]
    public void A_told_weight_is_never_the_newest_measurement()
    {
        var file = Opened
            .With(new RecordMeasurement(new Measurement(new DateOnly(2026, 4, 1), 140, 45, false, false, "jgz", 0, At)))
            .With(new RecordMeasurement(new Measurement(new DateOnly(2026, 5, 1), 141, 60, false, true, "family", 0, At)));
        Assert.Equal(45, file.NewestMeasurement!.WeightKg);
    }

    [Fact]
    public void A_payer_period_ends_when_the_next_begins_and_the_past_stays()
    {
        var first = new PayerNote("czv-coordination", "municipality", false, "", "betaler@1", new DateOnly(2026, 1, 1), null, "system");
        var second = first with { Payer = "insurer", From = new DateOnly(2026, 6, 1) };
        var payers = Opened.With([new DecidePayer(first), new DecidePayer(first with { From = new DateOnly(2026, 3, 1) }), new DecidePayer(second)]).Health.Payers;
        Assert.Equal(2, payers.Count);
        Assert.Equal(new DateOnly(2026, 6, 1), payers[0].Until);
        Assert.Null(payers[1].Until);
    }

    [Fact]
    public void A_new_cycle_freezes_the_plan_and_the_next_plan_keeps_what_runs()
    {
        var file = Filled();
        var running = file.Plan!.Items[0].Id;
        var again = file.With(new MoveItem(running, ItemStates.Started, At)).With(new StartCycle("terugval", 3, At, "a"));
        Assert.Equal(2, again.Process.Cycle);
        Assert.Equal(3, again.Process.Step);
        Assert.Null(again.Plan);
        var planned = again.With(new MakePlan(new PlanVersion(0, 0, At, "a", "none", [], null), new PlanText(0, "", new Dictionary<Guid, string>(), "")));
        Assert.Equal(running, Assert.Single(planned.Plan!.Items).Id);
        Assert.Equal(2, planned.Plan.Version);
    }

    [Fact]
    public void Closing_ends_every_role_and_handover_and_nothing_can_be_changed_afterwards()
    {
        var closed = Filled().With(new CloseFile("doel-bereikt", At));
        Assert.False(closed.IsOpen);
        Assert.Null(closed.Owner);
        Assert.All(closed.Process.Team, m => Assert.NotNull(m.Until));
        Assert.All(closed.Process.Handovers, h => Assert.True(h.IsEnd));
        Assert.Same(closed, closed.With(new AssignRole("czv", Czv, null, true, At)));
        Assert.Same(closed, closed.With(new StartCycle("terugval", 2, At, "a")));
    }

    [Theory]
    [InlineData(true, "czv")]
    [InlineData(false, "jgz")]
    public void On_acceptance_the_receiver_owns_the_case_only_when_ownership_moves(bool moves, string owner)
    {
        var offered = Opened.With(new OfferHandover(new Handover(Two, "jgz", Jgz, "czv", Czv, "verwijzing", HandoverState.Offered, At, 0, moves)));
        Assert.Equal("jgz", offered.Owner!.Role);
        var accepted = offered.With(new MoveHandover(Two, HandoverState.Accepted, "", null, At.AddDays(1), "b"));
        Assert.Equal(owner, accepted.Owner!.Role);
        Assert.NotNull(accepted.Holder("jgz"));
        Assert.Equal(Czv, accepted.Holder("czv")!.OrganisationId);
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_an_open_file_has_exactly_one_owner()
    {
        var random = new Random(11);
        Guid[] organisations = [Jgz, Czv, One, Two];
        string[] roles = ["jgz", "czv", "aanbieder"];
        for (var run = 0; run < 500; run++)
        {
            var file = Opened;
            for (var step = 0; step < 30; step++)
            {
                var at = At.AddHours(step / 3);
                var role = roles[random.Next(3)];
                Guid? organisation = random.Next(5) == 0 ? null : organisations[random.Next(4)];
                var handovers = file.Process.Handovers;
                CareWrite write = random.Next(5) switch
                {
                    0 => new AssignRole(role, organisation, null, random.Next(2) == 0, at),
                    1 => new EndRole(role, organisation, at),
                    2 => new OfferHandover(new Handover(Guid.Parse($"0000000{run % 10}-0000-7000-8000-{step:000000000000}"), role, organisation, roles[random.Next(3)], organisations[random.Next(4)], "verwijzing", HandoverState.Offered, at, 0, random.Next(2) == 0)),
                    _ when handovers.Count > 0 => new MoveHandover(handovers[random.Next(handovers.Count)].Id, (HandoverState)random.Next(8), "vol", null, at, "x"),
                    _ => new SetStage(random.Next(1, 7), null, at),
                };
                file = file.With(write);
                Assert.Single(file.Process.Team, m => m is { IsOwner: true, Until: null });
            }

            // Read back: at each moment somebody was the owner, and nobody else at the same time.
            var periods = file.Process.Team.Where(m => m.IsOwner).OrderBy(m => m.From).ThenBy(m => m.Until ?? DateTimeOffset.MaxValue).ToArray();
            for (var i = 1; i < periods.Length; i++)
            {
                Assert.Equal(periods[i - 1].Until, periods[i].From);
            }
        }
    }

    [Fact]
    public void No_move_of_a_handover_leads_out_of_an_ended_one() => Assert.All(
        from end in new[] { HandoverState.Declined, HandoverState.Completed, HandoverState.Withdrawn } from to in Enum.GetValues<HandoverState>() select (end, to),
        pair => Assert.False(Handover.Allows(pair.end, pair.to)));

    [Fact]
    public void The_family_of_writes_is_closed()
    {
        var kinds = typeof(CareWrite).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CareWrite))).ToArray();
        Assert.NotEmpty(kinds);
        Assert.All(kinds, k => Assert.True(k is { IsSealed: true, IsPublic: true }));
    }

    private static TrajectoryFile Filled() => Opened.With(
    [
        new NoteSignal(new SignalNote(Two, "school", new DateOnly(2026, 5, 20))),
        new RecordMeasurement(new Measurement(new DateOnly(2026, 5, 1), 140.5, 45.3, true, false, "jgz", 0, At)),
        new RecordRisk(new RiskNote("HYPERTENSION", At, "a")),
        new RecordQuestions(new FourQuestions(Answer.Suspected, Answer.No, Answer.Unknown, Answer.Yes, At, "a")),
        new ProposeGgr(new GgrProposal([Ggr.Matig], WeightClass.Overweight, 1.7, new DateOnly(2026, 5, 1), "iotf-2012", "reden", "H2", "r@1", At)),
        new DecideGgr(new GgrVerdict(Ggr.Matig, "confirmed", "", "a", "jeugdarts", At)),
        new DecideRoute(new RouteNote(Route.Czv, false, [], "reden", "H5b", "route@1", At, "a")),
        new DecidePayer(new PayerNote("czv-intake", "insurer", true, "reden", "betaler@1", new DateOnly(2026, 6, 1), null, "system")),
        new RecordConsent(new ConsentNote("czv", "", true, "guardian", new DateOnly(2026, 6, 1), "a")),
        new OfferHandover(new Handover(Two, "jgz", Jgz, "czv", Czv, "verwijzing", HandoverState.Offered, At, 0, true)),
        new MoveHandover(Two, HandoverState.Seen, "", null, At, "b"),
        new KeepAnswers("brede-anamnese", One, At, "a", JsonText.EmptyObject, JsonText.EmptyObject, new JsonText("""{"bestaanszekerheid":"schulden"}""")),
        new MakePlan(
            new PlanVersion(0, 0, At, "a", "none", [new PlanItem(One, "social", "aanbieder", null, "judo", ItemStates.Planned, null, null, At)], new DateOnly(2026, 9, 1)),
            new PlanText(0, "weer meedoen", new Dictionary<Guid, string> { [One] = "bewegen" }, "")),
        new AgreePlan("guardian", At),
        new RecordEvaluation(new Evaluation(At, 0, "Doorgaan", new Dictionary<Guid, string> { [One] = "keep" }, "a")),
        new OweFeedback(new FeedbackNote(Two, "plan-gemaakt", "czv", "jgz", At, At.AddDays(14), "open", null, 0)),
        new GiveFeedback(Two, "", "", "sent", At),
        new LinkChild(new ChildLink(Two, "intervention", One, 0, At)),
        new NoteContact(new ContactNote(new DateOnly(2026, 5, 25), "phone", true, "a")),
    ]);
}
