using System.Text.Json.Nodes;
using KnGG.Workflow.Engine.Instances;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed class When_a_coordinator_changes_the_definitions
{
    [Fact]
    public void All_ids_can_be_renamed_and_the_child_goes_through_as_before()
    {
        var ids = ChainFolder.Committed.All.Select(d => d.DefinitionId).ToArray();
        var folder = ChainFolder.Of(ChainFolder.Files.Values.Select(text => Renamed(text, ids)));
        Assert.DoesNotContain(folder.All, d => ids.Contains(d.DefinitionId));
        var story = Story.Of(folder: folder).ReachesStep5().ClubStarts().Evaluates("Terug naar stap 3", reason: "nieuw-inzicht").DoesStep3().DoesStep4()
            .Evaluates("Naar nazorg").DoesStep6().Checks().Checks().Checks().Checks().Closes("doel-bereikt");
        Assert.Equal(WorkflowSubStatus.Finished, story.Status);
        Assert.True(story.NothingWaits);
    }

    [Fact]
    public void An_inserted_step_is_done_by_the_next_child()
    {
        var root = Root();
        var (activities, lines) = Parts(root);
        activities.Add(new JsonObject
        {
            ["id"] = "tussenstap", ["nodeId"] = "Workflow1:stroom:tussenstap", ["name"] = "HumanTask99", ["type"] = "KnGG.HumanTask", ["version"] = 1,
            ["title"] = Literal("Warm welkom in de buurt"), ["role"] = Literal("jgz"), ["due"] = Literal("5wd"), ["escalation"] = Literal("-"),
        });
        var line = lines.First(c => (string?)c!["source"]!["activity"] == "stap-3" && (string?)c["source"]!["port"] == "Gedeeld beeld")!.AsObject();
        line["target"]!["activity"] = "tussenstap";
        lines.Add(Line("tussenstap", "Klaar", "stap-4"));
        var story = Story.Of(folder: With(root)).ReachesStep2().DoesStep2().DoesStep3();
        Assert.Equal((3, "Warm welkom in de buurt"), (story.File.Process.Step, Assert.Single(story.OpenTasks)));
        Assert.Equal(5, story.Answer("Warm welkom in de buurt", "Klaar").DoesStep4().File.Process.Step);
    }

    [Fact]
    public void Two_swapped_tasks_come_in_the_new_order()
    {
        var handover = JsonNode.Parse(ChainFolder.Files["warme-overdracht.json"])!.AsObject();
        var (_, lines) = Parts(handover);
        Move(lines, "aangenomen", "Klaar", "gezin-gesproken");
        Move(lines, "gezin-gesproken", "Gesproken", "contact-gehad");
        Move(lines, "contact-gehad", "Klaar", "contact");
        Move(lines, "contact", "Gesproken", "afgerond");
        var story = Story.Of(folder: With(handover)).ReachesReferral().Offers().Answer("Overdracht beantwoorden", "Aannemen", ("seen", "yes"));
        Assert.Equal(["Eerste contact met het gezin"], story.OpenTasks);
        story.Answer("Eerste contact met het gezin", "Gesproken", ("on", story.Today), ("reached", "yes"));
        Assert.Equal(["Contact tussen de professionals"], story.OpenTasks);
        Assert.Equal(2, story.Answer("Contact tussen de professionals", "Gesproken", ("on", story.Today)).File.Process.Step);
    }

    private static JsonObject Root() => JsonNode.Parse(ChainFolder.Files["kngg-traject.json"])!.AsObject();

    private static (JsonArray Activities, JsonArray Lines) Parts(JsonObject definition) => (definition["root"]!["activities"]!.AsArray(), definition["root"]!["connections"]!.AsArray());

    private static ChainFolder With(JsonObject changed) => ChainFolder.Of(ChainFolder.Files.Values
        .Where(text => (string?)JsonNode.Parse(text)!["definitionId"] != (string?)changed["definitionId"]).Append(changed.ToJsonString()));

    private static JsonObject Literal(string text) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text } };

    private static JsonObject Line(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static void Move(JsonArray lines, string from, string port, string to) =>
        lines.First(c => (string?)c!["source"]!["activity"] == from && (string?)c["source"]!["port"] == port)!["target"]!["activity"] = to;

    // Every id of a definition, version, activity and node is another one, wherever it is mentioned.
    private static string Renamed(string text, string[] definitions)
    {
        var definition = JsonNode.Parse(text)!.AsObject();
        Rename(definition, new HashSet<string>(definition["root"]!["activities"]!.AsArray().Select(a => (string)a!["id"]!)), definitions);
        return definition.ToJsonString();
    }

    private static void Rename(JsonNode node, HashSet<string> activities, string[] definitions)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>().ToArray())
            {
                Rename(item, activities, definitions);
            }

            return;
        }

        if (node is not JsonObject json)
        {
            return;
        }

        foreach (var (name, value) in json.ToArray())
        {
            if (value is JsonValue scalar && scalar.TryGetValue<string>(out var text))
            {
                json[name] = New(name, text, json, activities, definitions);
            }
            else if (value is not null && name is not ("variables" or "memoryReference" or "form"))
            {
                Rename(value, activities, definitions);
            }
        }
    }

    private static string New(string name, string text, JsonObject owner, HashSet<string> activities, string[] definitions)
    {
        string Definition(string id) => definitions.Contains(id) ? $"w{Array.IndexOf(definitions, id)}" : id.EndsWith("-v1", StringComparison.Ordinal) && definitions.Contains(id[..^3]) ? $"w{Array.IndexOf(definitions, id[..^3])}-v1" : id;
        string Activity(string id) => activities.Contains(id) ? "a" + string.Concat(id.Reverse()) : id;
        return name switch
        {
            "activity" => Activity(text),
            "id" when owner.ContainsKey("type") => Activity(text),
            "nodeId" => string.Join(':', text.Split(':').Select(Activity)),
            "value" when owner["type"]?.GetValue<string>() == "JavaScript" => text.Replace("\"escalatie\"", $"\"{Definition("escalatie")}\"", StringComparison.Ordinal),
            "value" or "id" or "definitionId" or "workflowDefinitionId" or "workflowDefinitionVersionId" or "latestAvailablePublishedVersionId" => Definition(text),
            _ => text,
        };
    }
}
