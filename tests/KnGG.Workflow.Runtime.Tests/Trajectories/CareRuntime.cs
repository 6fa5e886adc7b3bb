using System.Text.Json;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Stepping;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Publishing;
using KnGG.Workflow.Runtime.Regions;
using KnGG.Workflow.Runtime.Signals;
using KnGG.Workflow.Runtime.Tests.Storage;
using KnGG.Workflow.Runtime.Trajectories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KnGG.Workflow.Runtime.Tests.Trajectories;

/// <summary>A runtime that knows trajectories, forms and the demo region.</summary>
internal static class CareRuntime
{
    public static readonly Guid JgzAccount = DemoRegion.Accounts.Single(a => a.UserName == "jgz").Id;
    public static readonly Guid CzvAccount = DemoRegion.Accounts.Single(a => a.UserName == "czv").Id;

    /// <summary>The folder of the real workflows.</summary>
    public static string Workflows
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!System.IO.File.Exists(Path.Combine(folder.FullName, "KnGG.Workflow.sln")))
            {
                folder = folder.Parent!;
            }

            return Path.Combine(folder.FullName, "workflows");
        }
    }

    public static async Task<TestRuntime> Make(string? definition = null, FormCatalog? forms = null, Action<IServiceCollection>? more = null)
    {
        var runtime = await TestRuntime.Make(
            simulated: true,
            more: s =>
            {
                Add(s, definition is not null, forms);
                more?.Invoke(s);
            });
        runtime.Get<DemoRegion>().Seed(children: 0);
        if (definition is null)
        {
            var refused = runtime.Publisher.ImportFolder(Workflows).Where(f => f.Result == "refused").ToList();
            Assert.True(refused.Count == 0, string.Join(Environment.NewLine, refused.SelectMany(f => f.Problems)));
        }
        else
        {
            runtime.Publish(definition);
        }

        return runtime;
    }

    /// <summary>Adds what care brings to a runtime.</summary>
    public static void Add(IServiceCollection services, bool isTrial, FormCatalog? forms = null)
    {
        services.AddTrajectories(forms ?? FormCatalog.Empty, new ChainOptions { RootDefinition = isTrial ? "proef" : "kngg-traject" });
        if (isTrial)
        {
            // A trial definition is no chain; what publishing asks of a chain has tests of its own.
            services.RemoveAll<IDefinitionGuard>();
        }
    }

    /// <summary>A trajectory that waits for nothing but an event.</summary>
    public static string Quiet { get; } = Definitions.Sequence("proef", Definitions.Event("wacht", "klaar"), Definitions.Line("einde", "einde"));

    public static SignalResult Signal(this TestRuntime runtime, string json, string? key = null) =>
        runtime.Get<PostSignal>().Receive(JsonDocument.Parse(json).RootElement, key, new Actor("test", "jgz", DemoRegion.Organisations[0].Id.ToString()));

    public static Guid Open(this TestRuntime runtime) =>
        Assert.IsType<SignalResult.Received>(runtime.Signal(Girl())).TrajectoryId ?? throw new InvalidOperationException("No trajectory was opened.");

    public static TrajectoryFile File(this TestRuntime runtime, Guid trajectory) => runtime.Database.Read(t => runtime.Get<CareRows>().ReadSnapshot(t, trajectory))!.File!;

    public static void MustHold(this TestRuntime runtime)
    {
        var violations = runtime.Database.Read(t => new CareInvariants().Check(t).ToList());
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    public static string Girl(string reference = "D-1", double weight = 55) => $$"""
        { "child": { "ref": "{{reference}}", "birthDate": "2016-03-01", "sex": "female", "municipality": "Zaanstad" },
          "measurement": { "on": "2025-12-10", "heightCm": 140, "weightKg": {{weight.ToString(System.Globalization.CultureInfo.InvariantCulture)}} },
          "source": "jgz", "psychosocial": "yes", "risk": "none" }
        """;
}
