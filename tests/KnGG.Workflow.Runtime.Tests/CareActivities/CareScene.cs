using System.Text.Json.Nodes;
using KnGG.Workflow.Care.Calendar;
using KnGG.Workflow.Care.Trajectories;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Rehearsal;
using KnGG.Workflow.Runtime.Tests.Trajectories;
using KnGG.Workflow.Runtime.Trajectories;
using static KnGG.Workflow.Runtime.Tests.Storage.Definitions;

namespace KnGG.Workflow.Runtime.Tests.CareActivities;

/// <summary>One child, and a tiny definition whose last activity writes by which outcome it came.</summary>
internal sealed class CareScene
{
    public static readonly DateTimeOffset Start = DutchTime.ToInstant(new DateOnly(2026, 1, 5), new TimeOnly(9, 0));

    private static readonly Lazy<FormCatalog> Forms = new(() => FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms")));

    public CareSnapshot Care { get; init; } = SimulationInput.Child(CareRuntime.Girl(), Start, Forms.Value);

    public CareScene With(params CareWrite[] writes) => new() { Care = Care with { File = Care.File!.With(writes) } };

    /// <summary>Runs one activity after others; gives the result and the outcome by which the last one left.</summary>
    public (SimulationResult Result, string Outcome) Run(string answers, params JsonObject[] activities)
    {
        var result = Simulation.Run(new SimulationRequest
        {
            Definition = DefinitionReader.Parse(Sequence("proef", activities)),
            Resolve = id => DefinitionReader.Parse(Sequence(id, Event("blijft", "nooit"))),
            Catalog = SimulationInput.Catalog,
            Answers = SimulationAnswer.ReadAll(answers),
            Care = Care,
            Start = Start,
            Until = Start.AddYears(12),
        });
        var last = result.Journal.LastOrDefault(l => l.Event == "Completed" && l.ActivityId == activities[^1]["id"]!.GetValue<string>());
        return (result, last?.Data["Outcomes"].AsList[0].AsText ?? "");
    }

    public string Outcome(params JsonObject[] activities) => Run("[]", activities).Outcome;
}
