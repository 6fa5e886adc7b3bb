using KnGG.Workflow.Engine.Values;
using KnGG.Workflow.Runtime.Forms;
using KnGG.Workflow.Runtime.Tests.Trajectories;

namespace KnGG.Workflow.Runtime.Tests.Forms;

public sealed class When_a_form_is_answered
{
    private static readonly Form Everything = FormCatalog.Read(
        """
        { "id": "alles", "title": "Alles", "record": ["measurement"], "fields": [
          { "name": "kort", "label": "Kort", "type": "text", "required": true },
          { "name": "lengte", "label": "Lengte", "type": "number", "unit": "cm", "min": 45, "max": 230, "decimals": 1 },
          { "name": "dag", "label": "Dag", "type": "date" },
          { "name": "keuze", "label": "Keuze", "type": "choice", "choices": [ { "value": "a", "label": "A" }, { "value": "b", "label": "B" } ], "decision": true },
          { "name": "waarom", "label": "Waarom", "type": "longtext", "required": true, "showIf": { "field": "keuze", "is": ["b"] } },
          { "name": "nog", "label": "Nog iets", "type": "text", "required": true, "showIf": { "field": "waarom", "is": ["omdat"] } },
          { "name": "meer", "label": "Meer", "type": "several", "choices": [ { "value": "x", "label": "X" }, { "value": "y", "label": "Y" } ] },
          { "name": "ja", "label": "Ja of nee", "type": "yes-no" },
          { "name": "vier", "label": "Vraag", "type": "yes-no-unknown-suspected", "zone": "social" },
          { "name": "verzekeraar", "label": "Verzekeraar", "type": "text", "choicesFrom": "insurers" },
          { "name": "rijen", "label": "Rijen", "type": "list", "columns": [ { "name": "wat", "label": "Wat", "type": "text", "required": true }, { "name": "aantal", "label": "Aantal", "type": "number", "decimals": 0 } ] } ] }
        """,
        "alles.json");

    [Theory]
    [InlineData("""{ "kort": "x" }""")]
    [InlineData("""{ "kort": "x", "lengte": 140.5, "dag": "2026-02-28", "keuze": "a", "meer": ["x", "y"], "ja": true, "vier": "suspected" }""")]
    [InlineData("""{ "kort": "x", "lengte": "140,5", "meer": "x", "ja": "no" }""")]
    [InlineData("""{ "kort": "x", "keuze": "b", "waarom": "daarom" }""")]
    [InlineData("""{ "kort": "x", "rijen": [ { "wat": "lopen", "aantal": 3 } ] }""")]
    [InlineData("""{ "kort": "x", "verzekeraar": "40000000-0000-0000-0000-0000000000aa" }""")]
    public void What_is_right_passes(string json) => Assert.Empty(FormValidator.Validate(Everything, Value.Parse(json)));

    [Theory]
    [InlineData("""{ }""", "kort")]
    [InlineData("""{ "kort": "  " }""", "kort")]
    [InlineData("""{ "kort": 5 }""", "kort")]
    [InlineData("""{ "kort": "x", "lengte": "hoog" }""", "lengte")]
    [InlineData("""{ "kort": "x", "lengte": 44 }""", "lengte")]
    [InlineData("""{ "kort": "x", "lengte": 231 }""", "lengte")]
    [InlineData("""{ "kort": "x", "lengte": 140.55 }""", "lengte")]
    [InlineData("""{ "kort": "x", "dag": "2026-02-30" }""", "dag")]
    [InlineData("""{ "kort": "x", "dag": "1-2-2026" }""", "dag")]
    [InlineData("""{ "kort": "x", "keuze": "c" }""", "keuze")]
    [InlineData("""{ "kort": "x", "keuze": "b" }""", "waarom")]
    [InlineData("""{ "kort": "x", "keuze": "b", "waarom": "omdat" }""", "nog")]
    [InlineData("""{ "kort": "x", "meer": ["x", "z"] }""", "meer")]
    [InlineData("""{ "kort": "x", "ja": "unknown" }""", "ja")]
    [InlineData("""{ "kort": "x", "vier": "maybe" }""", "vier")]
    [InlineData("""{ "kort": "x", "rijen": [ { "aantal": 3 } ] }""", "rijen[0].wat")]
    [InlineData("""{ "kort": "x", "rijen": [ { "wat": "x" }, { "wat": "y", "aantal": 1.5 } ] }""", "rijen[1].aantal")]
    [InlineData("""{ "kort": "x", "verzekeraar": "de grootste" }""", "verzekeraar")]
    [InlineData("""{ "kort": "x", "onbekend": 1 }""", "onbekend")]
    public void What_is_wrong_is_named(string json, string field)
    {
        var error = Assert.Single(FormValidator.Validate(Everything, Value.Parse(json)));
        Assert.Equal(field, error.Field);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_answers_are_not_filed_and_numbers_become_numbers()
    {
        var clean = FormValidator.Clean(Everything, Value.Parse("""{ "kort": "x", "lengte": "140,5", "keuze": "a", "waarom": "oud", "ja": false }"""));
        Assert.Equal(["kort", "lengte", "keuze", "ja"], clean.Keys);
        Assert.Equal(140.5, clean["lengte"].AsNumber);
        Assert.Equal("no", clean["ja"].AsText);
    }

    [Theory]
    [InlineData("""{""", "regel")]
    [InlineData("""[]""", "object")]
    [InlineData("""{ "id": "a", "title": "A" }""", "fields")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "getal" } ] }""", "veld 'x'")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "choice" } ] }""", "choices")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "text", "zone": "geheim" } ] }""", "zone")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "text", "requierd": true } ] }""", "requierd")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "text", "showIf": { "field": "y", "is": ["1"] } } ] }""", "showIf")]
    [InlineData("""{ "id": "a", "title": "A", "record": "meting", "fields": [] }""", "record")]
    [InlineData("""{ "id": "a", "title": "A", "fields": [ { "name": "x", "label": "X", "type": "text" }, { "name": "x", "label": "X", "type": "text" } ] }""", "twee keer")]
    public void A_form_that_cannot_work_is_refused_with_file_and_place(string json, string says)
    {
        var problem = Assert.Throws<FormFormatException>(() => FormCatalog.Read(json, "proef.json"));
        Assert.StartsWith("proef.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_of_the_chain_can_be_read_and_only_prefills_what_is_known()
    {
        var forms = FormCatalog.Load(Path.Combine(CareRuntime.Workflows, "forms"));
        Assert.True(forms.All.Count() > 20);
        Assert.All(forms.All.SelectMany(f => f.Fields).Where(f => f.Prefill is not null), f => Assert.Contains(f.Prefill!, FormPrefill.Names));
    }
}
