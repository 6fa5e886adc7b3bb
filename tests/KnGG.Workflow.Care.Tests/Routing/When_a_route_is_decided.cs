using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests.Routing;

public sealed class When_a_route_is_decided
{
    private static readonly RoutingOptions Arranged = RoutingOptions.National with { CzvAtLicht = CzvAtLicht.Arranged };
    private static readonly RoutingOptions NotArranged = RoutingOptions.National with { CzvAtLicht = CzvAtLicht.NotArranged };

    [Theory]
    [InlineData("2024-06-02", Route.Under2)]
    [InlineData("2024-06-01", Route.Czv)]
    [InlineData("2008-06-02", Route.Czv)]
    [InlineData("2008-06-01", Route.Adult)]
    public void The_chain_is_for_2_up_to_18_to_the_day(string birth, Route expected)
    {
        Assert.True(CareCodes.TryParseDate(birth, out var born));
        var decision = Router.Decide(A.Route(Ggr.Sterk) with { BirthDate = born });
        Assert.Equal(expected, decision.Route);
        Assert.Contains("H", decision.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leap_day_child_becomes_2_and_18_on_the_first_of_march()
    {
        var born = new DateOnly(2024, 2, 29);
        Assert.Equal(Route.Under2, Router.Decide(A.Route(Ggr.Matig) with { BirthDate = born, On = new DateOnly(2026, 2, 28) }).Route);
        Assert.Equal(Route.Czv, Router.Decide(A.Route(Ggr.Matig) with { BirthDate = born, On = new DateOnly(2026, 3, 1) }).Route);
        Assert.Equal(Route.Czv, Router.Decide(A.Route(Ggr.Matig) with { BirthDate = born, On = new DateOnly(2042, 2, 28) }).Route);
        Assert.Equal(Route.Adult, Router.Decide(A.Route(Ggr.Matig) with { BirthDate = born, On = new DateOnly(2042, 3, 1) }).Route);
    }

    [Fact]
    public void Who_started_before_18_may_finish()
    {
        var input = A.Route(Ggr.Matig) with { BirthDate = A.Born(18), StartedOn = A.Today.AddDays(-1) };
        Assert.Equal(Route.Czv, Router.Decide(input).Route);
        Assert.Equal(Route.Adult, Router.Decide(input with { StartedOn = A.Today }).Route);
        Assert.Equal(Route.Adult, Router.Decide(input with { StartedOn = A.Today.AddYears(-17) }).Route);
    }

    [Theory]
    [InlineData(Ggr.Matig)]
    [InlineData(Ggr.Sterk)]
    [InlineData(Ggr.Extreem)]
    public void From_matig_a_czv_is_always_involved_whatever_the_region_and_the_answers(Ggr ggr)
    {
        foreach (var answer in Enum.GetValues<Answer>())
        {
            foreach (var options in new[] { RoutingOptions.National, Arranged, NotArranged })
            {
                var decision = Router.Decide(A.Route(ggr, answer, answer, answer, answer), options);
                Assert.Equal((Route.Czv, CzvInvolvement.Always), (decision.Route, decision.Czv));
                Assert.Empty(decision.Missing);
            }
        }
    }

    [Fact]
    public void No_raised_ggr_stays_with_the_regular_jgz()
    {
        var decision = Router.Decide(A.Route(Ggr.Geen, Answer.Yes));
        Assert.Equal((Route.RegularJgz, CzvInvolvement.No), (decision.Route, decision.Czv));
    }

    [Fact]
    public void Licht_without_problems_goes_to_jgz_and_social_domain()
    {
        var decision = Router.Decide(A.Route(Ggr.Licht));
        Assert.Equal((Route.JgzSocial, CzvInvolvement.No), (decision.Route, decision.Czv));
        Assert.NotEmpty(decision.Options);
    }

    [Theory]
    [InlineData(0, Answer.Yes)]
    [InlineData(1, Answer.Yes)]
    [InlineData(2, Answer.Yes)]
    [InlineData(3, Answer.Yes)]
    [InlineData(0, Answer.Suspected)]
    [InlineData(1, Answer.Suspected)]
    [InlineData(2, Answer.Suspected)]
    [InlineData(3, Answer.Suspected)]
    public void Licht_with_one_of_the_four_problems_makes_a_czv_an_option(int question, Answer answer)
    {
        var answers = Enumerable.Repeat(Answer.Unknown, 4).ToArray();
        answers[question] = answer;
        var input = A.Route(Ggr.Licht, answers[0], answers[1], answers[2], answers[3]);
        var open = Router.Decide(input);
        Assert.Equal((Route.CzvOptional, CzvInvolvement.Optional), (open.Route, open.Czv));
        Assert.Equal(answer == Answer.Suspected, open.Reason.Contains("vermoeden", StringComparison.Ordinal));
        Assert.Equal(Route.CzvOptional, Router.Decide(input, Arranged).Route);
        var light = Router.Decide(input, NotArranged);
        Assert.Equal((Route.JgzSocial, CzvInvolvement.No), (light.Route, light.Czv));
        Assert.Contains("regio", light.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Licht_with_open_questions_waits_and_names_them()
    {
        var decision = Router.Decide(A.Route(Ggr.Licht, Answer.Unknown, Answer.No, Answer.No, Answer.Unknown));
        Assert.Equal((Route.Pending, CzvInvolvement.No), (decision.Route, decision.Czv));
        Assert.Equal(["psychosocial", "coordinationNeed"], decision.Missing);
        Assert.All(decision.Questions, q => Assert.Equal("jgz", q.Role));
    }

    [Fact]
    public void An_open_question_that_can_not_change_the_route_does_not_hold_it_up() =>
        Assert.Equal(Route.JgzSocial, Router.Decide(A.Route(Ggr.Licht, Answer.Unknown, Answer.Unknown, Answer.Unknown, Answer.Unknown), NotArranged).Route);

    [Theory]
    [InlineData(WeightClass.Obesity1)]
    [InlineData(WeightClass.Obesity2)]
    [InlineData(WeightClass.Obesity3)]
    public void Obesity_goes_on_to_the_czv_while_the_ggr_is_open(WeightClass weightClass)
    {
        var decision = Router.Decide(A.Route(null, Answer.Unknown, Answer.Unknown, Answer.Unknown, Answer.Unknown, weightClass));
        Assert.Equal((Route.Czv, CzvInvolvement.Always, true), (decision.Route, decision.Czv, decision.Provisional));
    }

    [Fact]
    public void Overweight_with_problems_goes_on_to_the_czv_while_the_ggr_is_open()
    {
        var decision = Router.Decide(A.Route(null, Answer.Suspected, weightClass: WeightClass.Overweight));
        Assert.Equal((Route.Czv, true), (decision.Route, decision.Provisional));
        Assert.Contains("H1b", decision.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_coherence_alone_waits_for_the_ggr()
    {
        var input = A.Route(null, coherence: Answer.Yes, weightClass: WeightClass.Overweight);
        Assert.Equal((Route.Pending, "risk"), (Router.Decide(input).Route, Assert.Single(Router.Decide(input).Missing)));
        Assert.Equal(Route.Czv, Router.Decide(input with { CoordinationNeed = Answer.Suspected }).Route);
        Assert.Equal(Route.CzvOptional, Router.Decide(input with { Ggr = Ggr.Licht }).Route);
    }

    [Fact]
    public void A_route_waits_exactly_when_the_open_answers_can_change_it()
    {
        Answer[] known = [Answer.No, Answer.Suspected, Answer.Yes];
        foreach (var options in new[] { RoutingOptions.National, Arranged, NotArranged })
        {
            foreach (var p in Enum.GetValues<Answer>())
            {
                foreach (var s in Enum.GetValues<Answer>())
                {
                    foreach (var c in Enum.GetValues<Answer>())
                    {
                        foreach (var n in Enum.GetValues<Answer>())
                        {
                            var outcomes =
                                from a in p == Answer.Unknown ? known : [p]
                                from b in s == Answer.Unknown ? known : [s]
                                from d in c == Answer.Unknown ? known : [c]
                                from e in n == Answer.Unknown ? known : [n]
                                select Router.Decide(A.Route(Ggr.Licht, a, b, d, e), options).Route;
                            var distinct = outcomes.Distinct().ToArray();
                            var route = Router.Decide(A.Route(Ggr.Licht, p, s, c, n), options).Route;
                            Assert.Equal(distinct.Length > 1 ? Route.Pending : distinct[0], route);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Overweight_without_problems_waits_for_the_risk_list_of_the_jgz()
    {
        var decision = Router.Decide(A.Route(null, weightClass: WeightClass.Overweight));
        Assert.Equal(Route.Pending, decision.Route);
        Assert.Equal(["risk"], decision.Missing);
        Assert.Equal("jgz", Assert.Single(decision.Questions).Role);
    }

    [Fact]
    public void Only_a_named_medical_question_goes_to_the_huisarts()
    {
        var decision = Router.Decide(A.Route(null, Answer.Unknown, weightClass: WeightClass.Overweight) with { MedicalQuestion = "Is er sprake van hoge bloeddruk?" });
        Assert.Equal(["risk", "psychosocial"], decision.Missing);
        Assert.Equal(["huisarts", "jgz"], decision.Questions.Select(q => q.Role));
        Assert.Equal("Is er sprake van hoge bloeddruk?", decision.Questions[0].Text);
    }

    [Fact]
    public void Nothing_known_asks_for_a_measurement() =>
        Assert.Equal(["weightClass", "ggr"], Router.Decide(A.Route(null)).Missing);

    [Theory]
    [InlineData(Ggr.Matig, WeightClass.None)]
    [InlineData(Ggr.Licht, WeightClass.None)]
    [InlineData(Ggr.Geen, WeightClass.Overweight)]
    public void A_ggr_that_does_not_fit_the_class_is_looked_at_again(Ggr ggr, WeightClass weightClass)
    {
        var decision = Router.Decide(A.Route(ggr, weightClass: weightClass));
        Assert.Equal(Route.Pending, decision.Route);
        Assert.Equal(["ggr"], decision.Missing);
    }

    [Fact]
    public void Obesity_qualifies_even_when_somebody_chose_a_lower_ggr() =>
        Assert.Equal(Route.Czv, Router.Decide(A.Route(Ggr.Licht, weightClass: WeightClass.Obesity1)).Route);

    [Fact]
    public void A_priority_group_adds_an_option_and_never_changes_the_route()
    {
        var options = RoutingOptions.National with { PriorityGroups = [new PriorityGroup("kinderen tot en met 6 jaar", 2, 6, null), new PriorityGroup("basisschool", 4, 12, Ggr.Sterk)] };
        var decision = Router.Decide(A.Route(Ggr.Sterk), options);
        Assert.Equal(Route.Czv, decision.Route);
        Assert.Contains("Voorrang in deze regio: basisschool", decision.Options);
        Assert.DoesNotContain(decision.Options, o => o.Contains("6 jaar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_classification_flows_into_the_route()
    {
        var certain = RoutingInput.From(Classifier.Classify(A.Child(Sex.Male, 3653, 22, RiskStatement.None)), A.Today);
        Assert.Equal(Ggr.Licht, certain.Ggr);
        var open = RoutingInput.From(Classifier.Classify(A.Child(Sex.Male, 3653, 25)), A.Today);
        Assert.Null(open.Ggr);
        Assert.Equal(Route.Czv, Router.Decide(open).Route);
    }

    [Fact]
    public void Every_combination_has_one_answer_that_holds_together()
    {
        var count = 0;
        Ggr?[] ggrs = [null, .. Enum.GetValues<Ggr>()];
        WeightClass?[] classes = [null, .. Enum.GetValues<WeightClass>()];
        foreach (var options in new[] { RoutingOptions.National, Arranged, NotArranged })
        {
            foreach (var ggr in ggrs)
            {
                foreach (var weightClass in classes)
                {
                    foreach (var p in Enum.GetValues<Answer>())
                    {
                        foreach (var s in Enum.GetValues<Answer>())
                        {
                            foreach (var c in Enum.GetValues<Answer>())
                            {
                                foreach (var n in Enum.GetValues<Answer>())
                                {
                                    Check(Router.Decide(A.Route(ggr, p, s, c, n, weightClass), options));
                                    count++;
                                }
                            }
                        }
                    }
                }
            }
        }

        Assert.Equal(3 * 6 * 6 * 256, count);
    }

    [Fact]
    public void A_higher_ggr_never_leads_to_less_involvement_of_the_czv()
    {
        foreach (var p in Enum.GetValues<Answer>())
        {
            foreach (var n in Enum.GetValues<Answer>())
            {
                foreach (var options in new[] { RoutingOptions.National, Arranged, NotArranged })
                {
                    var czv = Enum.GetValues<Ggr>().Select(g => Router.Decide(A.Route(g, p, coordination: n), options).Czv).ToArray();
                    Assert.Equal(czv.Order(), czv);
                }
            }
        }
    }

    private static void Check(RouteDecision decision)
    {
        Assert.Equal("route@2", decision.Rule);
        Assert.StartsWith("Handreiking mei 2026, H", decision.Source, StringComparison.Ordinal);
        Assert.EndsWith(".", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(decision.Route == Route.Czv, decision.Czv == CzvInvolvement.Always);
        Assert.Equal(decision.Route == Route.CzvOptional, decision.Czv == CzvInvolvement.Optional);
        Assert.True(decision.Route != Route.Pending || decision.Missing.Count > 0);
        Assert.True(decision.Missing.Count == 0 || decision.Route == Route.Pending || decision.Provisional);
        Assert.Equal(decision.Missing, decision.Questions.Select(q => q.Field));
    }
}
