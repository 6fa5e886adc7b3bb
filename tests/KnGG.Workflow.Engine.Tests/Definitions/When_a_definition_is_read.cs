using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using static KnGG.Workflow.Engine.Tests.Stepping.Json;

namespace KnGG.Workflow.Engine.Tests.Definitions;

public sealed class When_a_definition_is_read
{
    private const string Studio = """
        {
          "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
          "id": "onboarding-v2", "definitionId": "onboarding", "tenantId": null, "name": "Onboarding", "description": null,
          "createdAt": "2026-01-01T00:00:00+00:00", "version": 2, "toolVersion": "3.8.2.0",
          "variables": [{ "id": "var-task", "name": "Task", "typeName": "Object", "isArray": false, "value": null, "storageDriverTypeName": "X" }],
          "inputs": [{ "type": "String", "isArray": false, "name": "Department", "displayName": "Department", "category": "Primitives" }],
          "outputs": [{ "type": "String", "name": "Outcome", "displayName": "Outcome" }],
          "outcomes": ["Klaar"], "customProperties": { "VariableTestValues": { "var-task": 1.50 } }, "isLatest": true, "isPublished": false,
          "options": { "usableAsActivity": true, "incidentStrategyType": null, "unknownOption": [1, 2.0, "é"] },
          "root": {
            "id": "fc1", "nodeId": "Workflow1:fc1", "name": "Flowchart1", "type": "Elsa.Flowchart", "version": 1, "metadata": {},
            "customProperties": { "notFoundConnections": [], "canStartWorkflow": false },
            "activities": [
              {
                "id": "each1", "name": "ForEach1", "type": "Elsa.ForEach", "version": 1,
                "items": { "typeName": null, "expression": { "type": "Object", "value": "[\"a\"]" }, "memoryReference": null },
                "currentValue": { "typeName": "Object", "memoryReference": { "id": "var-task" } },
                "body": { "id": "w1", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } },
                "metadata": { "designer": { "position": { "x": -160, "y": 100.25 } }, "displayText": "Voor elk" }
              },
              { "id": "strange", "type": "Some.Unknown", "version": 7, "whatever": { "deep": [null, true] } }
            ],
            "connections": [{ "source": { "activity": "each1", "port": "Done" }, "target": { "activity": "strange", "port": "In" }, "vertices": [{ "x": 1.0, "y": 2.0 }] }]
          },
          "links": null
        }
        """;

    [Fact]
    public void Its_parts_are_there()
    {
        var definition = DefinitionReader.Parse(Studio);
        Assert.Equal(("onboarding", "onboarding-v2", 2, "Onboarding", true), (definition.DefinitionId, definition.VersionId, definition.Version, definition.Name, definition.UsableAsActivity));
        Assert.Equal("Task", definition.Variables.Single().Name);
        Assert.Equal("Department", definition.Inputs.Single().Name);
        Assert.Equal("Outcome", definition.Outputs.Single().Name);
        Assert.Equal(["Klaar"], definition.Outcomes);
        var each = definition.Root.Children[0].Node;
        Assert.Equal(("Workflow1:fc1:each1", "Voor elk"), (each.NodeId, each.DisplayName));
        Assert.Equal("Workflow1:fc1:each1:w1", each.Children.Single().Node.NodeId);
        Assert.Equal("var-task", each.OutputBindings["CurrentValue"]);
        Assert.Equal("Object", each.Inputs["Items"].ExpressionType);
        Assert.Equal(new Connection("each1", "Done", "strange", "In"), definition.Root.Connections.Single());
    }

    [Fact]
    public void Writing_it_gives_the_same_json_with_everything_that_is_not_understood()
    {
        var written = DefinitionWriter.Write(DefinitionReader.Parse(Studio));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Studio), JsonNode.Parse(written)));
        Assert.Contains("1.50", written, StringComparison.Ordinal);
        Assert.Equal(written, DefinitionWriter.Write(DefinitionReader.Parse(written)));
    }

    [Fact]
    public void The_designer_gets_a_node_id_on_every_activity()
    {
        var written = JsonNode.Parse(DefinitionWriter.WriteWithNodeIds(DefinitionReader.Parse(Studio)))!;
        Assert.Equal("Workflow1:fc1", (string?)written["root"]!["nodeId"]);
        Assert.Equal("Workflow1:fc1:each1:w1", (string?)written["root"]!["activities"]![0]!["body"]!["nodeId"]);
    }

    [Fact]
    public void Every_activity_has_the_line_of_its_id()
    {
        var definition = DefinitionReader.Parse(Studio);
        Assert.Equal(11, definition.LineOf("fc1"));
        Assert.Equal(15, definition.LineOf("each1"));
        Assert.Equal(18, definition.LineOf("w1"));
        Assert.Equal(1, definition.LineOf("nowhere"));
    }

    [Theory]
    [InlineData("{\n  \"root\": {\n    \"type\": oops\n  }\n}", 3)]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("{}", 1)]
    [InlineData("{\"root\":{}}", 1)]
    [InlineData("{\n\"root\":{\"id\":\"a\",\n\"id\":\"b\",\"type\":\"X\"}}", 3)]
    public void Broken_text_is_refused_with_its_place_in_dutch(string text, int line)
    {
        var refused = Assert.Throws<DefinitionFormatException>(() => DefinitionReader.Parse(text));
        Assert.Equal(line, refused.Line);
        Assert.Matches("De JSON|Dit is geen|De startactiviteit", refused.Message);
    }

    [Fact]
    public void Absent_and_null_parts_have_their_defaults()
    {
        var definition = DefinitionReader.Parse("""{"definitionId":"x","options":null,"variables":null,"inputs":null,"outputs":null,"outcomes":null,"customProperties":null,"root":{"id":"r","type":"Elsa.Flowchart"}}""");
        Assert.Equal(("x", 1, 1), (definition.VersionId, definition.Version, definition.Root.Version));
        Assert.Empty(definition.Root.Children);
    }

    [Fact]
    public void A_set_holds_every_definition_that_is_used_once()
    {
        var a = DefinitionReader.Parse(Definition(Flow("f", [Used("u1", "b"), Used("u2", "b")]), id: "a"));
        var b = DefinitionReader.Parse(Definition(Used("v", "c"), id: "b"));
        var c = DefinitionReader.Parse(Definition(Line("w"), id: "c"));
        var result = DefinitionSet.Build(a, id => id == "b" ? b : id == "c" ? c : null, PrimitiveActivities.Catalog);
        Assert.True(result.IsWhole);
        Assert.Equal(["b", "c"], result.Set.Used.Keys.Order());
        Assert.Equal("Elsa.WriteLine", result.Set.FindNode("Workflow1:f:u2:v:w")!.Type);
        Assert.False(result.Set.NeedsCare);
    }

    [Fact]
    public void What_is_missing_or_circular_is_told()
    {
        var a = DefinitionReader.Parse(Definition(Flow("f", [Used("u", "b"), Used("v", "nergens")]), id: "a"));
        var b = DefinitionReader.Parse(Definition(Used("back", "a"), id: "b"));
        var result = DefinitionSet.Build(a, id => id == "b" ? b : null, PrimitiveActivities.Catalog);
        Assert.Equal(["definition-cycle", "missing-definition"], result.Problems.Select(p => p.Code).Order());
        Assert.Contains("a → b → a", result.Problems.Single(p => p.Code == "definition-cycle").Message, StringComparison.Ordinal);
    }
}
