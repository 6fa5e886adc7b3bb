using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnGG.Workflow.Care.Configuration;
using KnGG.Workflow.Engine.Activities;
using KnGG.Workflow.Engine.Definitions;
using KnGG.Workflow.Runtime.CareActivities;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Tasks;

namespace KnGG.Workflow.Runtime.Tests.Chain;

public sealed partial class When_the_definitions_are_inspected
{
    private static readonly ActivityCatalog Catalog = PrimitiveActivities.Catalog.With(CareActivityCatalog.All);

    public static TheoryData<string> Files => [.. ChainFolder.Files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_checks_before_publishing_find_nothing(string file)
    {
        var problems = DefinitionCheck.Run(ChainFolder.Files[file], Catalog, ChainFolder.Committed.Find);
        Assert.Empty(problems.Select(p => $"{p.Severity} {p.ActivityId}: {p.Message}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Parse_then_write_gives_the_same_json(string file)
    {
        var text = ChainFolder.Files[file];
        var written = DefinitionWriter.Write(DefinitionReader.Parse(text));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)));
        Assert.Equal(text.TrimEnd('\n'), written.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_named_after_its_definition_and_every_activity_knows_its_place(string file)
    {
        var definition = DefinitionReader.Parse(ChainFolder.Files[file]);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), definition.DefinitionId);
        Assert.Equal("3.8.2.0", (string?)definition.Json["toolVersion"]);
        var root = definition.Json["root"]!.AsObject();
        Assert.Equal("Elsa.Flowchart", (string?)root["type"]);
        var places = new HashSet<(double, double)>();
        foreach (var activity in Activities(definition))
        {
            Assert.Equal($"{root["nodeId"]}:{activity["id"]}", (string?)activity["nodeId"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)activity["metadata"]?["displayText"]), (string?)activity["id"]);
            var at = activity["metadata"]!["designer"]!["position"]!;
            Assert.True(places.Add(((double)at["x"]!, (double)at["y"]!)), $"{activity["id"]} ligt op een ander");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_task_says_who_by_when_why_by_which_rule_and_what_follows(string file)
    {
        foreach (var task in Activities(DefinitionReader.Parse(ChainFolder.Files[file])).Where(a => (string?)a["type"] == "KnGG.HumanTask"))
        {
            foreach (var input in new[] { "title", "role", "due", "outcomes", "why", "rule", "next", "ifNothing", "escalation" })
            {
                Assert.False(string.IsNullOrWhiteSpace(task[input]?["expression"]?["value"]?.ToString()), $"{task["id"]}: {input}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_way_out_leads_somewhere(string file)
    {
        var definition = DefinitionReader.Parse(ChainFolder.Files[file]);
        var lines = definition.Json["root"]!["connections"]!.AsArray().Select(c => ((string)c!["source"]!["activity"]!, (string)c["source"]!["port"]!)).ToHashSet();
        foreach (var activity in Activities(definition))
        {
            var id = (string)activity["id"]!;
            foreach (var outcome in Outcomes(activity))
            {
                Assert.True(lines.Contains((id, outcome)), $"{id}: '{outcome}' leidt nergens heen");
            }
        }
    }

    [Fact]
    public void Every_form_can_be_read_and_every_task_uses_a_form_that_is_there()
    {
        var forms = FormCatalog.Load(Path.Combine(ChainFolder.Folder, "forms"));
        var used = ChainFolder.Committed.All.SelectMany(Activities).Select(a => (string?)a["form"]?["expression"]?["value"]).OfType<string>().ToHashSet();
        Assert.All(used, id => Assert.NotNull(forms.Find(id)));
        Assert.All(forms.All.Where(f => f.Id != TaskDesk.Explaining), form => Assert.Contains(form.Id, used));
        Assert.All(forms.All.SelectMany(f => f.Fields).Where(f => f.Prefill is not null), field => Assert.Contains(field.Prefill, FormPrefill.Names));
        Assert.All(Directory.EnumerateFiles(Path.Combine(ChainFolder.Folder, "forms")), f => Assert.NotNull(forms.Find(Path.GetFileNameWithoutExtension(f))));
    }

    [Fact]
    public void Only_answers_without_health_or_family_in_them_may_decide_a_course() => Assert.All(
        ChainFolder.Committed.Forms.All.SelectMany(f => f.Fields).Where(f => f.Decision), field => Assert.Equal(FieldZones.Process, field.Zone));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_rule_and_no_term_stands_in_an_expression(string file) => Assert.All(
        Expressions(DefinitionReader.Parse(ChainFolder.Files[file]).Json["root"]!),
        e => Assert.DoesNotMatch(TermOrRule(), e));

    [Fact]
    public void The_words_blame_nobody()
    {
        var texts = ChainFolder.Files.Values.Concat(Directory.EnumerateFiles(Path.Combine(ChainFolder.Folder, "forms")).Select(File.ReadAllText))
            .Append(File.ReadAllText(Path.Combine(ChainFolder.Folder, "README.md")));
        Assert.All(texts, text => Assert.DoesNotMatch(Blame(), text));
    }

    [Fact]
    public void The_core_of_the_chain_is_in_the_definitions()
    {
        var root = ChainFolder.Committed.Root;
        string[] steps = [.. Activities(root).Select(a => (string?)a["workflowDefinitionId"]).OfType<string>().Where(id => id.StartsWith("stap-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(6, steps.Length);
        Assert.Equal(3, Activities(root).Count(a => (string?)a["type"] == "KnGG.NewCycle"));
        Assert.Contains(Activities(Definition("warme-overdracht")), a => (string?)a["type"] == "KnGG.AskConsent");
        Assert.Contains(Activities(Definition("warme-overdracht")), a => (string?)a["state"]?["expression"]?["value"] == "aangenomen");
        Assert.Contains(Activities(Definition("stap-4-plan-maken-en-taken-verdelen")), a => (string?)a["form"]?["expression"]?["value"] == "plan-akkoord");
        Assert.Contains(Activities(Definition("interventie")), a => (string?)a["form"]?["expression"]?["value"] == "interventie-eindverslag");
        Assert.Contains(Activities(Definition("stap-6-zorgen-dat-het-blijft-werken")), a => (string?)a["in"]?["expression"]?["value"] == "terugval.controle");
    }

    [Fact]
    public void Every_setting_does_something_or_is_called_an_agreement_of_people()
    {
        var code = Directory.EnumerateFiles(Path.Combine(ChainFolder.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.EndsWith("/NationalDefaults.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var fixedValues = ChainFolder.Committed.All.SelectMany(Activities)
            .SelectMany(a => a).Select(p => (p.Value as JsonObject)?["expression"]?["value"]?.ToString()).OfType<string>().ToList();
        foreach (var setting in CareConfiguration.Definitions.Where(s => s.Kind != SettingKind.Core))
        {
            // What is counted of a role has its key made from the norm's.
            var quoted = '"' + setting.Key + '"';
            var used = setting.Kind == SettingKind.Counted || fixedValues.Any(v => v == setting.Key || v.Contains(quoted, StringComparison.Ordinal)) || code.Any(c => c.Contains(quoted, StringComparison.Ordinal));
            Assert.True(used != setting.IsForPeople, $"{setting.Key}: {(used ? "wordt gebruikt, maar heet een afspraak tussen mensen" : "doet niets en heet geen afspraak tussen mensen")}");
        }
    }

    [Fact]
    public void Every_agreement_that_a_task_names_exists()
    {
        foreach (var activity in ChainFolder.Committed.All.SelectMany(Activities))
        {
            var rule = (string?)activity["rule"]?["expression"]?["value"] ?? "";
            foreach (var key in Agreement().Matches(rule).SelectMany(m => Key().Matches(m.Value)).Select(m => m.Value))
            {
                Assert.True(CareConfiguration.Find(key) is not null, $"{activity["id"]}: {key}");
            }
        }
    }

    [Fact]
    public void The_pictures_in_the_overview_are_those_of_the_definitions()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["tools/draw-workflows.mjs", "--check"]) { WorkingDirectory = ChainFolder.Repository, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var message = node.StandardOutput.ReadToEnd() + node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, message);
    }

    private static IEnumerable<string> Expressions(JsonNode node) => node switch
    {
        JsonObject { } o when (string?)o["type"] == "JavaScript" && o["value"] is JsonValue text => [(string)text!],
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Expressions(p.Value!)),
        JsonArray list => list.Where(n => n is not null).SelectMany(n => Expressions(n!)),
        _ => [],
    };

    private static WorkflowDefinition Definition(string id) => ChainFolder.Committed.Find(id)!;

    private static IEnumerable<JsonObject> Activities(WorkflowDefinition definition) => definition.Json["root"]!["activities"]!.AsArray().Select(a => a!.AsObject());

    // Where there is nothing to choose, a line is not needed: a branch beside the steps may simply end.
    // A child that failed is an incident with an owner, so that way out needs no line either.
    private static IEnumerable<string> Outcomes(JsonObject activity)
    {
        var type = (string)activity["type"]!;
        if (activity["workflowDefinitionId"] is JsonValue used)
        {
            return Definition((string)used!).Outcomes;
        }

        if (type == "KnGG.HumanTask")
        {
            return JsonNode.Parse((string)activity["outcomes"]!["expression"]!["value"]!)!.AsArray().Select(o => (string)o!);
        }

        return Catalog.Find(type)!.Descriptor.Outcomes is { Count: > 1 } outcomes && type != "Elsa.ExecuteWorkflow" ? outcomes : [];
    }

    // A length such as "6wk", or a comparison with a number: both belong in the settings or in a rule.
    [GeneratedRegex("[\"']\\d+([.,]\\d+)?(wd|d|wk|w|mo|y|j)[\"']|[<>=]\\s*-?\\d")]
    private static partial Regex TermOrRule();

    [GeneratedRegex("weiger(t|en|ing) (het gezin|de ouder|het kind)|weigering|obees|dik kind|te dik", RegexOptions.IgnoreCase)]
    private static partial Regex Blame();

    [GeneratedRegex("(?:termijn|momenten|afspraken|regel) [a-zA-Z0-9_.]+\\.[a-zA-Z0-9_.]+(?:(?:, | en )[a-zA-Z0-9_.]+\\.[a-zA-Z0-9_.]+)*")]
    private static partial Regex Agreement();

    [GeneratedRegex("[a-z][a-zA-Z0-9_]*(?:\\.[a-zA-Z][a-zA-Z0-9_]*)+")]
    private static partial Regex Key();
}
