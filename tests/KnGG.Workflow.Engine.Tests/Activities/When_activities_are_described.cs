using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Engine.Tests.Stepping;
using KnGG.Workflow.Engine.Values;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Activities;

public sealed class When_activities_are_described
{
    private static readonly string[] Hints =
    [
        "checkbox", "checklist", "code-editor", "datetime-picker", "dictionary", "dropdown", "dynamic-outcomes", "expression-editor", "flow-switch-editor",
        "json-editor", "multiline", "multitext", "outcome-picker", "output-picker", "singleline", "switch-editor", "variable-picker", "workflow-definition-picker",
    ];

    [Fact]
    public void Elsas_own_types_are_all_there()
    {
        const string Expected = "BulkDispatchWorkflows Break Complete Correlate Cron Delay DispatchWorkflow End Event ExecuteWorkflow Fault Finish FlowDecision FlowFork FlowJoin FlowSwitch "
            + "Flowchart For ForEach Fork If NotFoundActivity Parallel ParallelForEach PublishEvent RunTask Sequence SetName SetOutput SetVariable Start StartAt Switch Timer While WriteLine";
        Assert.Equal(
            Expected.Split(' ').Order(StringComparer.Ordinal),
            PrimitiveActivities.Catalog.All.Select(a => a.Descriptor.Type["Elsa.".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_has_what_the_designer_needs() => Assert.All(PrimitiveActivities.Catalog.All.Select(a => a.Descriptor), d =>
    {
        Assert.NotEmpty(d.Category);
        Assert.NotEmpty(d.DisplayName);
        Assert.NotEmpty(d.Description);
        Assert.Equal(d.Inputs.Count, d.Inputs.Select(i => i.Name).Distinct().Count());
        Assert.All(d.Inputs, i =>
        {
            Assert.NotEmpty(i.DisplayName);
            Assert.Contains(i.UiHint, Hints);
            Assert.True(i.UiHint != "dropdown" || i.Choices is { Count: > 0 });
        });
    });

    [Fact]
    public void A_definition_that_is_used_as_an_activity_has_its_inputs_outputs_and_outcomes()
    {
        var definition = DefinitionReader.Parse(Definition(Line("w"), inputs: Argument("In", "String"), outputs: Argument("Out"), outcomes: "\"Ja\"", id: "warme-overdracht"));
        var described = UsedDefinition.Describe(definition);
        Assert.Equal("WarmeOverdracht", described.Type);
        Assert.Equal(("In", "Out"), (described.Inputs.Single().Name, described.Outputs.Single().Name));
        Assert.Equal(["Ja", "Done"], described.Outcomes);
    }

    [Fact]
    public void Reading_care_data_marks_the_step_and_the_set()
    {
        var catalog = PrimitiveActivities.Catalog.With([new Reader()]);
        var story = new Story(catalog, Definition(Sequence("s", Activity("r", "Test.Reader"), Event("e", "go")))).Start();
        Assert.True(story.Set.NeedsCare);
        Assert.True(story.Last.CareRead);
        story.Event("go");
        Assert.False(story.Last.CareRead);
    }

    private sealed class Reader : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new() { Type = "Test.Reader", Category = "Test", DisplayName = "Reader" };

        public override bool NeedsCare => true;

        public override void Execute(ActivityContext context)
        {
            Assert.Null(context.Care);
            context.Narrate("gelezen", Value.Null);
            context.Complete();
        }
    }
}
