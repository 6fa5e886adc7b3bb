using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Care.Trajectories.Writes;
using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.CareActivities;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.CareActivities;

public sealed class When_an_activity_of_the_chain_runs
{
    private static readonly DateTimeOffset At = CareScene.Start;
    private static readonly Guid Item = Guid.Parse("00000011-0000-7000-8000-000000000000");
    private static readonly Guid Own = Guid.Parse("00000012-0000-7000-8000-000000000000");
    private static readonly Guid Handed = Guid.Parse("00000013-0000-7000-8000-000000000000");
    private static readonly CareScene Child = new();

    private static CareScene Planned(bool agreed = true) => Child.With(
    [
        new MakePlan(
            new PlanVersion(0, 0, At, "a", "none", [
                new PlanItem(Item, "social", "aanbieder", null, "judo", ItemStates.Planned, null, null, At),
                new PlanItem(Own, "family", "gezin", null, "", ItemStates.Planned, null, null, At)], null),
            new PlanText(0, "", new Dictionary<Guid, string>(), "")),
        .. agreed ? new CareWrite[] { new AgreePlan("guardian", At) } : [],
    ]);

    private static CareScene Offered(HandoverState state = HandoverState.Offered) => Child.With(
        new Care.Trajectories.Writes.OfferHandover(new Handover(Handed, "jgz", Child.Care.Covering("jgz"), "czv", Child.Care.Covering("czv"), "verwijzing", HandoverState.Offered, At, 0, true)),
        new Care.Trajectories.Writes.MoveHandover(Handed, state, "", null, At, "x"));

    [Fact]
    public void Every_activity_has_a_full_Dutch_descriptor_and_the_catalogue_is_documented()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Trajectories.CareRuntime.Workflows, "..", "docs", "ACTIVITIES.md"));
        Assert.All(CareActivityCatalog.All, activity =>
        {
            var d = activity.Descriptor;
            Assert.Equal("KnGG", d.Category);
            Assert.EndsWith(".", d.Description, StringComparison.Ordinal);
            Assert.Contains($"`{d.Type}`", text, StringComparison.Ordinal);
            Assert.Contains(d.DisplayName, text, StringComparison.Ordinal);
            Assert.All(d.Inputs, i => Assert.True(i.UiHint != "dropdown" || i.Choices?.Count > 0 || i.ChoicesFrom is not null, d.Type + "." + i.Name));
            Assert.True(d.Outcomes.Count > 0 || d.OutcomesInput is not null);
        });
    }

    [Fact]
    public void What_one_activity_writes_the_next_one_sees_in_the_same_step()
    {
        var scene = new CareScene { Care = Child.Care with { File = Child.Care.File! with { Health = new HealthZone() } } };
        var (result, outcome) = scene.Run(
            """[ { "task": "t", "fields": { "on": "2026-01-05", "heightCm": 140, "weightKg": 42.5 } } ]""",
            Activity("voor", "KnGG.ClassifyGgr"), Activity("t", "KnGG.HumanTask", ("title", "Meten"), ("role", "jgz"), ("due", "10wd"), ("form", "meting")), Activity("ggr", "KnGG.ClassifyGgr"));
        Assert.Contains(result.Journal, l => l is { ActivityId: "voor", Event: "Completed" } && l.Data["Outcomes"].AsList[0].AsText == "Niet van toepassing");
        Assert.Equal("Onbekend", outcome);
    }

    [Theory]
    [InlineData(32, "Geen")]
    [InlineData(42.5, "Licht")]
    [InlineData(50, "Matig")]
    [InlineData(58, "Sterk")]
    [InlineData(90, "Extreem")]
    public void The_GGR_follows_from_the_newest_measurement(double weight, string outcome) => Assert.Equal(outcome, Child.With(
        new RecordMeasurement(new Measurement(new DateOnly(2026, 1, 4), 140, weight, false, false, "jgz", 0, At))).Outcome(Activity("ggr", "KnGG.ClassifyGgr")));

    [Fact]
    public void The_route_takes_the_professionals_word_before_the_proposal() => Assert.Equal(("CZV", "Lichte route"), (
        Child.Outcome(Activity("r", "KnGG.DecideRoute")),
        Child.With(
            new ProposeGgr(new GgrProposal([Ggr.Licht, Ggr.Matig], WeightClass.Overweight, 1, null, "", "", "", "", At)),
            new DecideGgr(new GgrVerdict(Ggr.Licht, "confirmed", "", "a", null, At)),
            new RecordQuestions(new FourQuestions(Answer.No, Answer.No, Answer.No, Answer.No, At, "a"))).Outcome(Activity("r", "KnGG.DecideRoute"))));

    [Theory]
    [InlineData("social", "Gemeente")]
    [InlineData("jgz", "Wettelijk")]
    [InlineData("czv-intake", "Verzekeraar")]
    [InlineData("kinder-gli", "Geen betaler")]
    public void The_payer_is_decided_by_component(string component, string outcome) =>
        Assert.Equal(outcome, Planned().Outcome(Activity("p", "KnGG.DecidePayer", ("component", component))));

    [Fact]
    public void Sharing_is_asked_once_and_a_refusal_is_kept()
    {
        var gate = Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"));
        var again = Activity("weer", "KnGG.AskConsent", ("recipientRole", "czv"));
        var (yes, outcome) = Child.Run("""[ { "task": "mag", "outcome": "Delen", "fields": { "given": "yes", "by": "guardian" } } ]""", gate, again);
        Assert.Equal("Delen", outcome);
        Assert.Single(yes.Mails, m => m.Template == "task-new");
        Assert.Equal("Niet delen", Child.Run("""[ { "task": "mag", "outcome": "Delen", "fields": { "given": "no" } } ]""", Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"))).Outcome);
    }

    [Fact]
    public void Of_two_parents_with_authority_the_word_of_one_does_not_open_the_gate_and_the_question_stays()
    {
        var family = new CareScene { Care = Child.Care with { Guardians = [new("a", true), new("b", true), new("c", false)] } };
        static System.Text.Json.Nodes.JsonObject Gate() => Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"));
        Assert.Equal("", family.Run("""[ { "task": "mag", "outcome": "Delen", "fields": { "given": "yes", "by": "guardian" } } ]""", Gate()).Outcome);
        var (result, outcome) = family.Run(
            """
            [ { "task": "mag", "outcome": "Delen", "fields": { "given": "yes", "by": "guardian" } },
              { "task": "mag", "outcome": "Delen", "fields": { "given": "yes", "by": "guardians" } } ]
            """,
            Gate());
        Assert.Equal("Delen", outcome);
        Assert.Equal(2, result.Mails.Count(m => m.Template == "task-new"));
        Assert.Equal("Delen", family.Run("""[ { "task": "mag", "outcome": "Delen", "fields": { "given": "yes", "by": "law" } } ]""", Gate()).Outcome);
        Assert.Equal("Niet delen", family.Run("""[ { "task": "mag", "outcome": "Niet delen", "fields": { "given": "no", "by": "guardian" } } ]""", Gate()).Outcome);
    }

    [Fact]
    public void As_long_as_nobody_knows_who_has_authority_the_question_stays()
    {
        var family = new CareScene { Care = Child.Care with { Guardians = [new("a", true), new("b", null)] } };
        var given = new RecordConsent(new ConsentNote("czv", "", true, "guardians", new DateOnly(2026, 1, 1), "a"));
        Assert.Equal("", family.With(given).Outcome(Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"))));
    }

    [Fact]
    public void A_twelfth_birthday_makes_an_old_consent_asked_anew()
    {
        var given = new RecordConsent(new ConsentNote("czv", "", true, "guardian", new DateOnly(2026, 1, 1), "a"));
        var waits = Child.With(given).Run("[]", Activity("w", "KnGG.FollowUpAt", ("in", "3y")), Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv")));
        Assert.Equal("", waits.Outcome);
        Assert.Equal("Delen", Child.With(given).Outcome(Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"))));
        Assert.Equal("", Child.With(given, new WithdrawConsent("czv", new DateOnly(2026, 1, 2))).Outcome(Activity("mag", "KnGG.AskConsent", ("recipientRole", "czv"))));
    }

    [Fact]
    public void A_handover_is_offered_or_stays_inside_or_finds_nobody()
    {
        Assert.Equal("Aangeboden", Child.Outcome(Activity("o", "KnGG.OfferHandover", ("fromRole", "jgz"), ("toRole", "czv"), ("reason", "verwijzing"))));
        Assert.Equal("Aan zichzelf", Child.Outcome(Activity("o", "KnGG.OfferHandover", ("fromRole", "jgz"), ("toRole", "jeugdarts"), ("reason", "verwijzing"))));
        var bare = new CareScene { Care = Child.Care with { Coverage = [] } };
        Assert.Equal("Geen ontvanger", bare.Outcome(Activity("o", "KnGG.OfferHandover", ("fromRole", "jgz"), ("toRole", "czv"), ("reason", "verwijzing"))));
    }

    [Fact]
    public void A_handover_only_moves_as_it_may()
    {
        Assert.Equal("Klaar", Offered().Outcome(Activity("m", "KnGG.MoveHandover", ("handover", Handed.ToString()), ("state", "aangenomen"))));
        var (result, _) = Offered(HandoverState.Declined).Run("[]", Activity("m", "KnGG.MoveHandover", ("handover", Handed.ToString()), ("state", "aangenomen")));
        Assert.Contains("afgewezen", Assert.Single(result.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interventions_start_once_for_each_agreed_item_of_somebody_else()
    {
        var start = Activity("s", "KnGG.StartInterventions");
        var (result, outcome) = Planned().Run("[]", start);
        Assert.Equal("Gestart", outcome);
        Assert.Equal(2, result.Journal.Where(l => l.Event == "Started" && l.Type == "Elsa.Workflow").Count());
        Assert.Equal("Niets te starten", Planned().Outcome(Activity("een", "KnGG.StartInterventions"), Activity("s", "KnGG.StartInterventions")));
        Assert.Equal("Niets te starten", Planned(agreed: false).Outcome(Activity("s", "KnGG.StartInterventions")));
    }

    [Fact]
    public void An_item_that_ended_stays_ended() => Assert.Equal("Ja", Planned().Outcome(
        Activity("a", "KnGG.MoveItem", ("planItem", Item.ToString()), ("state", "afgerond")), Activity("b", "KnGG.MoveItem", ("planItem", Item.ToString()), ("state", "gestart")),
        Activity("c", "KnGG.MoveItem", ("planItem", Own.ToString()), ("state", "gestopt")), Activity("q", "KnGG.FileQuestion", ("question", "alle-items-klaar"))));

    [Theory]
    [InlineData("verjaardag-12", "3mo", true, "2027-12-01T09:00:00+01:00")]
    [InlineData("verjaardag-18", "", false, "2034-03-01T09:00:00+01:00")]
    [InlineData("nu", "6wk", false, "2026-02-16T09:00:00+01:00")]
    [InlineData("nu", "nietnu.opnieuw", false, "2026-07-06T09:00:00+02:00")]
    public void A_follow_up_falls_on_a_working_day_at_nine(string anchor, string term, bool before, string due)
    {
        var (result, outcome) = Child.Run("[]", Activity("f", "KnGG.FollowUpAt", ("anchor", anchor), ("in", term), ("before", before)));
        Assert.Equal("Klaar", outcome);
        Assert.Equal(due, Value.Of(KnGG.Workflow.Care.Calendar.DutchTime.ToLocal(result.Journal[^1].At)).AsText);
    }

    [Theory]
    [InlineData("8mo", "venster", "4wk", "2026-09-01", true)]
    [InlineData("8mo", "venster", "2d", "2026-09-07", false)]
    [InlineData("9mo", "eerder", "4wk", "2026-09-01", true)]
    [InlineData("9mo", "eerder", "240d", "2026-10-05", false)]
    [InlineData("7mo", "eerder", "4wk", "2026-08-05", false)]
    public void A_day_moves_to_a_regular_contact_of_the_JGZ_in_its_room_and_says_so(string term, string mode, string room, string due, bool isContact)
    {
        var (result, outcome) = Child.Run("[]", Activity("f", "KnGG.FollowUpAt", ("in", term), ("contacts", "jgz.contactmomenten"), ("contactMode", mode), ("contactWindow", room)));
        Assert.Equal("Klaar", outcome);
        Assert.Equal(due, Value.Of(KnGG.Workflow.Care.Calendar.DutchTime.ToLocal(result.Journal[^1].At)).AsText[..10]);
        Assert.Equal(isContact, result.Journal.Any(l => l.Data["Text"].TextOrNull?.EndsWith("Valt samen met een vast contactmoment van de JGZ.", StringComparison.Ordinal) == true));
    }

    [Theory]
    [InlineData(1, "2026-01-06")]
    [InlineData(2, "2026-01-07")]
    [InlineData(4, "2026-01-08")]
    [InlineData(5, "2026-01-08")]
    public void A_turn_of_a_series_counts_from_the_one_before_it(int turn, string due)
    {
        var (result, outcome) = Child.Run("[]", Activity("f", "KnGG.FollowUpAt", ("in", "escalatie.trap"), ("turn", turn)));
        Assert.Equal("Klaar", outcome);
        Assert.Equal(due, Value.Of(KnGG.Workflow.Care.Calendar.DutchTime.ToLocal(result.Journal[^1].At)).AsText[..10]);
    }

    [Fact]
    public void Contacts_that_are_no_ages_are_a_clear_fault()
    {
        var (result, _) = Child.Run("[]", Activity("f", "KnGG.FollowUpAt", ("in", "8mo"), ("contacts", "overdracht.aannemen")));
        Assert.Contains("geen instelling met leeftijden", Assert.Single(result.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1D", "2026-04-07")]
    [InlineData("P89D", "2026-04-07")]
    [InlineData("P92D", "2026-07-06")]
    [InlineData("P200D", "2027-01-05")]
    [InlineData("P400D", "2027-08-09")]
    public void A_series_gives_its_first_day_that_is_still_to_come_and_then_what_comes_after_it(string passed, string due)
    {
        var (result, outcome) = Child.Run("[]",
            Activity("m", "KnGG.SetMilestone", ("step", 5), ("phase", "aan-de-slag")), Activity("w", "Elsa.Delay", ("timeSpan", passed)),
            Activity("f", "KnGG.FollowUpAt", ("anchor", "start-stap"), ("in", "plan.evaluatie"), ("then", "plan.evaluatie.daarna")));
        Assert.Equal("Klaar", outcome);
        Assert.Equal(due, Value.Of(KnGG.Workflow.Care.Calendar.DutchTime.ToLocal(result.Journal[^1].At)).AsText[..10]);
    }

    [Fact]
    public void A_series_without_anything_after_it_is_over_one_day() => Assert.Equal("Voorbij", Child.Outcome(
        Activity("m", "KnGG.SetMilestone", ("step", 6), ("phase", "nazorg")), Activity("w", "KnGG.FollowUpAt", ("in", "3y")), Activity("f", "KnGG.FollowUpAt", ("anchor", "start-nazorg"), ("in", "terugval.controle"))));

    [Theory]
    [InlineData("grens-gli-start")]
    [InlineData("grens-gli-duur")]
    [InlineData("grens-czv")]
    public void A_limit_whose_clock_does_not_run_is_over(string anchor) => Assert.Equal("Voorbij", Child.Outcome(Activity("f", "KnGG.FollowUpAt", ("anchor", anchor))));

    [Fact]
    public void A_birthday_that_has_been_is_over() => Assert.Equal("Voorbij", Child.Outcome(
        Activity("w", "KnGG.FollowUpAt", ("in", "3y")), Activity("f", "KnGG.FollowUpAt", ("anchor", "verjaardag-12"), ("in", "3mo"), ("before", true))));

    [Theory]
    [InlineData(55.2, "Op koers")]
    [InlineData(72, "Mogelijke terugval")]
    public void Relapse_is_judged_against_the_start_of_aftercare(double weight, string outcome)
    {
        var (_, left) = Child.Run(
            $$"""[ { "task": "t", "after": "P90D", "fields": { "on": "2026-04-05", "heightCm": 141, "weightKg": {{weight.ToString(System.Globalization.CultureInfo.InvariantCulture)}} } } ]""",
            Activity("m", "KnGG.SetMilestone", ("step", 6), ("phase", "nazorg")), Activity("t", "KnGG.HumanTask", ("title", "Meten"), ("role", "jgz"), ("due", "6mo"), ("form", "meting")),
            Activity("r", "KnGG.RelapseCheck"));
        Assert.Equal(outcome, left);
    }

    [Fact]
    public void Without_a_newer_measurement_relapse_cannot_be_judged() =>
        Assert.Equal("Niet te bepalen", Child.Outcome(Activity("m", "KnGG.SetMilestone", ("phase", "nazorg")), Activity("r", "KnGG.RelapseCheck")));

    [Fact]
    public void Feedback_to_the_same_receiver_is_joined_while_one_is_open()
    {
        var (result, _) = Child.Run("[]",
            Activity("a", "KnGG.FeedbackDuty", ("moment", "anamnese-klaar"), ("fromRole", "czv"), ("toRole", "jgz")),
            Activity("b", "KnGG.FeedbackDuty", ("moment", "plan-gemaakt"), ("fromRole", "czv"), ("toRole", "jgz")),
            Activity("c", "KnGG.FeedbackDuty", ("moment", "plan-gemaakt"), ("fromRole", "czv"), ("toRole", "huisarts")));
        Assert.Equal(2, result.Waiting.Count(w => w.Kind == "event"));
    }

    [Fact]
    public void A_new_cycle_keeps_interventions_but_those_that_the_family_stops()
    {
        var cycle = Activity("n", "KnGG.NewCycle", ("reason", "terugval"), ("toStep", 2));
        var (keeps, _) = Planned().Run("[]", Activity("s", "KnGG.StartInterventions"), Activity("f", "KnGG.FeedbackDuty", ("moment", "plan-gemaakt"), ("fromRole", "czv"), ("toRole", "jgz")), cycle);
        Assert.Single(keeps.Waiting, w => w.Kind == "event");
        var (stops, _) = Planned()
            .With(new RecordEvaluation(new Evaluation(At, 0, "", new Dictionary<Guid, string> { [Item] = "stop" }, "a")))
            .Run("[]", Activity("s", "KnGG.StartInterventions"), Activity("n", "KnGG.NewCycle", ("reason", "terugval"), ("toStep", 2)));
        Assert.Empty(stops.Waiting);
    }

    [Fact]
    public void Closing_cancels_what_still_runs()
    {
        var (result, outcome) = Planned().Run("[]", Activity("s", "KnGG.StartInterventions"), Activity("x", "KnGG.CloseTrajectory", ("reason", "doel-bereikt")));
        Assert.Equal("Klaar", outcome);
        Assert.Empty(result.Waiting);
    }

    [Fact]
    public void A_role_is_given_to_whoever_covers_it_and_ends_again()
    {
        Assert.Equal("Klaar", Child.Outcome(Activity("r", "KnGG.AssignRole", ("role", "czv"), ("owner", true))));
        var bare = new CareScene { Care = Child.Care with { Coverage = [] } };
        Assert.Equal("Niemand gevonden", bare.Outcome(Activity("r", "KnGG.AssignRole", ("role", "czv"))));
        Assert.Equal("Klaar", Child.Outcome(Activity("r", "KnGG.AssignRole", ("role", "czv")), Activity("e", "KnGG.AssignRole", ("role", "czv"), ("end", true))));
    }

    [Fact]
    public void A_task_that_is_done_needs_no_escalation() =>
        Assert.Equal("Taak al klaar", Child.Outcome(Activity("e", "KnGG.EscalateTask", ("task", Item.ToString()), ("stage", "deputy"))));

    [Fact]
    public void A_message_goes_to_the_case_owner_by_that_name()
    {
        var (result, _) = Child.Run("[]", Activity("n", "KnGG.Notify", ("template", "notice"), ("role", "regiehouder")));
        Assert.Equal("jgz", Assert.Single(result.Mails).To);
    }

    [Theory]
    [InlineData("meting-aanwezig", "Ja")]
    [InlineData("meting-recent", "Ja")]
    [InlineData("onder-2", "Nee")]
    [InlineData("vanaf-18", "Nee")]
    [InlineData("ggr-bevestigd", "Nee")]
    [InlineData("ggr-vanaf-matig", "Ja")]
    [InlineData("problemen", "Ja")]
    [InlineData("verwijzer-bevoegd", "Nee")]
    [InlineData("czv-bij-licht-geregeld", "Nee")]
    [InlineData("czv-is-jgz", "Nee")]
    [InlineData("plan-akkoord", "Nee")]
    [InlineData("kinder-gli-in-plan", "Nee")]
    [InlineData("alle-items-gestart", "Nee")]
    [InlineData("alle-items-klaar", "Nee")]
    [InlineData("nieuwe-comorbiditeit", "Nee")]
    [InlineData("signaal-van-professional", "Ja")]
    [InlineData("volgende-controle-nodig", "Nee")]
    public void A_question_about_the_file_is_answered(string question, string outcome) =>
        Assert.Equal(outcome, Child.Outcome(Activity("q", "KnGG.FileQuestion", ("question", question))));

    [Fact]
    public void The_journal_tells_no_values_of_the_child()
    {
        var (result, _) = Planned().Run("[]", Activity("g", "KnGG.ClassifyGgr"), Activity("r", "KnGG.DecideRoute"), Activity("p", "KnGG.DecidePayer", ("component", "czv-intake")), Activity("m", "KnGG.SetMilestone", ("phase", "nazorg")), Activity("q", "KnGG.FileQuestion", ("question", "problemen")));
        var story = string.Join('\n', result.Journal.Where(l => l.Event == "Narrated").Select(l => l.Data.ToJson()));
        Assert.All(new[] { "140", "55", "2016", "Zaanstad", "sterk verhoogd", "psychosocia" }, secret => Assert.DoesNotContain(secret, story, StringComparison.Ordinal));
    }
}
