using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Care.Roles;
using KnGG.Workflow.Runtime.Accounts;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Handovers;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Registrations;
using KnGG.Workflow.Runtime.Storage;
using KnGG.Workflow.Runtime.Tasks;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using Microsoft.Extensions.DependencyInjection;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.Regions;

public class When_a_registration_is_needed
{
    private static readonly Guid Czv = CareRuntime.CzvAccount;
    private static readonly Guid Beheerder = Of("beheerder");

    private static FormCatalog Forms => FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));

    private static string Answering => Sequence("proef",
        Activity("beantwoorden", "KnGG.HumanTask", ("title", "Overdracht beantwoorden"), ("role", "czv"), ("due", "5wd"), ("form", "overdracht-beantwoorden"), ("escalation", "-"),
            ("outcomes", new[] { "Aannemen", "Afwijzen" })),
        Event("wacht", "klaar"));

    [Theory]
    [InlineData("warn", true, 1)]
    [InlineData("block", false, 0)]
    [InlineData("off", true, 0)]
    public async Task Without_one_the_region_decides_what_happens(string severity, bool accepted, long warnings)
    {
        using var runtime = await Waiting(severity);
        runtime.Database.Write(t => t.Execute("DELETE FROM quality_registration"));
        var result = Accept(runtime);
        Assert.Equal(accepted, result is TaskResult.Done);
        Assert.Equal(warnings, runtime.Count("quality_warning"));
        if (result is TaskResult.Invalid refused)
        {
            Assert.Contains("geen registratie", refused.Errors[""], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_registered_goes_on_and_who_says_no_needs_nothing()
    {
        using var runtime = await Waiting("block");
        Assert.IsType<TaskResult.Done>(Accept(runtime));
        using var other = await Waiting("block");
        other.Database.Write(t => t.Execute("DELETE FROM quality_registration"));
        Assert.IsType<TaskResult.Done>(Accept(other, "Afwijzen"));
    }

    [Fact]
    public async Task A_lapsed_registration_is_named_and_renewed_by_the_administrator()
    {
        using var runtime = await Waiting("block");
        runtime.Database.Write(t => t.Execute("UPDATE quality_registration SET valid_until = '2025-12-31'"));
        Assert.Contains("verlopen op 31 december 2025", Assert.IsType<TaskResult.Invalid>(Accept(runtime)).Errors[""], StringComparison.Ordinal);
        var desk = runtime.Get<RegistrationDesk>();
        AddAccount(runtime);
        Assert.Null(desk.Of(Of("regio")));
        var renewed = new QualityRegistration(RoleCodes.Czv, "V&VN", "123", new DateOnly(2026, 1, 1), new DateOnly(2030, 12, 31));
        Assert.IsType<RegionResult.NotFound>(desk.Add(Czv, renewed, Of("regio")));
        Assert.Equal("register", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Add(Czv, renewed with { Register = "KNGF" }, Beheerder)).Errors).Field);
        Assert.Equal("person", Assert.Single(Assert.IsType<RegionResult.Invalid>(desk.Add(Of("jgz"), renewed, Beheerder)).Errors).Field);
        Assert.IsType<RegionResult.Done>(desk.Add(Czv, renewed, Beheerder));
        Assert.True(desk.Of(Beheerder)!.Single(p => p.AccountId == Czv).Decision.Valid);
        Assert.IsType<TaskResult.Done>(Accept(runtime));
    }

    // The host makes the demo accounts; here only one is needed.
    private static void AddAccount(TestRuntime runtime)
    {
        using var scope = runtime.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowDb>();
        db.Add(new Account { Id = Czv, UserName = "czv", DisplayName = "Centrale zorgverlener (demo)" });
        db.SaveChanges();
    }

    private static async Task<TestRuntime> Waiting(string severity)
    {
        var runtime = await CareRuntime.Make(Answering, Forms);
        Assert.IsType<RegionResult.Done>(runtime.Get<SettingDesk>().Set(
            new SetSetting("demo", "registratie.ernst", SettingLevel.Region, "", severity, null, SourceLabel.Regional, "besluit"), Of("regio")));
        runtime.Open();
        runtime.RunAll();
        return runtime;
    }

    private static TaskResult Accept(TestRuntime runtime, string outcome = "Aannemen")
    {
        var task = runtime.Get<TaskInbox>().Mine(Czv).Items.Single();
        var form = Forms.Find(task.Form)!;
        var fields = form.Fields.Where(f => f.Required).Select(f => (f.Name, Engine.Values.Value.Of(f.Choices.Count > 0 ? f.Choices[0].Value : FieldTypes.AnswersOf(f.Type) is { } yes ? yes[0] : "x"))).ToArray();
        return runtime.Get<TaskDesk>().Complete(new CompleteTask(task.Id, Czv, outcome, Engine.Values.Value.MapOf(fields)));
    }

    private static Guid Of(string user) => DemoRegion.Accounts.Single(a => a.UserName == user).Id;
}
