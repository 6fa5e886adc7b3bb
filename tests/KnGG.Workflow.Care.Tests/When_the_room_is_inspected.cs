using System.Globalization;
using System.Text.Json;
using KnGG.Workflow.Care.Measurements;
using KnGG.Workflow.Care.Payers;
using KnGG.Workflow.Care.Risk;
using KnGG.Workflow.Care.Routing;

namespace KnGG.Workflow.Care.Tests;

public sealed class When_the_room_is_inspected
{
    [Fact]
    public void It_knows_nothing_but_the_framework()
    {
        var references = typeof(CareCodes).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        Assert.All(references, r => Assert.True(r.StartsWith("System", StringComparison.Ordinal), r));
        Assert.DoesNotContain(references, r => r.Contains("Net.Http", StringComparison.Ordinal) || r.Contains("FileSystem", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_class_is_sealed_or_static() =>
        Assert.All(typeof(CareCodes).Assembly.GetTypes().Where(t => t.IsClass && t.Namespace?.StartsWith("KnGG", StringComparison.Ordinal) == true && !t.Name.Contains('<', StringComparison.Ordinal)), t => Assert.True(t.IsSealed || IsClosedFamily(t), t.FullName));

    // The base of a closed family: abstract, and nobody outside this room can add a member (the copy constructor of a record is no way in).
    private static bool IsClosedFamily(Type t) => t.IsAbstract && t.GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
        .Where(c => c.GetParameters().Length == 0).All(c => c.IsFamilyAndAssembly);

    [Fact]
    public void Every_decision_says_rule_source_reason_and_what_is_missing()
    {
        var decisions = typeof(CareCodes).Assembly.GetExportedTypes().Where(t => t.Namespace?.EndsWith("Trajectories", StringComparison.Ordinal) != true && (t.Name.EndsWith("Decision", StringComparison.Ordinal) || t.Name is "Classification" or "OfferRanking"));
        Assert.True(decisions.Count() >= 9);
        Assert.All(decisions, t => Assert.All(["Rule", "Source", "Reason", "Missing"], p => Assert.True(t.GetProperty(p) is not null, $"{t.Name}.{p}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nl-NL")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
            var expected = Everything();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Everything());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Everything() => JsonSerializer.Serialize(new object[]
    {
        Classifier.Classify(A.Child(Sex.Female, 4383, 26.5269)),
        MeasurementCheck.Validate(new ClassificationInput(Sex.Male, A.Today.AddDays(9), A.Today, 1.525, 61300.5), A.Today),
        Router.Decide(A.Route(Ggr.Licht, Answer.Suspected)),
        PayerTable.Decide(new PayerInput(PayerComponent.CzvIntake, Ggr.Matig, GliInPlan.None) { Region = "Noord", On = A.Today }, A.Agreement(AnamnesisPayer.InsurerOnlyIfGli)),
        InsuredLimits.Count(new InsuredDates(A.Today, A.Today, null, A.Today, null), InsurerLimits.FromConfiguration(KnGG.Workflow.Care.Configuration.CareConfiguration.NationalDefaults, null, null, A.Today), A.Today),
        KnGG.Workflow.Care.Roles.Capacity.Of("czv", 41_250, 0.2, 1000, 5.5),
        KnGG.Workflow.Care.Calendar.DutchHolidays.In(2026),
        RiskStatement.TryParse("hypertension", out _)!.ToString(),
    });
}
